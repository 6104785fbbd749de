import type { LocalityEvent } from '../src/domain/locality/events.js'
import type { Projection } from '../src/eventsourcing/projection.js'
import { update, upsert } from './rows.js'

/** Population estimates; a withdrawn one stays, for what was known then. */
export const populations: Projection<LocalityEvent> = {
  name: 'populations',
  version: 1,
  tables: ['Population'],
  on: {
    PopulationEstimated: ({ data, position }) => [
      upsert('Population', {
        id: data.estimateId,
        localityId: data.localityId,
        year: data.year,
        basis: data.basis,
        ageBand: data.ageBand,
        people: data.people,
        source: data.source,
        vintage: data.vintage,
        fromPosition: position,
      }),
    ],
    PopulationEstimateWithdrawn: ({ data, position }) => [
      update('Population', { id: data.estimateId }, { toPosition: position, withdrawnFor: data.reason }),
    ],
  },
}
