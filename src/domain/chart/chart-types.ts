import { type Refusal, refuse } from '../../eventsourcing/decider.js'
import { Statistic } from '../metric/vocabulary.js'
import { ChartRefusal } from './refusals.js'
import { ChartType, RuleSet, type RunsTable } from './vocabulary.js'

type Refusals = readonly Refusal<ChartRefusal>[]

/** What a chart type is made for. */
interface Fit {
  /** As a sentence begins with it. */
  readonly called: string
  /** What it takes, to complete «An I chart takes …». */
  readonly takes: string
  readonly statistics: readonly Statistic[]
  readonly ruleSets: readonly RuleSet[]
}

const { Count, Rate, Percentage, Mean, Score, Percentile } = Statistic
const { Anhoej2014, Perla2011, NhsrPlotTheDots022, MakingDataCount202311, WesternElectric, Nelson } = RuleSet

const figures = [Count, Rate, Percentage, Mean, Score, Percentile]
const anyFigures = 'figures of any kind'
const events = 'a RATE: events in the numerator, exposure in the denominator'
const parts = 'a PERCENTAGE: a part in the numerator, the whole in the denominator'

/** Rules that count in standard deviations, for charts whose limits lie the same way on both sides. */
const zones = [Anhoej2014, WesternElectric, Nelson]

/**
 * The one table of what fits what. Runs about the centre line can be counted on every chart but that of moving
 * ranges, whose neighbours share a value: it is read by its limits alone. G charts are too skewed for zones.
 */
const fits: Readonly<Record<ChartType, Fit>> = {
  RUN: { called: 'A run chart', takes: anyFigures, statistics: figures, ruleSets: [Anhoej2014, Perla2011] },
  I: {
    called: 'An I chart',
    takes: anyFigures,
    statistics: figures,
    ruleSets: [NhsrPlotTheDots022, MakingDataCount202311, ...zones],
  },
  MR: { called: 'An MR chart', takes: anyFigures, statistics: figures, ruleSets: [] },
  C: { called: 'A C chart', takes: 'a COUNT of events', statistics: [Count], ruleSets: zones },
  U: { called: 'A U chart', takes: events, statistics: [Rate], ruleSets: zones },
  P: { called: 'A P chart', takes: parts, statistics: [Percentage], ruleSets: zones },
  U_PRIME: { called: 'A U′ chart', takes: events, statistics: [Rate], ruleSets: zones },
  P_PRIME: { called: 'A P′ chart', takes: parts, statistics: [Percentage], ruleSets: zones },
  G: {
    called: 'A G chart',
    takes: 'a COUNT of cases between events',
    statistics: [Count],
    ruleSets: [Anhoej2014],
  },
  T: {
    called: 'A T chart',
    takes: 'the time between events, as a COUNT or a MEAN',
    statistics: [Count, Mean],
    ruleSets: zones,
  },
  I_PRIME: {
    called: 'An I′ chart',
    takes: 'figures with a denominator or a sample size',
    statistics: [Rate, Percentage, Mean, Score],
    ruleSets: zones,
  },
}

/** The chart types that are made for a statistic, the simplest first. */
export const chartTypesFor = (statistic: Statistic): readonly ChartType[] =>
  Object.values(ChartType).filter((type) => fits[type].statistics.includes(statistic))

/** The rule sets by which a chart of a type can be read; none for moving ranges. */
export const ruleSetsFor = (chartType: ChartType): readonly RuleSet[] => fits[chartType].ruleSets

/** Refuses a chart type that is not made for what the metric measures. */
export const refuseChartType = (chartType: ChartType, statistic: Statistic): Refusals => {
  const { called, takes, statistics } = fits[chartType]
  if (statistics.includes(statistic)) return []
  const message = `${called} takes ${takes}; the values of this metric are a ${statistic}: choose ${chartTypesFor(statistic).join(', ')}`
  return refuse(ChartRefusal.ChartTypeUnfit, message, 'chartType').refusals
}

const refuseRunsTable = (ruleSet: RuleSet | undefined, runsTable: RunsTable | undefined): Refusals => {
  if (runsTable === undefined || ruleSet === RuleSet.Perla2011) return []
  const message = `Only ${RuleSet.Perla2011} counts runs by a table; leave it out`
  return refuse(ChartRefusal.RunsTableNotExpected, message, 'runsTable').refusals
}

/** Refuses a rule set that cannot read charts of the type, and none where there is one that can. */
export const refuseRuleSet = (
  chartType: ChartType,
  {
    ruleSet,
    runsTable,
  }: { readonly ruleSet?: RuleSet | undefined; readonly runsTable?: RunsTable | undefined },
): Refusals => {
  const { called, ruleSets } = fits[chartType]
  const choice = `choose ${ruleSets.join(', ')}`
  const refuseTable = refuseRunsTable(ruleSet, runsTable)
  if (ruleSet === undefined) {
    if (ruleSets.length === 0) return refuseTable
    const message = `Say by which rules the chart is read: ${choice}`
    return [...refuse(ChartRefusal.RuleSetMissing, message, 'ruleSet').refusals, ...refuseTable]
  }
  if (ruleSets.includes(ruleSet)) return refuseTable
  const message =
    ruleSets.length === 0
      ? `${called} is read by its limits alone; leave the rule set out`
      : `${called} cannot be read by ${ruleSet}; ${choice}`
  return [...refuse(ChartRefusal.RuleSetUnfit, message, 'ruleSet').refusals, ...refuseTable]
}
