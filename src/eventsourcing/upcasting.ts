import type { Json } from './json.js'

/** Brings an event's data from one schema version to the next: pure, and total over what was ever stored. */
export type Upcaster = (data: Json) => Json

/**
 * Brings data up to the newest schema, one version after the other.
 *
 * @param upcasters the one at index 0 leads from version 1 to 2, the next from 2 to 3, and so on
 * @throws RangeError when the stored version is newer than this release knows, or is no version at all
 */
export const upcast = (upcasters: readonly Upcaster[], schema: number, data: Json): Json => {
  const newest = upcasters.length + 1
  if (!Number.isSafeInteger(schema) || schema < 1 || schema > newest) {
    throw new RangeError(`schema ${String(schema)} is unknown here, the newest is ${String(newest)}`)
  }
  return upcasters.slice(schema - 1).reduce<Json>((current, step) => step(current), data)
}
