import { accept, type Decision, refuse, refuseAll } from '../../eventsourcing/decider.js'
import { without } from '../without.js'
import { refuseMalformedCode } from './code-format.js'
import type { AssignLocalityCode, EndLocalityCode } from './commands.js'
import type { LocalityEvent } from './events.js'
import { localityNotFound, refuseOutsideLife } from './life-refusals.js'
import { life, type LocalityState } from './locality.js'
import { LocalityRefusal } from './refusals.js'

/**
 * Gives a locality a code. It holds one code of a scheme at a time, so that "its ODS code on that day" has one
 * answer; codes follow one another when the old one is ended first. What has two codes at once of what people
 * call one scheme (an integrated care board and its only sub-board) has two schemes: ODS-ICB and ODS-SUBICB.
 */
export const assignLocalityCode =
  (command: AssignLocalityCode) =>
  (state: LocalityState): Decision<LocalityEvent, LocalityRefusal> => {
    if (state.status === 'unregistered') return localityNotFound()
    const { scheme, code, validFrom } = command
    const overlapping = state.codes.find(
      (held) => held.scheme === scheme && (held.validTo === null || held.validTo > validFrom),
    )
    if (overlapping?.code === code && overlapping.validFrom === validFrom && overlapping.validTo === null) {
      return accept()
    }
    const refusals = [
      ...refuseMalformedCode(scheme, code, 'code'),
      ...refuseOutsideLife(life(state), validFrom, 'validFrom'),
    ]
    if (refusals.length > 0) return refuseAll(refusals)
    if (overlapping !== undefined) {
      const message =
        overlapping.validTo === null
          ? `It holds ${scheme} ${overlapping.code} since ${overlapping.validFrom}; end that code first`
          : `It held ${scheme} ${overlapping.code} until ${overlapping.validTo}; assign the code from that day on`
      return refuse(LocalityRefusal.CodeAlreadyHeld, message, 'scheme')
    }
    return accept({ type: 'LocalityCodeAssigned', data: without(command) })
  }

/** Ends a code that the locality holds; possible after it closed, too, because closing ends no code by itself. */
export const endLocalityCode =
  (command: EndLocalityCode) =>
  (state: LocalityState): Decision<LocalityEvent, LocalityRefusal> => {
    if (state.status === 'unregistered') return localityNotFound()
    const { scheme, code, validTo } = command
    const holdings = state.codes.filter((one) => one.scheme === scheme && one.code === code)
    const held = holdings.find((one) => one.validTo === null) ?? holdings.at(-1)
    if (held === undefined) {
      const message = `It never held ${scheme} ${code}; look up which codes it holds`
      return refuse(LocalityRefusal.CodeNotHeld, message, 'code')
    }
    if (held.validTo === validTo) return accept()
    if (held.validTo !== null) {
      const message = `The code was ended on ${held.validTo}; assign it again from then on if it still holds`
      return refuse(LocalityRefusal.CodeAlreadyEnded, message, 'validTo')
    }
    if (validTo <= held.validFrom) {
      const message = `The code holds from ${held.validFrom}; give a later day, the first on which it holds no longer`
      return refuse(LocalityRefusal.CodeEndsBeforeStart, message, 'validTo')
    }
    return accept({ type: 'LocalityCodeEnded', data: { ...without(command), validFrom: held.validFrom } })
  }
