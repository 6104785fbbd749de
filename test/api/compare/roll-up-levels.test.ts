import { startApi, uuid, type Api } from '../../support/api.js'
import { done } from '../../support/mutate.js'
import { defineNumbered, metricOf } from '../scorecard/many-series.js'

const seen = metricOf(1)
const month = '2024-05-01'

/** A system of two places; one of them with a neighbourhood of two practices and a practice of its own. */
const tree = {
  system: { id: uuid('a', 1), kind: 'SYSTEM', parent: null },
  north: { id: uuid('a', 2), kind: 'PLACE', parent: uuid('a', 1) },
  south: { id: uuid('a', 3), kind: 'PLACE', parent: uuid('a', 1) },
  harbour: { id: uuid('a', 4), kind: 'NEIGHBOURHOOD', parent: uuid('a', 2) },
  mill: { id: uuid('a', 5), kind: 'PRACTICE', parent: uuid('a', 2) },
  quay: { id: uuid('a', 6), kind: 'PRACTICE', parent: uuid('a', 4) },
  lock: { id: uuid('a', 7), kind: 'PRACTICE', parent: uuid('a', 4) },
} as const

let api: Api

const record = (locality: keyof typeof tree, numerator: number, denominator: number) =>
  done(api, 'recordReading', {
    metricId: seen,
    localityId: tree[locality].id,
    period: month,
    numerator,
    denominator,
  })

interface Point {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly coverage: { readonly reporting: number; readonly expected: number }
}

const wholeOf = async (locality: keyof typeof tree): Promise<Point | undefined> => {
  const { rollUp } = await api.data<{ rollUp: { points: readonly Point[] } }>(
    `{ rollUp(metricId: "${seen}", parentId: "${tree[locality].id}", from: "${month}", to: "${month}") {
      points { value numerator denominator coverage { reporting expected } } } }`,
  )
  return rollUp.points[0]
}

beforeEach(async () => {
  api = await startApi()
  for (const [name, { id, kind, parent }] of Object.entries(tree)) {
    await done(api, 'registerLocality', { id, kind, name, openedOn: '2020-04-01', parentId: parent })
  }
  await defineNumbered(api, 1)
})
afterEach(() => api.close())

test('readings three levels down are added up through every level between', async () => {
  await record('quay', 30, 100)
  await record('lock', 60, 200)
  await record('mill', 10, 50)
  await record('south', 50, 150)
  expect(await wholeOf('harbour')).toMatchObject({ numerator: 90, denominator: 300, value: 30 })
  expect(await wholeOf('north')).toMatchObject({ numerator: 100, denominator: 350 })
  expect(await wholeOf('system')).toMatchObject({
    numerator: 150,
    denominator: 500,
    value: 30,
    coverage: { reporting: 2, expected: 2 },
  })
})

test('a locality that reports itself stands for what lies below it, so that nothing is counted twice', async () => {
  await record('quay', 30, 100)
  await record('lock', 60, 200)
  await record('harbour', 80, 400)
  await record('mill', 20, 100)
  expect(await wholeOf('north')).toMatchObject({ numerator: 100, denominator: 500, value: 20 })
})

test('after a move the parts are added up where they belonged in the period', async () => {
  await record('quay', 30, 100)
  await record('lock', 60, 200)
  await record('mill', 10, 50)
  await record('south', 50, 150)
  await done(api, 'moveLocality', {
    localityId: tree.harbour.id,
    parentId: tree.south.id,
    effectiveOn: '2024-06-01',
  })
  expect(await wholeOf('north')).toMatchObject({ numerator: 100, denominator: 350 })
})
