import { runsStatistics, type RunsStatistics } from './anhoej-2014.js'
import { movingRanges } from './average-moving-range.js'
import { cChart } from './c-chart.js'
import type { ChartType } from './chart-type.js'
import type { ControlChart, ControlLimits, ControlPhase } from './control-limits.js'
import { gChart } from './g-chart.js'
import { iChart } from './i-chart.js'
import { iPrimeChart } from './i-prime-chart.js'
import { mrChart } from './mr-chart.js'
import { pChart } from './p-chart.js'
import { pPrimeChart, uPrimeChart } from './prime-chart.js'
import { runs } from './runs.js'
import type { PhaseStart } from './run-chart.js'
import { sideOf } from './side.js'
import { tChart } from './t-chart.js'
import { uChart } from './u-chart.js'

/** Centre line and limits of each type, of one phase. */
export const CONTROL_CHARTS = {
  i: iChart,
  mr: mrChart,
  c: cChart,
  u: uChart,
  p: pChart,
  uPrime: uPrimeChart,
  pPrime: pPrimeChart,
  g: gChart,
  t: tChart,
  iPrime: iPrimeChart,
} as const satisfies Readonly<Record<Exclude<ChartType, 'run'>, ControlChart>>

export type ControlChartType = keyof typeof CONTROL_CHARTS

/** One period. Without a denominator the numerator is the value. A denominator of 0 or null: missing. */
export type ControlChartPoint = Readonly<{
  numerator: number | null
  denominator?: number | null
  /** Drawn and compared with the limits, but left out of every calculation. */
  excluded?: boolean
}>

export type ControlledPoint = Readonly<{
  value: number | null
  centreLine: number | null
  upperLimit: number | null
  lowerLimit: number | null
  /** Beyond a limit; on it is within, whatever the rounding. */
  outside: 'above' | 'below' | null
}>

export type ControlChartPhase = RunsStatistics &
  Readonly<{
    from: number
    to: number
    observations: number
    /** The line so many standard deviations above (negative: below) the centre line at the phase's nth point. */
    line: ControlLimits['line']
  }>

export type ControlChartAnalysis = Readonly<{ points: ControlledPoint[]; phases: ControlChartPhase[] }>

/**
 * Centre line and limits of a control chart, by phase, with the figures of the runs rules against its centre line.
 * Everything is in the unit of numerator / denominator; multiply for display.
 *
 * Agrees with R qicharts2 0.8, which does not screen moving ranges.
 */
export const controlChart = (
  type: ControlChartType,
  points: readonly ControlChartPoint[],
  phases: readonly PhaseStart[] = [{ from: 0 }],
): ControlChartAnalysis => {
  const numerators = points.map(({ numerator }) => numerator)
  const denominators = points.map(({ denominator }) => (denominator === undefined ? 1 : denominator))
  const plotted = numerators.map((numerator, index) => {
    const denominator = denominators[index] ?? null
    return numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator
  })
  const values = type === 'mr' ? movingRanges(plotted) : plotted
  const read = phases.map(({ from, baseline = Infinity, baselineFrom = 0 }, index) => {
    const end = phases[index + 1]?.from ?? points.length
    const included = points.slice(from, end).map(({ excluded }) => excluded !== true)
    const phase: ControlPhase = {
      values: values.slice(from, end),
      numerators: numerators.slice(from, end),
      denominators: denominators.slice(from, end),
      counts: included.map((counts, at) => counts && at >= baselineFrom && at < baselineFrom + baseline),
    }
    const limits = CONTROL_CHARTS[type](phase)
    const observations = included.filter(Boolean).length
    return {
      points: controlledPoints(phase, limits),
      phase: {
        from,
        to: end - 1,
        observations,
        line: limits.line,
        ...runsStatistics(runsAgainst(phase, limits, included)),
      },
    }
  })
  return { points: read.flatMap((each) => each.points), phases: read.map(({ phase }) => phase) }
}

const controlledPoints = ({ values }: ControlPhase, limits: ControlLimits): ControlledPoint[] =>
  values.map((value, index) => {
    const upperLimit = limits.upper[index] ?? null
    const lowerLimit = limits.lower[index] ?? null
    const above = value !== null && upperLimit !== null && sideOf(value, upperLimit) > 0
    const below = value !== null && lowerLimit !== null && sideOf(value, lowerLimit) < 0
    const outside = above ? 'above' : below ? 'below' : null
    return { value, centreLine: limits.centreLine[index] ?? null, upperLimit, lowerLimit, outside }
  })

const runsAgainst = ({ values }: ControlPhase, { centreLine }: ControlLimits, included: readonly boolean[]) =>
  runs(
    values.map((value, index) => {
      const line = centreLine[index] ?? null
      return value === null || line === null || !included[index] ? null : sideOf(value, line)
    }),
  )
