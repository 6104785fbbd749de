import { runsStatistics } from './anhoej-2014.js'
import type {
  AnalysedChart,
  AnalysedChartPoint,
  AnalysedPhase,
  ChartOptions,
  SeriesPoint,
} from './analysed-chart.js'
import { assuranceOf } from './assurance.js'
import { drawnLines, type DrawnLines } from './drawn-lines.js'
import { MDC_2023_11, NHSR_PLOT_THE_DOTS } from './making-data-count.js'
import { RULE_SETS } from './rule-sets.js'
import { runs } from './runs.js'
import type { RuleSignal } from './rule-set.js'
import { sideOf, type Side } from './side.js'
import { signalsOf } from './signals-of.js'
import { variationOf, type ImprovementDirection, type Variation } from './variation.js'

/** A chart and a rule set that do not go together; the message says which rule sets do. */
export class RuleSetNotApplicable extends RangeError {
  override readonly name = 'RuleSetNotApplicable'
}

/**
 * Centre lines, limits and all signals of a series, by chart type and rule set: the one reading that pictures,
 * tables and sentences share.
 *
 * @param points in period order, every period present
 * @throws RuleSetNotApplicable when the rule set does not know the chart type
 * @throws RangeError when phases are out of order or lie outside the points
 */
export const analyseChart = (points: readonly SeriesPoint[], options: ChartOptions): AnalysedChart => {
  const ruleSet = RULE_SETS[options.ruleSet]
  if (!ruleSet.chartTypes.includes(options.chartType)) {
    const fitting = Object.values(RULE_SETS).filter(({ chartTypes }) =>
      chartTypes.includes(options.chartType),
    )
    throw new RuleSetNotApplicable(
      `The rule set ${options.ruleSet} does not read charts of type ${options.chartType}; ` +
        `use ${fitting.map(({ id }) => id).join(', ')}`,
    )
  }
  const lines = drawnLines(points, options)
  const signals = signalsOf(ruleSet, lines.tested, options.ruleSetOptions)
  const analysed = analysedPoints(points, lines, signals, options)
  const phases = lines.phases.map(({ from, to, baseline }) => analysedPhase(analysed, { from, to, baseline }))
  const latest = phases.at(-1)
  const useful = latest?.usefulObservations ?? 0
  const shown = (latest?.values ?? 0) >= fewestForIcons(options.ruleSet)
  return {
    chartType: options.chartType,
    ruleSet: options.ruleSet,
    points: analysed,
    phases,
    signals,
    variation: shown ? (analysed.findLast(({ variation }) => variation !== null)?.variation ?? null) : null,
    assurance: shown
      ? assuranceOf(
          {
            target: options.target,
            lower: latest?.lowerLimit ?? null,
            upper: latest?.upperLimit ?? null,
            better: options.better,
          },
          options.ruleSet === 'mdc-2023-11' ? MDC_2023_11.targetOnLimit : NHSR_PLOT_THE_DOTS.targetOnLimit,
        )
      : null,
    trial: useful < ruleSet.fewestPoints,
  }
}

/** Known points of the latest phase under which no icon is shown: Making Data Count's own figures, else 13. */
const fewestForIcons = (ruleSet: ChartOptions['ruleSet']): number =>
  ruleSet === 'nhsr-plot-the-dots-0.2.2'
    ? NHSR_PLOT_THE_DOTS.fewestPointsForIcons
    : MDC_2023_11.fewestPointsForIcons

const analysedPoints = (
  points: readonly SeriesPoint[],
  lines: DrawnLines,
  signals: readonly RuleSignal[],
  { better, ruleSet }: ChartOptions,
): AnalysedChartPoint[] => {
  const own = points.map((): number[] => [])
  for (const [index, signal] of signals.entries()) for (const point of signal.points) own[point]?.push(index)
  return lines.points.map((line, index) => {
    const excluded = points[index]?.excluded ?? false
    const { value, centreLine } = line
    const counted = value !== null && !excluded
    const ofPoint = own[index] ?? []
    return {
      ...line,
      excluded,
      side: counted && centreLine !== null ? sideOf(value, centreLine) : null,
      signals: ofPoint,
      variation: counted ? pointVariation(ofPoint, signals, better, ruleSet === 'mdc-2023-11') : null,
    }
  })
}

const wayOf = ({ direction }: RuleSignal): 1 | -1 | null => {
  switch (direction) {
    case 'above':
    case 'increasing':
      return 1
    case 'below':
    case 'decreasing':
      return -1
    case null:
      return null
  }
}

/** By the first signal that has a direction; where the rule set says so, an improvement wins over a concern. */
const pointVariation = (
  own: readonly number[],
  signals: readonly RuleSignal[],
  better: ImprovementDirection,
  improvementWins: boolean,
): Variation => {
  const ways = own.flatMap((index) => {
    const signal = signals[index]
    return signal === undefined ? [] : (wayOf(signal) ?? [])
  })
  const variations = ways.map((way) => variationOf(way, better))
  if (improvementWins && variations.includes('improvement')) return 'improvement'
  return variations[0] ?? 'commonCause'
}

const analysedPhase = (
  points: readonly AnalysedChartPoint[],
  { from, to, baseline }: Pick<AnalysedPhase, 'from' | 'to' | 'baseline'>,
): AnalysedPhase => {
  const own = points.slice(from, to + 1)
  const sides = own.map(({ side }): Side | null => side)
  const last = own.at(-1)
  return {
    from,
    to,
    baseline,
    centreLine: last?.centreLine ?? null,
    upperLimit: last?.upperLimit ?? null,
    lowerLimit: last?.lowerLimit ?? null,
    values: own.filter(({ value, excluded }) => value !== null && !excluded).length,
    ...runsStatistics(runs(sides)),
  }
}
