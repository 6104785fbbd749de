import { type Api, startApi } from '../../support/api.js'
import { done } from '../../support/mutate.js'
import { harbour, marsh, nobody } from '../locality/places.js'
import { breaches, falls, voices } from '../metric/metrics.js'
import { prepareMeasuring, rate, retired, weekly } from '../series/measured.js'
import { askChart, causal, chartOf, recordFalls } from './charts.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
  await prepareMeasuring(api)
})
afterEach(() => api.close())

const fallsInHarbour = { metricId: falls, localityId: harbour }

describe('what cannot be asked', () => {
  test.each([
    [
      'a metric with a breakdown without a category',
      { metricId: breaches, localityId: harbour },
      /`category`, one of 1, 3$/,
    ],
    [
      'a category that the metric does not have',
      { metricId: breaches, localityId: harbour, category: '2' },
      /`category` 2 is none of this metric's: 1, 3/,
    ],
    [
      'a category of a metric without a breakdown',
      { ...fallsInHarbour, category: '1' },
      /no breakdown: leave `category` out/,
    ],
    ['an id that is none', { ...fallsInHarbour, metricId: 'falls' }, /`metricId` is no id/],
  ])('%s is the mistake of who asks, and the answer says what to give', async (_, asked, remedy) => {
    const { data, errors } = await askChart(api, asked)
    expect(data).toEqual({ runChart: null })
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' }, path: ['runChart'] }])
    expect(errors?.[0]?.message).toMatch(remedy)
  })

  test.each([
    ['metric', { metricId: nobody, localityId: harbour }],
    ['locality', { metricId: falls, localityId: nobody }],
    ['metric, whatever the category', { metricId: nobody, localityId: harbour, category: '1' }],
  ])('there is no chart of an unknown %s', async (_, asked) => {
    expect(await askChart(api, asked)).toEqual({ data: { runChart: null } })
  })
})

describe('charts of every kind', () => {
  test('nothing recorded yet: no points, no figures, and a sentence that says so', async () => {
    expect(await chartOf(api, fallsInHarbour)).toMatchObject({
      points: [],
      median: null,
      usefulObservations: 0,
      missingPeriods: 0,
      longestRun: null,
      longestRunLimit: null,
      crossings: null,
      crossingsLimit: null,
      hasSignal: false,
      annotations: [],
      series: null,
      category: null,
      sentence: 'There are no values yet for Falls at home in Harbour.',
    })
  })

  test('one reading: it is the median, and too little to tell anything', async () => {
    await recordFalls(api, [7], '2024-02-01')
    const chart = await chartOf(api, fallsInHarbour)
    expect(chart).toMatchObject({
      points: [{ period: '2024-02-01', value: 7, side: 'ON', inSignallingRun: false }],
      median: 7,
      usefulObservations: 0,
      hasSignal: false,
      signals: [],
    })
    expect(chart.warnings.map(({ code }) => code)).toContain('TOO_FEW_POINTS')
    expect(chart.sentence).toMatch(/^There are too few points for Falls at home in Harbour/)
  })

  test('chance: values that go up and down around their median give no signal', async () => {
    await recordFalls(api, [9, 12, 8, 13, 10, 14, 9, 8, 12, 11, 15, 7, 13, 10, 12, 9])
    const chart = await chartOf(api, fallsInHarbour)
    expect(chart).toMatchObject({ median: 10.5, usefulObservations: 16, hasSignal: false, signals: [] })
    expect(chart.sentence).toBe(
      'No sign of non-random variation in Falls at home in Harbour: the values vary around the median of 10.5.',
    )
  })

  test('counts of none are values; most of them on the median make the rules void, which is said', async () => {
    await recordFalls(api, [0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0, 0])
    const chart = await chartOf(api, fallsInHarbour)
    expect(chart.points.map(({ value }) => value)).not.toContain(null)
    expect(chart).toMatchObject({ median: 0, usefulObservations: 3, missingPeriods: 0 })
    expect(chart.warnings.map(({ code }) => code)).toEqual(['TOO_FEW_POINTS', 'MEDIAN_DEGENERATE'])
    expect(chart.sentence).not.toMatch(causal)
  })

  test('a rate is told by its multiplier', async () => {
    const reading = { metricId: rate, localityId: harbour, period: '2024-01-01' }
    await done(api, 'recordReading', { ...reading, numerator: 7, denominator: 3_200 })
    expect(await chartOf(api, { metricId: rate, localityId: harbour })).toMatchObject({
      points: [{ value: 2.1875, numerator: 7, denominator: 3_200 }],
      median: 2.1875,
    })
  })

  test('weeks are named by their Mondays, and weeks in between are there', async () => {
    for (const period of ['2024-01-29', '2024-02-19'])
      await done(api, 'recordReading', { metricId: weekly, localityId: harbour, period, value: 3 })
    const { points } = await chartOf(api, { metricId: weekly, localityId: harbour, from: '2024-02-01' })
    expect(points.map(({ period, value }) => [period, value])).toEqual([
      ['2024-01-29', 3],
      ['2024-02-05', null],
      ['2024-02-12', null],
      ['2024-02-19', 3],
    ])
  })

  test('a qualitative metric has words and no values, and its chart says that there are none', async () => {
    await done(api, 'recordReading', {
      metricId: voices,
      localityId: harbour,
      period: '2024-01-01',
      narrative: 'Kind, but slow',
    })
    expect(await chartOf(api, { metricId: voices, localityId: harbour })).toMatchObject({
      points: [{ period: '2024-01-01', value: null, status: 'RECORDED', side: null }],
      median: null,
      hasSignal: false,
      sentence: expect.stringMatching(
        /^There are no values yet for What people told us in Harbour/,
      ) as string,
    })
  })

  test('a retired metric keeps its charts', async () => {
    await done(api, 'recordReading', {
      metricId: retired,
      localityId: harbour,
      period: '2024-03-01',
      value: 4,
    })
    expect(await chartOf(api, { metricId: retired, localityId: harbour })).toMatchObject({ median: 4 })
  })

  test('each part of a breakdown and each locality has a chart of its own', async () => {
    const reading = {
      metricId: breaches,
      localityId: harbour,
      period: '2024-01-01',
      numerator: 1,
      denominator: 4,
    }
    await done(api, 'recordReadings', {
      readings: [
        { ...reading, category: '1' },
        { ...reading, category: '3', numerator: 2 },
        { ...reading, category: '1', localityId: marsh, numerator: 3 },
      ],
    })
    const medianOf = async (localityId: string, category: string) =>
      (await chartOf(api, { metricId: breaches, localityId, category }))['median']
    expect([await medianOf(harbour, '1'), await medianOf(harbour, '3'), await medianOf(marsh, '1')]).toEqual([
      25, 50, 75,
    ])
  })

  test('a withdrawn reading at either end makes the chart no longer', async () => {
    await recordFalls(api, [5, 6, 7], '2024-01-01')
    const { series } = await chartOf(api, fallsInHarbour)
    const seriesId = (series as { uuid: string }).uuid
    for (const period of ['2024-01-01', '2024-03-01'])
      await done(api, 'withdrawReading', { seriesId, period, reason: 'Another ward' })
    expect((await chartOf(api, fallsInHarbour)).points).toMatchObject([{ period: '2024-02-01', value: 6 }])
  })
})
