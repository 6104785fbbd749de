import { LocalityId, MetricId, readingIdOf, seriesIdOf } from '../../../src/domain/ids.js'
import type { MetricEvent } from '../../../src/domain/metric/events.js'
import type { Measurement } from '../../../src/domain/series/commands.js'
import type { SeriesEvent } from '../../../src/domain/series/events.js'
import type { ReadingFacts } from '../../../src/domain/series/placement.js'
import { defined, type Kind, stateOf } from '../metric/examples.js'

export const metricId = MetricId.parse('018f2b6e-0000-7000-9000-000000000001')
export const localityId = LocalityId.parse('018f2b6e-0000-7000-8000-000000000002')
export const seriesId = seriesIdOf(metricId, localityId, null)
export const today = '2024-06-15'
export const period = '2024-04-01'

/** What the decision knows of others: a metric of a kind, and a locality that is open. */
export const facts = (
  kind: Kind = 'count',
  values: object = {},
  others: { locality?: ReadingFacts['locality']; then?: readonly MetricEvent[] } = {},
): ReadingFacts => ({
  metric: stateOf(defined(kind, values), ...(others.then ?? [])),
  locality: others.locality === undefined ? { openedOn: '2020-04-01', closedOn: null } : others.locality,
  today,
})

export const opened: SeriesEvent = {
  type: 'SeriesOpened',
  data: { seriesId, metricId, localityId, category: null },
}

const of = (on: string) => ({ seriesId, readingId: readingIdOf(seriesId, on), period: on })

export const recorded = (measurement: Measurement = { value: 12 }, on = period): SeriesEvent => ({
  type: 'ReadingRecorded',
  data: { ...of(on), ...measurement, definitionVersion: 1 },
})

export const corrected = (measurement: Measurement, definitionVersion = 1): SeriesEvent => ({
  type: 'ReadingCorrected',
  data: { ...of(period), ...measurement, definitionVersion, reason: 'Typing error' },
})

export const withdrawn: SeriesEvent = {
  type: 'ReadingWithdrawn',
  data: { ...of(period), reason: 'Wrong ward' },
}

export const missing: SeriesEvent = {
  type: 'PeriodDeclaredMissing',
  data: { ...of(period), reason: 'New record system' },
}
