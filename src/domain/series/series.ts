import type { Decider } from '../../eventsourcing/decider.js'
import type { LocalityId, MetricId, SeriesId } from '../ids.js'
import type { Measurement } from './commands.js'
import type { SeriesEvent } from './events.js'
import { type ByPeriod, noPeriods, withPeriod } from './periods.js'

/** What a series has for a period. */
export type PeriodState =
  | Readonly<{ status: 'recorded'; measurement: Measurement }>
  | Readonly<{ status: 'withdrawn' | 'missing'; reason: string }>

export type OpenSeries = Readonly<{
  status: 'open'
  seriesId: SeriesId
  metricId: MetricId
  localityId: LocalityId
  category: string | null
  periods: ByPeriod<PeriodState>
}>

export type SeriesState = Readonly<{ status: 'unopened' }> | OpenSeries

/** Field by field: a long stream is folded event by event, and spreading the state takes half of that. */
const withState = (state: OpenSeries, period: string, now: PeriodState): SeriesState => ({
  status: 'open',
  seriesId: state.seriesId,
  metricId: state.metricId,
  localityId: state.localityId,
  category: state.category,
  periods: withPeriod(state.periods, period, now),
})

/** What was measured, without the ids and the period beside it: a server keeps millions of these in memory. */
const measured = (said: Measurement): Measurement => ({
  value: said.value,
  numerator: said.numerator,
  denominator: said.denominator,
  denominatorVintage: said.denominatorVintage,
  narrative: said.narrative,
  sampleSize: said.sampleSize,
  source: said.source,
  collectedOn: said.collectedOn,
  grade: said.grade,
})

const evolve = (state: SeriesState, event: SeriesEvent): SeriesState => {
  if (event.type === 'SeriesOpened') return { status: 'open', ...event.data, periods: noPeriods }
  if (state.status === 'unopened') return state
  switch (event.type) {
    case 'ReadingRecorded':
    case 'ReadingCorrected':
      return withState(state, event.data.period, { status: 'recorded', measurement: measured(event.data) })
    case 'ReadingWithdrawn':
      return withState(state, event.data.period, { status: 'withdrawn', reason: event.data.reason })
    case 'PeriodDeclaredMissing':
      return withState(state, event.data.period, { status: 'missing', reason: event.data.reason })
  }
}

/** The readings of one metric for one locality and, where the metric has a breakdown, one category. */
export const series: Decider<SeriesState, SeriesEvent> = {
  category: 'series',
  initial: { status: 'unopened' },
  evolve,
}
