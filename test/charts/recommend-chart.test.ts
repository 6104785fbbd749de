import type { SeriesPoint } from '../../src/charts/analysed-chart.js'
import { recommendChart, type RecommendedFor } from '../../src/charts/recommend-chart.js'
import { seededNoise } from '../../src/charts/false-alarm/seeded-noise.js'

const valued = (values: readonly number[]): SeriesPoint[] =>
  values.map((value) => ({ value, numerator: null, denominator: null, excluded: false }))

/** Cases among all, at a mean share, with so many times the spread of independent cases. */
const ratios = (share: number, all: readonly number[], times = 1, seed = 4): SeriesPoint[] => {
  const noise = seededNoise(seed)
  return all.map((denominator) => {
    const spread = Math.sqrt(denominator * share * (1 - share)) * times
    const numerator = Math.max(0, Math.round(denominator * share + spread * noise()))
    return { value: numerator / denominator, numerator, denominator, excluded: false }
  })
}
const alike = Array.from({ length: 24 }, () => 400)
const unlike = Array.from({ length: 24 }, (_, at) => 200 + 40 * at)
const counts = valued([12, 15, 9, 11, 18, 14, 10, 13, 16, 8, 12, 17, 11, 14, 9, 13])

test.each<[string, RecommendedFor, string, RegExp]>([
  ['few values', { statistic: 'COUNT', points: counts.slice(0, 11) }, 'run', /^There are 11 values yet/],
  ['one value', { statistic: 'COUNT', points: counts.slice(0, 1) }, 'run', /^There is 1 value yet/],
  ['counts', { statistic: 'COUNT', points: counts }, 'c', /same opportunity/],
  [
    'counts that swing',
    { statistic: 'COUNT', points: valued([5, 60, 4, 70, 6, 55, 3, 66, 5, 60, 4, 70]) },
    'i',
    /times as much/,
  ],
  [
    'small counts',
    { statistic: 'COUNT', points: valued([2, 3, 1, 2, 4, 2, 3, 1, 2, 3, 2, 2]) },
    'run',
    /small, 2\.3/,
  ],
  [
    'a share of equal groups',
    { statistic: 'PERCENTAGE', points: ratios(0.3, alike) },
    'p',
    /much the same size/,
  ],
  [
    'a share of unequal groups',
    { statistic: 'PERCENTAGE', points: ratios(0.3, unlike) },
    'p',
    /differs from period/,
  ],
  [
    'a share that varies more',
    { statistic: 'PERCENTAGE', points: ratios(0.3, alike, 4) },
    'pPrime',
    /P′ chart widens/,
  ],
  ['a share near the top', { statistic: 'PERCENTAGE', points: ratios(0.995, alike) }, 'run', /few/],
  ['a rate', { statistic: 'RATE', points: ratios(0.1, unlike, 1, 9) }, 'u', /exposure/],
  [
    'a rate that varies more',
    { statistic: 'RATE', points: ratios(0.1, unlike, 4) },
    'uPrime',
    /U′ chart widens/,
  ],
  ['a share without its parts', { statistic: 'PERCENTAGE', points: counts }, 'i', /not all known/],
  ['means', { statistic: 'MEAN', points: counts }, 'i', /Single values/],
  [
    'scores of samples that differ',
    { statistic: 'SCORE', points: ratios(0.5, unlike) },
    'iPrime',
    /size differs/,
  ],
  ['scores of samples that do not', { statistic: 'SCORE', points: ratios(0.5, alike) }, 'i', /Single values/],
  ['percentiles', { statistic: 'PERCENTILE', points: counts }, 'i', /percentile/],
  ['time between events', { statistic: 'COUNT', between: 'time', points: counts }, 't', /T chart/],
  ['cases between events', { statistic: 'COUNT', between: 'cases', points: counts }, 'g', /G chart/],
  ['what is not known', { statistic: null, points: counts }, 'run', /Nothing is known/],
])('%s', (_, given, chartType, reason) => {
  const found = recommendChart(given)
  expect(found.chartType).toBe(chartType)
  expect(found.reason).toMatch(reason)
  expect(found.reason).toMatch(/^[A-Z].*\.$/)
})

test('rare events are better recorded by what lies between them', () => {
  const rare = [0, 0, 1, 0, 0, 0, 2, 0, 0, 1, 0, 0, 0, 1]
  expect(recommendChart({ statistic: 'COUNT', points: valued(rare) })).toMatchObject({
    chartType: 'run',
    betterWith: { chartType: 't', data: 'the days between one event and the next' },
  })
  const points = rare.map((numerator) => ({
    value: numerator / 90,
    numerator,
    denominator: 90,
    excluded: false,
  }))
  expect(recommendChart({ statistic: 'PERCENTAGE', points }).betterWith).toMatchObject({ chartType: 'g' })
})

test('excluded values do not count', () => {
  const points = counts.slice(0, 12).map((point, at) => ({ ...point, excluded: at === 3 }))
  expect(recommendChart({ statistic: 'COUNT', points }).reason).toMatch(/^There are 11 values/)
})
