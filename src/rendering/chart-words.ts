import type { AnalysedChart } from '../charts/analysed-chart.js'
import type { ChartType } from '../charts/chart-type.js'
import { lineQuantity } from '../charts/describe-signal.js'
import { englishPeriod, type Cadence } from '../charts/english-period.js'
import { englishQuantity } from '../charts/english-quantity.js'

const CHART_TYPES: Readonly<Record<ChartType, string>> = {
  run: 'Run chart',
  i: 'I chart',
  mr: 'Moving range chart',
  c: 'C chart',
  u: 'U chart',
  p: 'P chart',
  uPrime: 'U′ chart',
  pPrime: 'P′ chart',
  g: 'G chart',
  t: 'T chart',
  iPrime: 'I′ chart',
}

/** «P′ chart»; the I chart of Making Data Count goes by its other name. */
export const chartTypeWords = ({
  chartType,
  ruleSet,
}: Pick<AnalysedChart, 'chartType' | 'ruleSet'>): string =>
  chartType === 'i' && /^(mdc|nhsr)-/.test(ruleSet) ? 'XmR chart' : CHART_TYPES[chartType]

/** A value as the metric is published. */
export const valueWords = (
  value: number,
  { unit, decimals }: Readonly<{ unit: string; decimals?: number | null }>,
): string => englishQuantity(value, unit, decimals)

/** A computed line, with as many decimals as help where values have none: the mean of counts lies between them. */
export const lineWords = (
  value: number,
  { unit, decimals }: Readonly<{ unit: string; decimals?: number | null }>,
): string => lineQuantity(value, { unit, decimals })

/** A period that begins a line of text: «April 2016», «Week of 4 April 2016». */
export const periodWords = (period: string, cadence: Cadence): string =>
  englishPeriod(period, cadence).replace(/^the week/, 'Week')
