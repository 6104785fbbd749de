import type { AppendBatch, EventStore } from '../../src/eventsourcing/event-store.js'
import { regionEntries } from './region.js'
import type { RegionOptions } from './region-plan.js'

export interface Filled {
  readonly events: number
  readonly commands: number
  readonly seconds: number
}

/** So many commands are on their way at once; stores that commit in groups put them on disk together. */
const TOGETHER = 512
const TOLD_EVERY = 50_000

const appendTo = async (store: EventStore, batch: AppendBatch): Promise<void> => {
  const outcome = await store.append(batch)
  if (outcome.kind !== 'appended') {
    throw new Error(`A command of the region was not recorded: ${JSON.stringify(outcome, replaceBigint)}`)
  }
}

const replaceBigint = (_name: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value

/**
 * Fills a store with the log of a region, in order.
 *
 * @param open opens the store with a clock that goes as the region's does
 * @param told is given the number of events so far, every now and then
 * @throws Error when the store refuses a command: it has to be empty
 */
export const fillWithRegion = async (
  options: RegionOptions,
  open: (clock: () => Date) => Promise<EventStore>,
  told: (events: number) => void,
): Promise<Filled> => {
  const started = performance.now()
  let now = new Date(0)
  let events = 0
  let commands = 0
  const store = await open(() => now)
  try {
    let underway: Promise<void>[] = []
    for await (const { batch, recordedAt, position } of regionEntries(options)) {
      now = recordedAt ?? now
      underway.push(appendTo(store, batch))
      commands += 1
      if (Number(position) % TOLD_EVERY < Number(position) - events) told(Number(position))
      events = Number(position)
      if (underway.length < TOGETHER) continue
      await Promise.all(underway)
      underway = []
    }
    await Promise.all(underway)
  } finally {
    await store.close()
  }
  return { events, commands, seconds: (performance.now() - started) / 1_000 }
}
