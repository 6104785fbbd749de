import { allPlaces, system } from './places.js'
import { idOf, placeId, type Step } from './step.js'

/** Registers the places and how many people they have. */
export const localitySteps = (months: readonly string[]): Step[] =>
  allPlaces.flatMap((place) => [
    {
      mutation: 'registerLocality',
      what: place.name,
      input: {
        id: placeId(place.key),
        kind: place.kind,
        name: place.name,
        openedOn: '2015-04-01',
        parentId: place.kind === 'SYSTEM' ? undefined : placeId(system.key),
        codes: [{ scheme: 'DEMO', code: place.code }],
        note: 'Synthetic: made up for demonstration. No such place exists.',
      },
    },
    ...(['people', 'people65'] as const).map((group) => ({
      mutation: 'recordPopulation',
      what: `population of ${place.name}`,
      input: {
        id: idOf('population', place.key, group),
        localityId: placeId(place.key),
        year: Number(months[0]?.slice(0, 4)),
        basis: 'RESIDENT',
        ageBand: group === 'people' ? 'all ages' : '65+',
        people: place[group],
        source: 'Synthetic data for demonstration',
        vintage: 'First release',
      },
    })),
  ])
