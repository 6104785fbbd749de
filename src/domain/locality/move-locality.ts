import { accept, type Decision, refuseAll } from '../../eventsourcing/decider.js'
import { without } from '../without.js'
import type { MoveLocality } from './commands.js'
import { nextChangeAfter } from './effective.js'
import type { LocalityEvent } from './events.js'
import { localityNotFound, refuseOutsideLife } from './life-refusals.js'
import { life, type LocalityState, parentOn } from './locality.js'
import type { LocalityRefusal } from './refusals.js'
import { type Localities, refuseParent } from './tree.js'

/**
 * Under another parent, or to the top of the tree, from a day on until the next later move.
 * `ancestors`: the new parent and all above it from that day on; empty without a parent.
 */
export const moveLocality =
  (command: MoveLocality, facts: { readonly ancestors: Localities }) =>
  (state: LocalityState): Decision<LocalityEvent, LocalityRefusal> => {
    if (state.status === 'unregistered') return localityNotFound()
    const { parentId, effectiveOn } = command
    const late = refuseOutsideLife(life(state), effectiveOn, 'effectiveOn')
    if (late.length > 0) return refuseAll(late)
    if (parentOn(state, effectiveOn) === (parentId ?? null)) return accept()
    if (parentId !== undefined) {
      const until = nextChangeAfter(state.parents, effectiveOn) ?? state.ending?.on ?? null
      const placement = { localityId: state.localityId, kind: state.kind, parentId, from: effectiveOn, until }
      const refusals = refuseParent(placement, facts.ancestors)
      if (refusals.length > 0) return refuseAll(refusals)
    }
    const data = { ...without(command, 'expectedRevision'), parentId: parentId ?? null }
    return accept({ type: 'LocalityMoved', data })
  }
