import type { LocalityEvent } from '../src/domain/locality/events.js'
import type { Handlers, Projected, Projection, RowOperation } from '../src/eventsourcing/projection.js'
import { update, updateAtMost, upsert } from './rows.js'

type On<Type extends LocalityEvent['type']> = Projected<Extract<LocalityEvent, { type: Type }>>

/** Name as it is searched for. */
const keyOf = (name: string): string => name.toLowerCase()

const touched = (
  event: Projected<LocalityEvent>,
  set: { readonly closedOn?: string; readonly closedBy?: string } = {},
): RowOperation =>
  update(
    'Locality',
    { id: event.data.localityId },
    { ...set, revision: event.revision, updatedAt: event.recordedAt },
  )

const named = (
  { data, position }: On<'LocalityRegistered' | 'LocalityRenamed'>,
  validFrom: string,
  reason?: string,
) =>
  upsert('LocalityName', {
    id: `${data.localityId}@${position}`,
    localityId: data.localityId,
    name: data.name,
    validFrom,
    reason,
    fromPosition: position,
  })

const placed = (
  { data, position }: On<'LocalityRegistered' | 'LocalityMoved'>,
  validFrom: string,
  reason?: string,
) =>
  upsert('LocalityParent', {
    id: `${data.localityId}@${position}`,
    localityId: data.localityId,
    parentId: data.parentId,
    validFrom,
    reason,
    fromPosition: position,
  })

interface Code {
  readonly scheme: string
  readonly code: string
  readonly validFrom: string
  readonly validTo?: string
}

const coded = ({ data, position }: Projected<LocalityEvent>, { scheme, code, validFrom, validTo }: Code) =>
  upsert('LocalityCode', {
    id: `${data.localityId}/${scheme}/${code}/${validFrom}@${position}`,
    localityId: data.localityId,
    scheme,
    code,
    validFrom,
    validTo,
    fromPosition: position,
  })

const registered = (event: On<'LocalityRegistered'>): readonly RowOperation[] => {
  const { data, recordedAt, revision } = event
  return [
    upsert('Locality', {
      id: data.localityId,
      kind: data.kind,
      name: data.name,
      nameKey: keyOf(data.name),
      nameFrom: data.openedOn,
      openedOn: data.openedOn,
      closedOn: null,
      closedBy: null,
      note: data.note,
      revision,
      createdAt: recordedAt,
      updatedAt: recordedAt,
    }),
    named(event, data.openedOn),
    placed(event, data.openedOn),
    ...data.codes.map((code) => coded(event, code)),
  ]
}

const renamed = (event: On<'LocalityRenamed'>): readonly RowOperation[] => {
  const { localityId, name, effectiveOn, reason } = event.data
  return [
    touched(event),
    // Only a name that holds as late as this one, or earlier, gives way to it.
    updateAtMost(
      'Locality',
      { id: localityId },
      { nameFrom: effectiveOn },
      { name, nameKey: keyOf(name), nameFrom: effectiveOn },
    ),
    update(
      'LocalityName',
      { localityId, validFrom: effectiveOn, toPosition: null },
      { toPosition: event.position },
    ),
    named(event, effectiveOn, reason),
  ]
}

const moved = (event: On<'LocalityMoved'>): readonly RowOperation[] => {
  const { localityId, effectiveOn, reason } = event.data
  return [
    touched(event),
    update(
      'LocalityParent',
      { localityId, validFrom: effectiveOn, toPosition: null },
      { toPosition: event.position },
    ),
    placed(event, effectiveOn, reason),
  ]
}

const codeEnded = (event: On<'LocalityCodeEnded'>): readonly RowOperation[] => {
  const { localityId, scheme, code, validFrom } = event.data
  return [
    touched(event),
    update(
      'LocalityCode',
      { localityId, scheme, code, validFrom, toPosition: null },
      { toPosition: event.position },
    ),
    coded(event, event.data),
  ]
}

const succeeded = (event: On<'LocalitySucceeded'>): readonly RowOperation[] => {
  const { localityId, kind, successorIds, effectiveOn, reason } = event.data
  return [
    touched(event, { closedOn: effectiveOn, closedBy: kind }),
    ...successorIds.map((successorId) =>
      upsert('LocalitySuccession', {
        id: `${localityId}/${successorId}@${event.position}`,
        kind,
        predecessorId: localityId,
        successorId,
        effectiveOn,
        reason,
        fromPosition: event.position,
      }),
    ),
  ]
}

const on: Required<Handlers<LocalityEvent>> = {
  LocalityRegistered: registered,
  LocalityRenamed: renamed,
  LocalityMoved: moved,
  LocalityCodeAssigned: (event) => [touched(event), coded(event, event.data)],
  LocalityCodeEnded: codeEnded,
  LocalityClosed: (event) => [touched(event, { closedOn: event.data.closedOn, closedBy: 'CLOSED' })],
  LocalitySucceeded: succeeded,
  // The succession itself is told by the predecessors.
  LocalityPreceded: (event) => [touched(event)],
  PopulationEstimated: (event) => [touched(event)],
  PopulationEstimateWithdrawn: (event) => [touched(event)],
}

/** Localities with their names, parents, codes and successions, each as known from which position on. */
export const localities: Projection<LocalityEvent> = {
  name: 'localities',
  version: 1,
  tables: ['Locality', 'LocalityName', 'LocalityParent', 'LocalityCode', 'LocalitySuccession'],
  on,
}
