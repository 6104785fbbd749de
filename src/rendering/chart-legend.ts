import type { AnalysedChart } from '../charts/analysed-chart.js'
import { MISSING_SHAPE } from './chart-layers.js'
import type { ChartView } from './chart-view.js'
import type { LegendItem } from './legend.js'
import { palette } from './palette.js'
import { pointMarks } from './point-marks.js'

/** What the marks mean that these charts have, each once. */
export const chartLegend = (
  charts: readonly AnalysedChart[],
  cadence: ChartView['cadence'],
): LegendItem[] => {
  const points = charts.flatMap((chart) => chart.points)
  const marks = charts.flatMap(pointMarks).filter((mark) => mark !== null)
  const distinct = [...new Map(marks.map((mark) => [mark.meaning, mark])).values()]
  const item = { shape: 'circle', colour: palette.quiet, filled: true }
  return [
    ...(points.some(({ value }) => value !== null) ? [{ ...item, meaning: PER_PERIOD[cadence] }] : []),
    ...distinct.map((mark) => ({ ...mark, filled: true })),
    ...(points.some(({ value, excluded }) => excluded && value !== null)
      ? [{ ...item, filled: false, meaning: 'Left out of the calculation' }]
      : []),
    ...(points.some(({ value }) => value === null)
      ? [{ ...item, shape: MISSING_SHAPE, filled: false, meaning: 'No data' }]
      : []),
  ]
}

const PER_PERIOD = {
  DAY: 'Daily value',
  WEEK: 'Weekly value',
  MONTH: 'Monthly value',
  QUARTER: 'Quarterly value',
  YEAR: 'Yearly value',
} as const
