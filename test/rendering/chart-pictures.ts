import { controlChart } from '../../src/charts/control-chart.js'
import type { ChartView } from '../../src/rendering/chart-view.js'
import { chartViewOf } from './chart-views.js'
import { noise, shifted } from './views.js'

/** Numerators and denominators that go up and down by chance, the same each time. */
const ratios = (count: number, percent: number, around = 400, by = 4): (readonly [number, number])[] =>
  noise(count, percent, by).map((value, index) => {
    const denominator = Math.round(around * (1 + ((index * 37) % 11) / 10))
    return [Math.round((value / 100) * denominator), denominator] as const
  })

/** No rule set reads moving ranges, so the picture shows lines and no signals. */
const movingRanges = (values: readonly number[]): ChartView => {
  const view = chartViewOf({ values, chartType: 'i' })
  const { points } = controlChart(
    'mr',
    values.map((numerator) => ({ numerator })),
  )
  return {
    ...view,
    chart: {
      ...view.chart,
      chartType: 'mr',
      signals: [],
      variation: null,
      points: view.chart.points.map((point, index) => ({
        ...point,
        value: points[index]?.value ?? null,
        centreLine: points[index]?.centreLine ?? null,
        upperLimit: points[index]?.upperLimit ?? null,
        lowerLimit: points[index]?.lowerLimit ?? null,
        signals: [],
        variation: points[index]?.value == null ? null : 'commonCause',
      })),
    },
  }
}

const long = 'of people aged 65 and over who were still at home 91 days after discharge into reablement '

/** One or two situations of each type of chart: each was looked at. */
export const chartPictures: Readonly<Record<string, ChartView>> = {
  'XmR improvement': chartViewOf({
    values: shifted(30, 20),
    chartType: 'i',
    ruleSet: 'mdc-2023-11',
    target: 95,
    source: 'Demonstration programme',
    synthetic: true,
    annotations: [{ on: '2017-05-12', kind: 'CYCLE_STARTED', label: 'Discharge huddle' }],
  }),
  'XmR phases and ghosts': chartViewOf({
    values: shifted(40, 20).map((value, index) => (index === 8 ? 60 : index === 30 ? null : value)),
    chartType: 'i',
    ruleSet: 'mdc-2023-11',
    direction: 'DECREASE',
    decimals: 1,
    phases: [{ from: 0 }, { from: 20, baseline: 13, reason: 'New counting rules from the ward round' }],
    excluded: { 8: 'Strike' },
    targets: [
      { value: 72, from: '2016-04-01', to: '2018-02-01' },
      { value: 70, from: '2018-02-01', to: null },
    ],
    target: 70,
  }),
  'XmR on trial': chartViewOf({
    values: noise(9),
    chartType: 'i',
    ruleSet: 'nhsr-plot-the-dots-0.2.2',
    target: 50,
    warnings: [
      {
        code: 'AUTOCORRELATION',
        message: 'Neighbouring values resemble one another more than chance has it.',
      },
      { code: 'DATA_QUALITY', message: 'The latest reading is graded D.' },
    ],
  }),
  'P with limits by denominator': chartViewOf({
    values: [...ratios(24, 80), [300, 420], ...ratios(5, 82)],
    chartType: 'p',
    ruleSet: 'western-electric',
    target: 90,
  }),
  'P prime in phases': chartViewOf({
    values: [...ratios(20, 70, 9000), null, ...ratios(20, 80, 9000)],
    chartType: 'pPrime',
    ruleSet: 'nelson',
    phases: [{ from: 0 }, { from: 21, reason: 'Second unit opened' }],
  }),
  'U rate': chartViewOf({
    values: ratios(26, 3, 3000, 1.2),
    chartType: 'u',
    ruleSet: 'nelson',
    direction: 'DECREASE',
    metricName: 'Falls with harm',
    unit: 'per 1,000 bed days',
    multiplier: 1000,
    decimals: 2,
  }),
  'U prime of few': chartViewOf({
    values: ratios(8, 3, 3000, 1.2),
    chartType: 'uPrime',
    direction: 'DECREASE',
    metricName: 'Emergency admissions',
    unit: 'per 100,000 people',
    multiplier: 100_000,
  }),
  'C counts': chartViewOf({
    values: noise(28, 9, 6).map((value) => Math.max(0, Math.round(value))),
    chartType: 'c',
    ruleSet: 'western-electric',
    direction: 'DECREASE',
    metricName: 'Complaints',
    unit: 'complaints',
    decimals: 0,
  }),
  'moving ranges': movingRanges(noise(24)),
  'G cases between': chartViewOf({
    values: [12, 40, 3, 55, 21, 8, 17, 90, 33, 5, 61, 28, 14, 160, 44],
    chartType: 'g',
    metricName: 'Operations between infections',
    unit: 'operations',
  }),
  'T days between': chartViewOf({
    values: [12, 40, 3, 55, 21, 8, 17, 90, 33, 5, 61, 28, 14, 160, 44, 71, 20, 35, 66, 19, 48, 23],
    chartType: 't',
    ruleSet: 'nelson',
    metricName: 'Days between falls',
    unit: 'days',
  }),
  'I prime weighted': chartViewOf({ values: ratios(30, 75, 900), chartType: 'iPrime' }),
  'run with Perla': chartViewOf({
    values: [60, 61, 63, 66, 70, 71, 75, 69, 72, 65, 77, 78, 80, 70, 74, 79],
    chartType: 'run',
    ruleSet: 'perla-2011',
    direction: 'NEUTRAL',
  }),
  'no values': chartViewOf({ values: [null, null], chartType: 'p' }),
  'long names': chartViewOf({
    values: shifted(30, 20),
    chartType: 'i',
    ruleSet: 'mdc-2023-11',
    target: 50,
    metricName: `Proportion ${long}${long}`,
    localityName: `Partnership ${long}`,
    unit: `per 100,000 ${long}`,
    source: `${long}${long}`.repeat(2),
    phases: [{ from: 0 }, { from: 14, reason: long }],
    warnings: Array.from({ length: 6 }, (_, index) => ({ code: `W${index}`, message: long.repeat(2) })),
  }),
}
