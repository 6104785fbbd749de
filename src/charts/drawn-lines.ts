import type { ChartOptions, SeriesPoint } from './analysed-chart.js'
import { controlChart, type ControlChartPoint, type ControlChartType } from './control-chart.js'
import { MDC_2023_11, NHSR_PLOT_THE_DOTS, type MakingDataCountRules } from './making-data-count.js'
import { runChart } from './run-chart.js'
import type { TestedPhase } from './rule-set.js'
import { testedControlChart, testedRunChart } from './tested-phases.js'
import { xmrLimits } from './xmr-limits.js'

export type DrawnPoint = Readonly<{
  value: number | null
  phase: number
  centreLine: number | null
  upperLimit: number | null
  lowerLimit: number | null
}>

/** The lines of a chart, and the same as rule sets see them. */
export type DrawnLines = Readonly<{
  points: readonly DrawnPoint[]
  phases: readonly Readonly<{ from: number; to: number; baseline: number | null; baselineFrom: number }>[]
  tested: readonly TestedPhase[]
}>

/** Charts of a ratio: they weigh each point by its denominator. */
const RATIO_CHARTS: readonly ControlChartType[] = ['u', 'p', 'uPrime', 'pPrime', 'iPrime']

/** Charts that weigh points need numerators and denominators; others take the value as it was recorded. */
const controlPoint = (type: ControlChartType, point: SeriesPoint): ControlChartPoint => {
  const { value, numerator, denominator, excluded } = point
  if (!RATIO_CHARTS.includes(type)) return { numerator: value, excluded }
  return { numerator: value === null ? null : numerator, denominator, excluded }
}

/** Computes what is drawn. Making Data Count has limits of its own; see `xmrLimits`. */
export const drawnLines = (points: readonly SeriesPoint[], options: ChartOptions): DrawnLines => {
  const { chartType, ruleSet } = options
  const phases = options.phases.map(({ from, baseline, baselineFrom }, index) => ({
    from,
    to: (options.phases[index + 1]?.from ?? points.length) - 1,
    baseline: baseline ?? null,
    baselineFrom: baselineFrom ?? 0,
  }))
  // Checks the phases too, whatever the chart type.
  const asRunChart = runChart(
    points.map(({ value, excluded }) => ({ value, excluded })),
    { phases: options.phases },
  )
  if (chartType === 'run') {
    return {
      phases,
      points: asRunChart.points.map(({ value, phase, median }) => ({
        value,
        phase,
        centreLine: median,
        upperLimit: null,
        lowerLimit: null,
      })),
      tested: testedRunChart(asRunChart),
    }
  }
  const rules = [NHSR_PLOT_THE_DOTS, MDC_2023_11].find(({ id }) => id === ruleSet)
  return rules === undefined
    ? controlLines(points, phases, chartType, options)
    : xmrLines(points, phases, rules)
}

const controlLines = (
  points: readonly SeriesPoint[],
  phases: DrawnLines['phases'],
  type: ControlChartType,
  { multiplier, phases: starts }: ChartOptions,
): DrawnLines => {
  const scale = RATIO_CHARTS.includes(type) ? multiplier : 1
  const given = points.map((point) => controlPoint(type, point))
  const analysis = controlChart(type, given, starts)
  const scaled = (value: number | null): number | null => (value === null ? null : value * scale)
  return {
    phases,
    points: analysis.points.map((point, index) => ({
      value: scaled(point.value),
      phase: phases.findLastIndex(({ from }) => from <= index),
      centreLine: scaled(point.centreLine),
      upperLimit: scaled(point.upperLimit),
      lowerLimit: scaled(point.lowerLimit),
    })),
    tested: testedControlChart(analysis, given).map((phase) => ({
      ...phase,
      points: phase.points.map((point) => ({
        value: scaled(point.value),
        centreLine: scaled(point.centreLine),
        upperLimit: scaled(point.upperLimit),
        lowerLimit: scaled(point.lowerLimit),
      })),
      line: (place, sigmas) => scaled(phase.line(place, sigmas)),
    })),
  }
}

const xmrLines = (
  points: readonly SeriesPoint[],
  phases: DrawnLines['phases'],
  rules: MakingDataCountRules,
): DrawnLines => {
  // The package leaves outlying moving ranges out, the official tool does not.
  const screened = rules.id === 'nhsr-plot-the-dots-0.2.2'
  const read = phases.map(({ from, to, baseline, baselineFrom }, phase) => {
    const own = points.slice(from, to + 1)
    const counted = own.map(({ value, excluded }) => (excluded ? null : value))
    const limits = xmrLimits(counted, {
      screened,
      baselineFrom,
      ...(baseline === null ? {} : { baseline }),
    })
    const enough = counted.filter((value) => value !== null).length >= rules.fewestPointsForIcons
    const drawn = {
      centreLine: limits.mean,
      upperLimit: enough ? limits.upper : null,
      lowerLimit: enough ? limits.lower : null,
    }
    return {
      points: own.map(({ value }) => ({ value, phase, ...drawn })),
      tested: {
        phase,
        from,
        points: counted.map((value) => ({ value, ...drawn })),
        line: (_: number, sigmas: number) => (enough ? limits.line(sigmas) : null),
      },
    }
  })
  return { phases, points: read.flatMap((each) => each.points), tested: read.map(({ tested }) => tested) }
}
