import { type Refusal, refuse } from '../../eventsourcing/decider.js'
import type { LocalityId } from '../ids.js'
import { type LocalityState, parentOn, type RegisteredLocality } from './locality.js'
import { LocalityRefusal } from './refusals.js'
import { LocalityKind } from './vocabulary.js'

/** States of localities by id, as far as a decision needs them. */
export type Localities = ReadonlyMap<LocalityId, LocalityState>

/** A locality under a parent: from a day until, not including, another; null: for good. */
export interface Placement {
  readonly localityId: LocalityId
  readonly kind: LocalityKind
  readonly parentId: LocalityId
  readonly from: string
  readonly until: string | null
}

/** Widest first. Providers and other kinds lie across the levels and may stand anywhere. */
const levels: readonly LocalityKind[] = [
  LocalityKind.System,
  LocalityKind.Place,
  LocalityKind.Neighbourhood,
  LocalityKind.Practice,
]

/**
 * Whose states must be loaded, beside a locality's own, to know all that it stands under from a day on: its
 * parents on that day and later. Theirs in turn, until nothing new comes.
 */
export const parentsFrom = (state: LocalityState, day: string): readonly LocalityId[] => {
  if (state.status === 'unregistered') return []
  const later = state.parents.filter(({ effectiveOn }) => effectiveOn > day).map(({ value }) => value)
  return [parentOn(state, day), ...later].filter((id) => id !== null)
}

/** The localities above, nearest first, on a day. */
const ancestorsOn = (
  parentId: LocalityId,
  day: string,
  localities: Localities,
): readonly RegisteredLocality[] => {
  const chain: RegisteredLocality[] = []
  let next: LocalityId | null = parentId
  while (next !== null && !chain.some(({ localityId }) => localityId === next)) {
    const state = localities.get(next)
    if (state === undefined || state.status === 'unregistered') break
    chain.push(state)
    next = parentOn(state, day)
  }
  return chain
}

/** The days in a placement's time on which anything above may change. */
const daysOfChange = ({ from, until }: Placement, localities: Localities): readonly string[] => {
  const changes = [...localities.values()].flatMap((state) =>
    state.status === 'unregistered' ? [] : state.parents.map(({ effectiveOn }) => effectiveOn),
  )
  const within = changes.filter((day) => day > from && (until === null || day < until))
  return [...new Set([from, ...within])].sort()
}

const refuseAbsentParent = (
  parent: LocalityState | undefined,
  day: string,
  field: string,
): readonly Refusal<LocalityRefusal>[] => {
  if (parent === undefined || parent.status === 'unregistered') {
    return refuse(LocalityRefusal.ParentNotFound, 'No locality has this id; register the parent first', field)
      .refusals
  }
  if (day < parent.openedOn) {
    const message = `The parent was opened on ${parent.openedOn}, after ${day}; choose a parent that existed on that day`
    return refuse(LocalityRefusal.ParentNotOpen, message, field).refusals
  }
  if (parent.ending !== null && day >= parent.ending.on) {
    const message = `The parent exists no longer from ${parent.ending.on} on; choose one that existed on ${day}`
    return refuse(LocalityRefusal.ParentClosed, message, field).refusals
  }
  return []
}

/** A wider kind than that of the nearest one above which has a level. */
const standsTooHighUnder = (
  kind: LocalityKind,
  above: readonly RegisteredLocality[],
): LocalityKind | null => {
  const nearest = above.find((one) => levels.includes(one.kind))?.kind
  if (nearest === undefined || !levels.includes(kind)) return null
  return levels.indexOf(nearest) > levels.indexOf(kind) ? nearest : null
}

/**
 * Why a locality cannot stand under a parent: it is itself, is not there on that day, stands below it on that
 * day or a later one, or is of a narrower kind. The same level is allowed: a region and its systems are both
 * systems. `localities` holds the parent and all above it from that day on (see `parentsFrom`).
 */
export const refuseParent = (
  placement: Placement,
  localities: Localities,
  field = 'parentId',
): readonly Refusal<LocalityRefusal>[] => {
  const { localityId, kind, parentId, from } = placement
  if (parentId === localityId) {
    const message = 'A locality cannot be its own parent; choose another, or none for the top of the tree'
    return refuse(LocalityRefusal.ParentIsItself, message, field).refusals
  }
  const absent = refuseAbsentParent(localities.get(parentId), from, field)
  if (absent.length > 0) return absent
  for (const day of daysOfChange(placement, localities)) {
    const above = ancestorsOn(parentId, day, localities)
    if (above.some((one) => one.localityId === localityId)) {
      const message = `On ${day} this parent stands below the locality; choose one that does not, or move that one first`
      return refuse(LocalityRefusal.ParentIsDescendant, message, field).refusals
    }
    const narrower = standsTooHighUnder(kind, above)
    if (narrower !== null) {
      const message = `A ${kind} cannot stand under a ${narrower} (on ${day}); choose a parent of its own kind or a wider one`
      return refuse(LocalityRefusal.ParentLevelTooLow, message, field).refusals
    }
  }
  return []
}
