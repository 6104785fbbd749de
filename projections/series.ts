import type { SeriesEvent } from '../src/domain/series/events.js'
import type { Projection } from '../src/eventsourcing/projection.js'
import { upsert } from './rows.js'

/** One row for each series: what is measured where and, where the metric has a breakdown, in which part. */
export const series: Projection<SeriesEvent> = {
  name: 'series',
  version: 1,
  tables: ['Series'],
  on: {
    SeriesOpened: ({ data, position, recordedAt }) => [
      upsert('Series', {
        id: data.seriesId,
        metricId: data.metricId,
        localityId: data.localityId,
        category: data.category,
        openedAt: recordedAt,
        fromPosition: position,
      }),
    ],
  },
}
