import type { AnalysedChart, AnalysedChartPoint } from '../charts/analysed-chart.js'
import { isWanted } from '../charts/describe-run-chart.js'
import type { AnalysedPoint, RunChart } from '../charts/run-chart.js'
import type { Variation } from '../charts/variation.js'
import type { ChartView } from './chart-view.js'
import type { RunChartView } from './run-chart-view.js'

/** A run chart is a chart without limits, read by the rules of Anhøj & Olesen 2014. */
export const asChartView = ({ points, chart, ...view }: RunChartView): ChartView => ({
  ...view,
  points: points.map(({ value, ...point }) => point),
  chart: analysedChart(chart, view.direction),
  phases: [],
})

const analysedChart = (chart: RunChart, direction: RunChartView['direction']): AnalysedChart => ({
  chartType: 'run',
  ruleSet: chart.ruleSet,
  points: chart.points.map((point) => analysedPoint(point, chart, direction)),
  phases: chart.phases.map(({ median, from, to, values, ...phase }) => ({
    from,
    to,
    baseline: null,
    centreLine: median,
    upperLimit: null,
    lowerLimit: null,
    values,
    usefulObservations: phase.usefulObservations,
    longestRun: phase.longestRun,
    longestRunLimit: phase.longestRunLimit,
    crossings: phase.crossings,
    crossingsLimit: phase.crossingsLimit,
  })),
  signals: chart.signals.map((signal) => ({
    ...signal,
    window: { from: signal.points[0] ?? 0, to: signal.points.at(-1) ?? 0 },
    line: null,
  })),
  variation: null,
  assurance: null,
  trial: chart.tooFewPoints,
})

const analysedPoint = (
  { value, excluded, phase, median, side, run }: AnalysedPoint,
  { signals }: RunChart,
  direction: RunChartView['direction'],
): AnalysedChartPoint => ({
  value,
  excluded,
  phase,
  centreLine: median,
  upperLimit: null,
  lowerLimit: null,
  side,
  signals: run === null ? [] : [run],
  variation: side === null ? null : variation(run === null ? null : signals[run]?.direction, direction),
})

const variation = (
  side: 'above' | 'below' | null | undefined,
  direction: RunChartView['direction'],
): Variation => {
  if (!side) return 'commonCause'
  const wanted = isWanted(side, direction)
  if (wanted === null) return side === 'above' ? 'neutralHigh' : 'neutralLow'
  return wanted ? 'improvement' : 'concern'
}
