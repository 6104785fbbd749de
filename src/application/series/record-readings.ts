import { type ReadingId, readingIdOf, type SeriesId, seriesIdOf } from '../../domain/ids.js'
import type { RecordReading, RecordReadings } from '../../domain/series/commands.js'
import { recordReading as decide } from '../../domain/series/record-reading.js'
import type { SeriesEvent } from '../../domain/series/events.js'
import type { SeriesRefusal } from '../../domain/series/refusals.js'
import { series } from '../../domain/series/series.js'
import type { UnitOfWork, WorkResult } from '../../eventsourcing/command.js'
import type { Refusal } from '../../eventsourcing/decider.js'
import { readingFacts, type Today } from './reading-facts.js'

/** Most refusals that one answer carries: one for each reading, or so. */
const most = 1_000

export type RecordedReadings = {
  /** How many readings are new. */
  readonly recorded: number
  /** How many were said before. */
  readonly unchanged: number
  /** One for each reading asked for, in their order. */
  readonly readingIds: readonly ReadingId[]
}

/** Ids of series, each worked out once: a batch names the same few many times. */
const seriesIds = () => {
  const known = new Map<string, SeriesId>()
  return ({ metricId, localityId, category }: RecordReading): SeriesId => {
    const place = `${metricId}|${localityId}|${category === undefined ? '' : `=${category}`}`
    const id = known.get(place) ?? seriesIdOf(metricId, localityId, category ?? null)
    known.set(place, id)
    return id
  }
}

/** The reading's id, from what was decided where anything was. */
const readingIdIn = (events: readonly SeriesEvent[]): ReadingId | undefined =>
  events.map((event) => (event.type === 'SeriesOpened' ? undefined : event.data.readingId)).at(-1)

/**
 * Records readings of any series, all together or not at all. Each is decided on what those before it came to, so a
 * reading that is named twice is recorded once, and refused the second time when it says something else. Fields of
 * refusals begin with `readings.<index>`.
 */
export const recordReadings = async (
  unit: UnitOfWork,
  command: RecordReadings,
  clock: Today,
): Promise<WorkResult<RecordedReadings, SeriesRefusal>> => {
  const factsOf = readingFacts(unit, clock)
  const seriesOf = seriesIds()
  const refusals: Refusal<SeriesRefusal>[] = []
  const readingIds: ReadingId[] = []
  let recorded = 0
  for (const [index, reading] of command.readings.entries()) {
    const seriesId = seriesOf(reading)
    const decision = await unit.decide(series, seriesId, decide(reading, await factsOf(reading)))
    if (decision.kind === 'accepted') {
      readingIds.push(readingIdIn(decision.events) ?? readingIdOf(seriesId, reading.period))
      if (decision.events.length > 0) recorded += 1
      continue
    }
    refusals.push(
      ...decision.refusals.map((one) => ({ ...one, field: ['readings', String(index), ...one.field] })),
    )
    if (refusals.length >= most) break
  }
  if (refusals.length > 0) return { kind: 'refused', refusals: refusals.slice(0, most) }
  return { kind: 'done', result: { recorded, unchanged: readingIds.length - recorded, readingIds } }
}
