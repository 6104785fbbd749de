import type { SeriesEvent } from '../src/domain/series/events.js'
import type { Handlers, Projected, Projection, RowOperation } from '../src/eventsourcing/projection.js'
import { insert, update } from './rows.js'

type ReadingEvent = Exclude<SeriesEvent, { type: 'SeriesOpened' }>
type Measured = Extract<ReadingEvent, { type: 'ReadingRecorded' | 'ReadingCorrected' }>

/** The version known until now is known no longer. */
const closed = ({ data, position }: Projected<ReadingEvent>): RowOperation =>
  update('Reading', { readingId: data.readingId, toPosition: null }, { toPosition: position })

const measured = (event: Projected<Measured>, status: string, reason: string | null): RowOperation => {
  const { data, position } = event
  return insert('Reading', {
    id: `${data.readingId}@${position}`,
    readingId: data.readingId,
    seriesId: data.seriesId,
    period: data.period,
    status,
    value: data.value,
    numerator: data.numerator,
    denominator: data.denominator,
    denominatorVintage: data.denominatorVintage,
    narrative: data.narrative,
    sampleSize: data.sampleSize,
    source: data.source,
    collectedOn: data.collectedOn,
    grade: data.grade,
    definitionVersion: data.definitionVersion,
    reason,
    recordedAt: event.recordedAt,
    recordedBy: event.meta.actor,
    revision: event.revision,
    fromPosition: position,
    toPosition: null,
  })
}

const without = (
  event: Projected<Exclude<ReadingEvent, Measured>>,
  status: string,
): readonly RowOperation[] => [
  closed(event),
  insert('Reading', {
    id: `${event.data.readingId}@${event.position}`,
    readingId: event.data.readingId,
    seriesId: event.data.seriesId,
    period: event.data.period,
    status,
    reason: event.data.reason,
    recordedAt: event.recordedAt,
    recordedBy: event.meta.actor,
    revision: event.revision,
    fromPosition: event.position,
    toPosition: null,
  }),
]

const on: Required<Handlers<ReadingEvent>> = {
  // The first reading of a period has nothing to close: an import writes tens of thousands of them.
  ReadingRecorded: (event) =>
    event.data.replaces === undefined
      ? [measured(event, 'RECORDED', null)]
      : [closed(event), measured(event, 'RECORDED', null)],
  ReadingCorrected: (event) => [closed(event), measured(event, 'CORRECTED', event.data.reason)],
  ReadingWithdrawn: (event) => without(event, 'WITHDRAWN'),
  PeriodDeclaredMissing: (event) => without(event, 'MISSING'),
}

/** Every version of every reading; the one without `toPosition` is what is known now. */
export const readings: Projection<ReadingEvent> = { name: 'readings', version: 1, tables: ['Reading'], on }
