import { valueOf } from '../app/writers.js'
import type { EventStore } from '../../src/eventsourcing/event-store.js'

/** What the log holds of what was acknowledged. */
export interface Account {
  readonly acknowledged: number
  readonly found: number
  readonly missing: number
  /** Readings that the log has more than once. */
  readonly doubled: number
  /** Places where revisions of a stream or positions of the log are not one after the other. */
  readonly gaps: readonly string[]
}

interface Reading {
  readonly value?: unknown
}

const PAGE = 1_000

/**
 * Reads a log from end to end and compares it with what clients were told.
 *
 * @param acknowledged how many readings of each ward were acknowledged
 */
export const accountOf = async (
  log: Pick<EventStore, 'readAll'>,
  acknowledged: readonly number[],
): Promise<Account> => {
  const times = new Map<number, number>()
  const revisions = new Map<string, bigint>()
  const gaps: string[] = []
  let position = 0n
  for (let after = 0n; ;) {
    const { events, next } = await log.readAll(after, { max: PAGE })
    for (const event of events) {
      const expected = (revisions.get(event.stream) ?? -1n) + 1n
      if (event.revision !== expected) gaps.push(`${event.stream}: ${event.revision} instead of ${expected}`)
      if (event.position !== position + 1n) gaps.push(`position ${event.position} after ${position}`)
      revisions.set(event.stream, event.revision)
      position = event.position
      if (event.type !== 'ReadingRecorded') continue
      const value = Number((event.data as Reading).value)
      times.set(value, (times.get(value) ?? 0) + 1)
    }
    if (events.length === 0 && next <= after) break
    after = next
  }
  const told = acknowledged.flatMap((count, ward) =>
    Array.from({ length: count }, (_, n) => valueOf(ward, n)),
  )
  const found = told.filter((value) => times.has(value)).length
  return {
    acknowledged: told.length,
    found,
    missing: told.length - found,
    doubled: [...times.values()].filter((count) => count > 1).length,
    gaps,
  }
}
