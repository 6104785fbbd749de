import { accept, type Decision, refuse, refuseAll, type Refusal } from '../../eventsourcing/decider.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import { refuseMalformedCode } from './code-format.js'
import type { RegisterLocality } from './commands.js'
import type { LocalityEvent } from './events.js'
import type { LocalityState } from './locality.js'
import { LocalityRefusal } from './refusals.js'
import { type Localities, refuseParent } from './tree.js'

type Registered = Extract<LocalityEvent, { type: 'LocalityRegistered' }>['data']

/** The codes as they will be held: from the day on which the locality opens, unless said otherwise. */
export const codesOf = ({ codes, openedOn }: RegisterLocality): Registered['codes'] =>
  codes.map(({ scheme, code, validFrom }) => ({ scheme, code, validFrom: validFrom ?? openedOn }))

const refuseCodes = (codes: Registered['codes'], openedOn: string): readonly Refusal<LocalityRefusal>[] =>
  codes.flatMap(({ scheme, code, validFrom }, index) => [
    ...refuseMalformedCode(scheme, code, `codes.${index}.code`),
    ...(validFrom < openedOn
      ? refuse(
          LocalityRefusal.LocalityNotOpen,
          `The locality opens on ${openedOn}; let the code hold from that day or a later one`,
          `codes.${index}.validFrom`,
        ).refusals
      : []),
    ...(codes.findIndex((other) => other.scheme === scheme) < index
      ? refuse(
          LocalityRefusal.CodeAlreadyHeld,
          `A locality holds one code of a scheme at a time; leave one of the ${scheme} codes out`,
          `codes.${index}.scheme`,
        ).refusals
      : []),
  ])

/** `ancestors`: the parent and all above it from the opening day on; empty without a parent. */
export const registerLocality =
  (command: RegisterLocality, facts: { readonly ancestors: Localities }) =>
  (state: LocalityState): Decision<LocalityEvent, LocalityRefusal> => {
    const { parentId, openedOn } = command
    const data: Registered = { ...without(command), parentId: parentId ?? null, codes: codesOf(command) }
    if (state.status === 'registered') {
      if (sameContent(state.registered, data)) return accept()
      const message = 'Another locality has this id; give the new one an id of its own'
      return refuse(LocalityRefusal.LocalityIdTaken, message, 'localityId')
    }
    const placement = { ...command, from: openedOn, until: null }
    const refusals = [
      ...(parentId === undefined ? [] : refuseParent({ ...placement, parentId }, facts.ancestors)),
      ...refuseCodes(data.codes, openedOn),
    ]
    return refusals.length > 0 ? refuseAll(refusals) : accept({ type: 'LocalityRegistered', data })
  }
