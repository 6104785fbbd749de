import type { SeriesId } from '../ids.js'
import type { SeriesEvent } from './events.js'
import type { Place } from './placement.js'
import type { SeriesState } from './series.js'

/** A series is opened by the first thing that is said of it. */
export const opening = (state: SeriesState, place: Place, seriesId: SeriesId): readonly SeriesEvent[] => {
  if (state.status === 'open') return []
  const { metricId, localityId, category } = place
  return [{ type: 'SeriesOpened', data: { seriesId, metricId, localityId, category: category ?? null } }]
}
