import { accept, type Decision, refuse, refuseAll, type Refusal } from '../../eventsourcing/decider.js'
import type { LocalityId } from '../ids.js'
import type { MergeLocalities, SplitLocality } from './commands.js'
import { endLocality } from './endings.js'
import type { LocalityEvent } from './events.js'
import { localityNotFound, refuseOutsideLife } from './life-refusals.js'
import { life, type LocalityState } from './locality.js'
import { LocalityRefusal } from './refusals.js'
import { SuccessionKind } from './vocabulary.js'

type Succession = Readonly<{
  kind: SuccessionKind
  predecessorIds: readonly LocalityId[]
  successorIds: readonly LocalityId[]
  effectiveOn: string
  reason: string
}>

const merger = (command: MergeLocalities): Succession => ({
  ...command,
  kind: SuccessionKind.Merge,
  successorIds: [command.successorId],
})

const division = (command: SplitLocality): Succession => ({
  ...command,
  kind: SuccessionKind.Split,
  predecessorIds: [command.localityId],
})

/** A predecessor ends and goes into its successors. */
const goInto = (localityId: LocalityId, succession: Succession, field: string) => {
  const { kind, effectiveOn, reason } = succession
  const successorIds = [...succession.successorIds]
  return endLocality(
    { by: kind, on: effectiveOn, successorIds, reason },
    { type: 'LocalitySucceeded', data: { localityId, kind, successorIds, effectiveOn, reason } },
    field,
    'effectiveOn',
  )
}

/** A successor, which exists on that day, remembers where it came from; predecessors that it knows are not news. */
const comeFrom =
  (localityId: LocalityId, succession: Succession, field: string) =>
  (state: LocalityState): Decision<LocalityEvent, LocalityRefusal> => {
    if (state.status === 'unregistered') return localityNotFound(field)
    const { kind, effectiveOn, reason } = succession
    const known = state.predecessors
      .filter((one) => one.kind === kind && one.effectiveOn === effectiveOn)
      .flatMap((one) => one.predecessorIds)
    const predecessorIds = succession.predecessorIds.filter((id) => !known.includes(id))
    if (predecessorIds.length === 0) return accept()
    const refusals = refuseOutsideLife(life(state), effectiveOn, field)
    if (refusals.length > 0) return refuseAll(refusals)
    return accept({
      type: 'LocalityPreceded',
      data: { localityId, kind, predecessorIds, effectiveOn, reason },
    })
  }

const refuseNamedTwice = (ids: readonly LocalityId[], field: string): readonly Refusal<LocalityRefusal>[] =>
  ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : refuse(
          LocalityRefusal.LocalityRepeated,
          'This locality is named twice; leave one out',
          `${field}.${index}`,
        ).refusals,
  )

const refuseItself = (
  ids: readonly LocalityId[],
  itself: LocalityId,
  field: string,
  message: string,
): readonly Refusal<LocalityRefusal>[] =>
  ids.flatMap((id, index) =>
    id === itself
      ? refuse(LocalityRefusal.SuccessorIsPredecessor, message, `${field}.${index}`).refusals
      : [],
  )

/** What is wrong with a merger before any locality is looked at. */
export const refuseMerger = ({
  predecessorIds,
  successorId,
}: MergeLocalities): readonly Refusal<LocalityRefusal>[] => [
  ...refuseNamedTwice(predecessorIds, 'predecessorIds'),
  ...refuseItself(
    predecessorIds,
    successorId,
    'predecessorIds',
    'The successor goes on existing; leave it out of the localities that go into it',
  ),
]

/** What is wrong with a split before any locality is looked at. */
export const refuseSplit = ({
  localityId,
  successorIds,
}: SplitLocality): readonly Refusal<LocalityRefusal>[] => [
  ...refuseNamedTwice(successorIds, 'successorIds'),
  ...refuseItself(
    successorIds,
    localityId,
    'successorIds',
    'A locality that is split ends; register a new one for what remains of it, and name that one',
  ),
]

/** Decided on each predecessor: it ends and goes into the successor. */
export const mergeAway = (command: MergeLocalities, predecessorId: LocalityId, index: number) =>
  goInto(predecessorId, merger(command), `predecessorIds.${index}`)

/** Decided on the successor, which must exist on that day. */
export const mergeInto = (command: MergeLocalities) =>
  comeFrom(command.successorId, merger(command), 'successorId')

/** Decided on the predecessor: it ends and goes into the successors. */
export const splitAway = (command: SplitLocality) =>
  goInto(command.localityId, division(command), 'localityId')

/** Decided on each successor, which must exist on that day. */
export const splitInto = (command: SplitLocality, successorId: LocalityId, index: number) =>
  comeFrom(successorId, division(command), `successorIds.${index}`)
