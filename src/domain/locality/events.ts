import { z } from 'zod'

import type { DomainEvent } from '../../eventsourcing/decider.js'
import { LocalityId, PopulationEstimateId } from '../ids.js'
import { LocalityKind, PopulationBasis, SuccessionKind } from './vocabulary.js'

const day = z.iso.date()
const code = { scheme: z.string(), code: z.string(), validFrom: day }

/** Stored for ever. Add an optional field or a new version; never change one. */
export const localityEvents = {
  LocalityRegistered: z.object({
    localityId: LocalityId,
    kind: z.enum(LocalityKind),
    name: z.string(),
    /** From when it exists. */
    openedOn: day,
    parentId: LocalityId.nullable(),
    codes: z.array(z.object(code)),
    note: z.string().optional(),
  }),
  LocalityRenamed: z.object({
    localityId: LocalityId,
    name: z.string(),
    effectiveOn: day,
    reason: z.string().optional(),
  }),
  LocalityMoved: z.object({
    localityId: LocalityId,
    /** null: it stands at the top of the tree. */
    parentId: LocalityId.nullable(),
    effectiveOn: day,
    reason: z.string().optional(),
  }),
  LocalityCodeAssigned: z.object({ localityId: LocalityId, ...code }),
  LocalityCodeEnded: z.object({
    localityId: LocalityId,
    ...code,
    /** First day on which it holds no longer. */
    validTo: day,
    reason: z.string().optional(),
  }),
  /** It exists no longer, for a reason other than a merger or a split. */
  LocalityClosed: z.object({ localityId: LocalityId, closedOn: day, reason: z.string() }),
  /** Recorded on each predecessor: it went into others. */
  LocalitySucceeded: z.object({
    localityId: LocalityId,
    kind: z.enum(SuccessionKind),
    successorIds: z.array(LocalityId),
    effectiveOn: day,
    reason: z.string(),
  }),
  /** Recorded on each successor: it came from others. */
  LocalityPreceded: z.object({
    localityId: LocalityId,
    kind: z.enum(SuccessionKind),
    predecessorIds: z.array(LocalityId),
    effectiveOn: day,
    reason: z.string(),
  }),
  PopulationEstimated: z.object({
    localityId: LocalityId,
    estimateId: PopulationEstimateId,
    year: z.number().int(),
    basis: z.enum(PopulationBasis),
    /** Such as `all ages`, `18+`, `65+`. */
    ageBand: z.string(),
    people: z.number().int(),
    source: z.string(),
    /** Which release of the source: estimates are revised. */
    vintage: z.string(),
  }),
  PopulationEstimateWithdrawn: z.object({
    localityId: LocalityId,
    estimateId: PopulationEstimateId,
    reason: z.string(),
  }),
} as const

export type LocalityEvent = {
  [Type in keyof typeof localityEvents]: {
    readonly type: Type
    readonly data: z.infer<(typeof localityEvents)[Type]>
  }
}[keyof typeof localityEvents] &
  DomainEvent

/**
 * A claim keeps a name unique across localities: `<scheme>|<code>`. One stream per name, `localitycode-<uuid>`,
 * so that two who claim the same code at once meet there.
 */
export const localityCodeEvents = {
  LocalityCodeClaimed: z.object({
    scheme: z.string(),
    code: z.string(),
    localityId: LocalityId,
    validFrom: day,
  }),
  LocalityCodeReleased: z.object({
    scheme: z.string(),
    code: z.string(),
    localityId: LocalityId,
    validTo: day,
  }),
} as const

export type LocalityCodeEvent = {
  [Type in keyof typeof localityCodeEvents]: {
    readonly type: Type
    readonly data: z.infer<(typeof localityCodeEvents)[Type]>
  }
}[keyof typeof localityCodeEvents] &
  DomainEvent
