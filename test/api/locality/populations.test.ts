import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { type Api, startApi, uuid } from '../../support/api.js'
import { done, mutate, refusalOf } from '../../support/mutate.js'
import { harbour, marsh, nobody, registerTree } from './places.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
  await registerTree(api)
})
afterEach(() => api.close())

const estimate = uuid('b', 1)
const input = {
  id: estimate,
  localityId: harbour,
  year: 2022,
  basis: 'RESIDENT',
  ageBand: '65+',
  people: 41_870,
  source: 'ONS mid-year estimates',
  vintage: 'July 2024 revision',
}
const whole = 'population { id year basis ageBand people source vintage withdrawnFor }'
const recorded = {
  id: toGlobalId('PopulationEstimate', estimate),
  year: 2022,
  basis: 'RESIDENT',
  ageBand: '65+',
  people: 41_870,
  source: 'ONS mid-year estimates',
  vintage: 'July 2024 revision',
  withdrawnFor: null,
}

test('an estimate is recorded with its year, basis, age band, source and release', async () => {
  expect(await mutate(api, 'recordPopulation', input, whole)).toEqual({
    population: recorded,
    userErrors: [],
    position: (await api.head()).toString(),
    stale: false,
  })
})

test('the same figure said again without an id answers with the one that is known', async () => {
  await done(api, 'recordPopulation', input)
  const before = await api.head()
  expect((await done(api, 'recordPopulation', { ...input, id: null }, whole))['population']).toEqual(recorded)
  expect(await api.head()).toBe(before)
})

test('a withdrawn estimate leaves the list, and can still be found by its id', async () => {
  await done(api, 'recordPopulation', input)
  await done(api, 'recordPopulation', { ...input, id: uuid('b', 2), year: 2023, people: 42_300 })
  const withdrawal = {
    localityId: harbour,
    estimateId: toGlobalId('PopulationEstimate', estimate),
    reason: 'Wrong age band',
  }
  const payload = await done(api, 'withdrawPopulation', withdrawal, whole)
  expect(payload['population']).toEqual({ ...recorded, withdrawnFor: 'Wrong age band' })
  const document = `query ($id: ID!, $estimate: ID!) {
    locality(id: $id) { populations(first: 5) { totalCount nodes { year } } }
    node(id: $estimate) { ... on PopulationEstimate { withdrawnFor } }
  }`
  expect(await api.data(document, { id: harbour, estimate: recorded.id })).toEqual({
    locality: { populations: { totalCount: 1, nodes: [{ year: 2023 }] } },
    node: { withdrawnFor: 'Wrong age band' },
  })
})

test('estimates are listed newest year first, page by page', async () => {
  const years = [2019, 2021, 2020, 2022]
  for (const [index, year] of years.entries()) {
    await done(api, 'recordPopulation', { ...input, id: uuid('b', 10 + index), year })
  }
  const document = `query ($id: ID!, $after: String) {
    locality(id: $id) {
      populations(first: 3, after: $after) { totalCount nodes { year } pageInfo { hasNextPage endCursor } }
    }
  }`
  type Page = { locality: { populations: { pageInfo: { endCursor: string } } } }
  const first = await api.data<Page>(document, { id: harbour })
  expect(first).toMatchObject({
    locality: {
      populations: {
        totalCount: 4,
        nodes: [{ year: 2022 }, { year: 2021 }, { year: 2020 }],
        pageInfo: { hasNextPage: true },
      },
    },
  })
  const after = first.locality.populations.pageInfo.endCursor
  expect(await api.data(document, { id: harbour, after })).toMatchObject({
    locality: { populations: { nodes: [{ year: 2019 }], pageInfo: { hasNextPage: false } } },
  })
})

test.each([
  [
    'recordPopulation',
    { ...input, localityId: nobody },
    'LOCALITY_NOT_FOUND',
    'localityId',
    /register it first/,
  ],
  ['recordPopulation', { ...input, people: -1 }, 'INVALID_VALUE', 'people', /cannot be negative/],
  ['recordPopulation', { ...input, year: 3000 }, 'INVALID_VALUE', 'year', /Give a year up to 2200/],
  ['recordPopulation', { ...input, source: '' }, 'INVALID_VALUE', 'source', /Give the source/],
  [
    'withdrawPopulation',
    { localityId: harbour, estimateId: nobody, reason: 'x' },
    'POPULATION_NOT_FOUND',
    'estimateId',
    /look up its estimates/,
  ],
  [
    'withdrawPopulation',
    { localityId: harbour, estimateId: toGlobalId('Locality', harbour), reason: 'x' },
    'INVALID_ID',
    'estimateId',
    /the id of a PopulationEstimate/,
  ],
])('%s refuses %j, and records nothing', async (mutation, asked, code, field, message) => {
  expect(await refusalOf(api, mutation, asked, 'population { id }')).toEqual({
    code,
    field: `input.${field}`,
    message: expect.stringMatching(message) as string,
  })
})

test('another figure for the same year, source and release is refused', async () => {
  await done(api, 'recordPopulation', input)
  const other = { ...input, id: uuid('b', 3), people: 41_871 }
  expect(await refusalOf(api, 'recordPopulation', other)).toEqual({
    code: 'POPULATION_ALREADY_RECORDED',
    field: 'input.people',
    message: expect.stringMatching(/withdraw that estimate first, or name the new vintage/) as string,
  })
  expect(await refusalOf(api, 'recordPopulation', { ...input, year: 2023 })).toMatchObject({
    code: 'POPULATION_ID_TAKEN',
    field: 'input.id',
  })
})

test('an estimate for a year after the locality ended is refused', async () => {
  await done(api, 'closeLocality', { localityId: marsh, closedOn: '2024-04-01', reason: 'Dissolved' })
  expect(await refusalOf(api, 'recordPopulation', { ...input, localityId: marsh, year: 2025 })).toEqual({
    code: 'LOCALITY_CLOSED',
    field: 'input.year',
    message: 'The locality exists no longer from 2024-04-01 on; give an earlier year',
  })
})
