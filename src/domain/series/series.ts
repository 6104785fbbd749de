import type { Decider } from '../../eventsourcing/decider.js'
import type { LocalityId, MetricId, SeriesId } from '../ids.js'
import type { SeriesEvent } from './events.js'
import { noPeriods, type Periods, type PeriodState, withPeriod } from './periods.js'

export type OpenSeries = Readonly<{
  status: 'open'
  seriesId: SeriesId
  metricId: MetricId
  localityId: LocalityId
  category: string | null
  periods: Periods
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

const evolve = (state: SeriesState, event: SeriesEvent): SeriesState => {
  if (event.type === 'SeriesOpened') return { status: 'open', ...event.data, periods: noPeriods }
  if (state.status === 'unopened') return state
  switch (event.type) {
    case 'ReadingRecorded':
    case 'ReadingCorrected':
      return withState(state, event.data.period, { status: 'recorded', measurement: event.data })
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
