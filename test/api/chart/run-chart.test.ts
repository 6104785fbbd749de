import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { type Api, startApi } from '../../support/api.js'
import { harbour } from '../locality/places.js'
import { prepareMeasuring, seriesOf } from '../series/measured.js'
import {
  attendances,
  causal,
  chartMonths,
  chartOf,
  inHarbour,
  missingMonth,
  recordBreaches,
  type ShownChart,
  unrecordedMonth,
  wholeChart,
  wholePicture,
  withdrawnMonth,
} from './charts.js'
import { breaches } from '../metric/metrics.js'

let api: Api
let chart: ShownChart
const series = seriesOf(breaches, harbour, '1')
beforeAll(async () => {
  api = await startApi()
  await prepareMeasuring(api)
  await recordBreaches(api, series)
  chart = await chartOf(api, inHarbour)
})
afterAll(() => api.close())

const valueOf = (numerator: number) => (numerator / attendances) * 100
const values = chartMonths.flatMap((month) => (month.breaches === null ? [] : [valueOf(month.breaches)]))

/** Of twenty values, the mean of the two in the middle. */
const median = (() => {
  const sorted = values.toSorted((one, other) => one - other)
  return ((sorted[9] ?? Number.NaN) + (sorted[10] ?? Number.NaN)) / 2
})()

describe('points', () => {
  test('every month from the first reading to the last is there, in order', () => {
    expect(chart.points.map(({ period }) => period)).toEqual(chartMonths.map(({ period }) => period))
  })

  test('the value of a month is its numerator over its denominator, times a hundred', () => {
    for (const [index, { breaches: numerator }] of chartMonths.entries()) {
      const point = chart.points[index]
      if (numerator === null) expect(point).toMatchObject({ value: null, numerator: null, denominator: null })
      else {
        expect(point).toMatchObject({ numerator, denominator: attendances, status: 'RECORDED' })
        expect(point?.value).toBeCloseTo(valueOf(numerator), 10)
      }
    }
  })

  const gap = { value: null, numerator: null, denominator: null, side: null, inSignallingRun: false }
  test.each([
    [
      'a month that was declared missing says why',
      missingMonth,
      { status: 'MISSING', missingReason: 'The system was down' },
    ],
    [
      'a month of which nothing was said has nothing',
      unrecordedMonth,
      { status: null, missingReason: null, readingId: null },
    ],
    [
      'a month whose reading was withdrawn has no value any more',
      withdrawnMonth,
      { status: 'WITHDRAWN', missingReason: null },
    ],
  ])('%s', (_, period, expected) => {
    expect(chart.points.find((point) => point.period === period)).toMatchObject({ ...gap, ...expected })
    expect(chart['missingPeriods']).toBe(3)
  })

  test('each says on which side of the median it lies, and whether it belongs to a run beyond the limit', () => {
    for (const { value, side, inSignallingRun } of chart.points) {
      expect(side).toBe(value === null ? null : value > median ? 'ABOVE' : 'BELOW')
      expect(inSignallingRun).toBe(value !== null)
    }
  })

  test('the id of a reading leads to it', async () => {
    const id = chart.points[0]?.readingId
    const { node } = await api.data(
      'query ($id: ID!) { node(id: $id) { ... on Reading { period value } } }',
      {
        id,
      },
    )
    expect(node).toEqual({ period: '2022-07-01', value: chart.points[0]?.value })
  })
})

describe('figures', () => {
  test('the median, the useful observations, the longest run and the crossings are told with their limits', () => {
    expect(chart['median']).toBeCloseTo(median, 10)
    expect(chart).toMatchObject({
      unit: '%',
      ruleSet: 'anhoej-2014',
      usefulObservations: 20,
      longestRun: 10,
      longestRunLimit: 7,
      crossings: 1,
      crossingsLimit: 6,
      hasSignal: true,
      warnings: [],
    })
  })

  test('both long runs and the few crossings are signals, and of the runs it is told which is the better side', () => {
    const known = chartMonths.filter((month) => month.breaches !== null).map(({ period }) => period)
    const run = { rule: 'LONGEST_RUN', ruleName: 'anhoej-2014/longest-run', observed: 10, limit: 7 }
    expect(chart.signals).toMatchObject([
      { ...run, side: 'BELOW', favourable: true, periods: known.slice(0, 10) },
      { ...run, side: 'ABOVE', favourable: false, periods: known.slice(10) },
      { rule: 'CROSSINGS', side: null, favourable: null, periods: known, observed: 1, limit: 6 },
    ])
  })

  test('one sentence tells what is seen, and claims no cause', () => {
    expect(chart.sentence).toBe(
      'A shift in Four-hour breaches in A&E (Major A&E department) in Harbour: the latest 10 points, from July ' +
        '2023 to May 2024, lie above the median of 45.8%, the unwanted side, after 10 in a row on the other side; ' +
        'chance alone rarely brings more than 7 in a row (3 of 23 months have no value).',
    )
    for (const { explanation, name } of chart.signals) expect(`${name} ${explanation}`).not.toMatch(causal)
    expect(chart.sentence).not.toMatch(causal)
  })
})

describe('what belongs to it', () => {
  test('metric, locality, category and series', () => {
    expect(chart).toMatchObject({
      metric: { code: 'ae-breaches' },
      locality: { name: 'Harbour' },
      category: { code: '1', label: 'Major A&E department' },
      series: { uuid: series },
    })
  })

  test('a picture as SVG and PNG at stable addresses, with words for those who do not see it', async () => {
    const { picture } = await chartOf<{ picture: Record<string, unknown> }>(api, inHarbour, wholePicture)
    expect(picture).toMatchObject({
      svgUrl: `http://waymark.test/charts/${series}.svg`,
      pngUrl: `http://waymark.test/charts/${series}.png`,
    })
    expect(picture['alternativeText']).toMatch(
      /^Run chart of Four-hour breaches in A&E: Major A&E department in Harbour, July 2022 to May 2024\. 20 values in 23 periods\. Median 45\.8%\. /,
    )
    expect(picture['alternativeText']).not.toMatch(causal)
  })

  test('the specification of the picture is a Vega-Lite document with the values in it', async () => {
    const { picture } = await chartOf<{ picture: { specification: Record<string, unknown> } }>(
      api,
      inHarbour,
      wholePicture,
    )
    expect(picture.specification['$schema']).toMatch(/^https:\/\/vega\.github\.io\/schema\/vega-lite\/v5/)
    expect(JSON.stringify(picture.specification)).toContain(String(values[0]))
    expect(picture.specification['description']).toMatch(/^Run chart of /)
  })

  test('the series gives the same chart', async () => {
    const { series: found } = await api.data<{ series: { nodes: unknown[] } }>(
      `query ($filter: SeriesFilter) { series(first: 5, filter: $filter) { nodes { runChart { ${wholeChart} } } } }`,
      { filter: { localityId: toGlobalId('Locality', harbour) } },
    )
    expect(found.nodes).toEqual([{ runChart: chart }])
  })
})

describe('a stretch of it', () => {
  test('begins with the month of one day and ends with the month of another, and is read by itself', async () => {
    const part = await chartOf(
      api,
      { ...inHarbour, from: '2023-01-15', to: '2023-08-31' },
      `${wholeChart} ${wholePicture}`,
    )
    expect(part.points.map(({ period }) => period)).toEqual(
      chartMonths.map(({ period }) => period).slice(6, 14),
    )
    expect(part).toMatchObject({ usefulObservations: 6, warnings: [{ code: 'TOO_FEW_POINTS' }] })
    expect(part['picture']).toMatchObject({
      svgUrl: `http://waymark.test/charts/${series}.svg?from=2023-01-01&to=2023-08-31`,
    })
  })

  test('without readings has no points and says so', async () => {
    const none = await chartOf(api, { ...inHarbour, from: '2030-01-01' })
    expect(none).toMatchObject({ points: [], median: null, longestRun: null, crossings: null, signals: [] })
    expect(none.sentence).toBe(
      'There are no values yet for Four-hour breaches in A&E (Major A&E department) in Harbour.',
    )
  })
})
