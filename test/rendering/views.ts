import { runChart, type RunChartOptions } from '../../src/charts/run-chart.js'
import type { RunChartView } from '../../src/rendering/run-chart-view.js'

type Given = Partial<Omit<RunChartView, 'points' | 'chart'>> &
  Readonly<{ values: readonly (number | null)[]; from?: string; options?: RunChartOptions }>

const DAYS = { DAY: 1, WEEK: 7 } as const
const MONTHS = { MONTH: 1, QUARTER: 3, YEAR: 12 } as const

/** First days of so many periods. */
export const periodsFrom = (first: string, count: number, cadence: RunChartView['cadence']) =>
  Array.from({ length: count }, (_, index) => {
    const date = new Date(first)
    if (cadence === 'DAY' || cadence === 'WEEK') date.setUTCDate(date.getUTCDate() + index * DAYS[cadence])
    else date.setUTCMonth(date.getUTCMonth() + index * MONTHS[cadence])
    return date.toISOString().slice(0, 10)
  })

/** A view with everything given that a test does not care about. */
export const viewOf = ({ values, from = '2016-04-01', options = {}, ...given }: Given): RunChartView => {
  const cadence = given.cadence ?? 'MONTH'
  const periods = periodsFrom(from, values.length, cadence)
  return {
    metricName: 'Four-hour performance',
    localityName: 'Northfield',
    categoryLabel: null,
    unit: '%',
    direction: 'INCREASE',
    targets: [],
    annotations: [],
    ...given,
    cadence,
    points: values.map((value, index) => ({ period: periods[index] ?? '', value })),
    chart: runChart(
      values.map((value) => ({ value })),
      options,
    ),
  }
}

/** Values that go up and down by chance, the same each time. */
export const noise = (count: number, around = 75, by = 3): number[] =>
  Array.from({ length: count }, (_, index) => {
    const turn = ((index * 7919 + 104_729) % 1009) / 1009 - 0.5
    return Math.round((around + turn * 2 * by) * 10) / 10
  })

export const shifted = (count = 36, at = 20): number[] =>
  noise(count).map((value, index) => (index < at ? value : Math.round((value + 8) * 10) / 10))
