import { startApi, uuid, type Api } from '../../support/api.js'
import { done } from '../../support/mutate.js'
import {
  defineNumbered,
  localityOf,
  metricOf,
  place,
  readingsOf,
  registerNumbered,
  registerPlace,
  statementsOf,
} from '../scorecard/many-series.js'

const seen = metricOf(1)
const score = metricOf(2)
const many = 200
let api: Api

beforeAll(async () => {
  api = await startApi()
  await registerPlace(api)
  await defineNumbered(api, 1)
  await defineNumbered(api, 2, {
    statistic: 'SCORE',
    scale: { lowest: 1, highest: 5 },
    numerator: undefined,
    denominator: undefined,
  })
  for (let number = 1; number <= many; number += 1) await registerNumbered(api, number)
  const numbers = Array.from({ length: many - 1 }, (_, index) => index + 1)
  const readings = numbers.flatMap((number) => readingsOf(seen, localityOf(number), 2, 200 + number * 7))
  await done(api, 'recordReadings', { readings })
}, 120_000)

afterAll(() => api.close())

const funnel = `from to periods coverage { reporting expected } noFunnelReason
  funnel { centreLine widened overdispersion { phi tauSquared units } alternativeText specification
    limits { denominator lower95 upper95 lower998 upper998 }
    points { locality { name } value numerator denominator interval { lower upper } band periods } }`
const compare = (args: string, selection = funnel) =>
  `{ compareLocalities(${args}) { metric { code } category { code } ${selection} } }`

interface Compared {
  readonly coverage: object
  readonly noFunnelReason: string | null
  readonly funnel: {
    readonly centreLine: number
    readonly points: readonly {
      readonly locality: { readonly name: string }
      readonly value: number | null
      readonly interval: { readonly lower: number; readonly upper: number } | null
      readonly [field: string]: unknown
    }[]
    readonly [field: string]: unknown
  } | null
  readonly [field: string]: unknown
}

const comparedOf = async (args: string, selection = funnel): Promise<Compared> =>
  (await api.data<{ compareLocalities: Compared }>(compare(args, selection))).compareLocalities

test('localities stand side by side by name, each with its interval, and nobody is ranked', async () => {
  const compared = await comparedOf(`metricId: "${seen}", parentId: "${place}"`)
  expect(compared).toMatchObject({
    from: '2024-05-01',
    to: '2024-05-01',
    periods: 1,
    coverage: { reporting: many - 1, expected: many },
    noFunnelReason: null,
  })
  const points = compared.funnel?.points ?? []
  const names = points.map(({ locality }) => locality.name)
  expect(names).toEqual([...names].sort())
  for (const { value, interval } of points.slice(0, -1)) {
    expect(interval?.lower).toBeLessThan(value ?? 0)
    expect(interval?.upper).toBeGreaterThan(value ?? 0)
  }
  expect(points.at(-1)).toMatchObject({ value: null, interval: null, band: null, periods: 0 })
  const sum = (of: 'numerator' | 'denominator') =>
    points.reduce((all, point) => all + Number(point[of] ?? 0), 0)
  expect(compared.funnel?.centreLine).toBeCloseTo((sum('numerator') / sum('denominator')) * 100, 9)
  expect(JSON.stringify(compared)).not.toMatch(/"rank/i)
})

test('a range adds numerators and denominators up within each locality', async () => {
  const args = `metricId: "${seen}", localityIds: ["${localityOf(2)}", "${localityOf(1)}"], from: "2024-04-10", to: "2024-05-10"`
  const compared = await comparedOf(args)
  expect(compared).toMatchObject({ from: '2024-04-01', to: '2024-05-01', periods: 2 })
  const [one] = compared.funnel?.points ?? []
  expect(one).toMatchObject({ locality: { name: 'Street 001' }, denominator: 414, periods: 2 })
  expect(one?.value).toBeCloseTo((Number(one?.['numerator']) / 414) * 100, 9)
})

test('limits widen where localities differ beyond chance, and only when asked', async () => {
  const args = `metricId: "${seen}", parentId: "${place}"`
  const narrow = await comparedOf(args)
  const wide = await comparedOf(`${args}, overdispersion: true`)
  expect(narrow.funnel).toMatchObject({ widened: false })
  expect(wide.funnel?.['overdispersion']).toEqual(narrow.funnel?.['overdispersion'])
})

test('a metric without numerators says why it has no funnel, and has small multiples', async () => {
  const compared = await comparedOf(
    `metricId: "${score}", parentId: "${place}"`,
    'noFunnelReason funnel { centreLine } smallMultiples(sharedAxes: false, columns: 4) { leftOut withoutReadings charts { chartType } specification }',
  )
  expect(compared.funnel).toBeNull()
  expect(compared.noFunnelReason).toMatch(/SCORE: a funnel needs numerators and denominators/)
  expect(compared['smallMultiples']).toMatchObject({
    leftOut: 0,
    withoutReadings: many,
    charts: [],
    specification: { $schema: expect.stringContaining('vega-lite') as string },
  })
})

test('small multiples show 24 localities that have readings, and go on where they were left', async () => {
  const shown = 'leftOut withoutReadings charts { locality { name } }'
  const compared = await comparedOf(
    `metricId: "${seen}", parentId: "${place}"`,
    `first: smallMultiples { ${shown} } last: smallMultiples(skip: ${many - 4}) { ${shown} }`,
  )
  expect(compared['first']).toMatchObject({ leftOut: many - 25, withoutReadings: 1 })
  expect(compared['last']).toMatchObject({ charts: [{}, {}, {}].map(() => ({ locality: {} })) })
})

test('a comparison of 200 localities takes no more statements than one of two', async () => {
  const selection = `${funnel} smallMultiples { charts { sentence } }`
  const two = await statementsOf(
    api,
    compare(`metricId: "${seen}", localityIds: ["${localityOf(1)}", "${localityOf(2)}"]`, selection),
  )
  const ids = Array.from({ length: many }, (_, index) => `"${localityOf(index + 1)}"`).join(', ')
  const all = await statementsOf(api, compare(`metricId: "${seen}", localityIds: [${ids}]`, selection))
  expect(all).toBe(two)
  const below = await statementsOf(api, compare(`metricId: "${seen}", parentId: "${place}"`, selection))
  expect(below).toBeLessThan(18)
})

test.each([
  ['', /Give `localityIds` or `parentId`/],
  [`parentId: "${place}", localityIds: ["${place}"]`, /not both/],
  [`parentId: "${place}", from: "2024-01-01"`, /both `from` and `to`/],
  [`parentId: "${place}", from: "2024-02-01", to: "2024-01-01"`, /let the range end later/],
  [`parentId: "${place}", category: "1"`, /leave `category` out/],
])('compareLocalities(%s) is refused', async (args, message) => {
  const { errors } = await api.execute(compare(`metricId: "${seen}" ${args}`, 'from'))
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  expect(errors?.[0]?.message).toMatch(message)
})

test('a metric that does not exist is compared with nothing', async () => {
  expect(await api.data(compare(`metricId: "${uuid('f', 1)}", parentId: "${place}"`, 'from'))).toEqual({
    compareLocalities: null,
  })
})

describe('what is added up the tree', () => {
  const rollUp = (args: string) =>
    `{ rollUp(${args}) { aggregation unit metric { code } locality { name }
       points { period value numerator denominator coverage { reporting expected } reason message inTheWay { name } } } }`

  test('is the sum of numerators over the sum of denominators, with who reported', async () => {
    const { rollUp: whole } = await api.data<{ rollUp: { points: readonly Record<string, number>[] } }>(
      rollUp(`metricId: "${seen}", parentId: "${place}"`),
    )
    expect(whole).toMatchObject({ aggregation: 'SUM_COMPONENTS', locality: { name: 'Estuary' } })
    expect(whole.points).toHaveLength(2)
    const [april] = whole.points
    expect(april).toMatchObject({
      period: '2024-04-01',
      coverage: { reporting: many - 1, expected: many },
      reason: null,
      inTheWay: [],
    })
    expect(april?.['value']).toBeCloseTo(
      (Number(april?.['numerator']) / Number(april?.['denominator'])) * 100,
      9,
    )
  })

  test('says why there is no value where nobody reported', async () => {
    const { rollUp: whole } = await api.data<{ rollUp: { points: readonly object[] } }>(
      rollUp(`metricId: "${seen}", parentId: "${place}", from: "2024-01-15", to: "2024-01-15"`),
    )
    expect(whole.points).toMatchObject([
      {
        period: '2024-01-01',
        value: null,
        reason: 'NOTHING_REPORTED',
        coverage: { reporting: 0, expected: many },
      },
    ])
  })

  test('takes no more statements for two periods than for one', async () => {
    const one = await statementsOf(
      api,
      rollUp(`metricId: "${seen}", parentId: "${place}", from: "2024-05-01", to: "2024-05-01"`),
    )
    expect(await statementsOf(api, rollUp(`metricId: "${seen}", parentId: "${place}"`))).toBe(one)
    expect(one).toBeLessThan(15)
  })

  test('is refused for too many periods', async () => {
    const { errors } = await api.execute(
      rollUp(`metricId: "${seen}", parentId: "${place}", from: "2000-01-01", to: "2024-01-01"`),
    )
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  })
})
