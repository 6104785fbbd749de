import { type SeriesId, seriesIdOf } from '../ids.js'
import type { SeriesEvent } from './events.js'
import type { Place } from './placement.js'
import type { SeriesState } from './series.js'

/** The id of the series; taken from its state where there is one, because an id costs a hash. */
export const idOf = (state: SeriesState, { metricId, localityId, category }: Place): SeriesId =>
  state.status === 'open' ? state.seriesId : seriesIdOf(metricId, localityId, category ?? null)

/** A series is opened by the first thing that is said of it. */
export const opening = (state: SeriesState, place: Place, seriesId: SeriesId): readonly SeriesEvent[] => {
  if (state.status === 'open') return []
  const { metricId, localityId, category } = place
  return [{ type: 'SeriesOpened', data: { seriesId, metricId, localityId, category: category ?? null } }]
}
