import type { Assurance } from './assurance.js'
import type { ChartType } from './chart-type.js'
import type { PhaseStart } from './run-chart.js'
import type { RuleSetOptions, RuleSignal } from './rule-set.js'
import type { RuleSetId } from './rule-sets.js'
import type { Side } from './side.js'
import type { ImprovementDirection, Variation } from './variation.js'

/** One period of a series. */
export type SeriesPoint = Readonly<{
  /** As recorded: numerator / denominator × multiplier, or the value itself; null: missing. */
  value: number | null
  numerator: number | null
  denominator: number | null
  /** Ghosted: drawn, but left out of every calculation. */
  excluded: boolean
}>

export type ChartOptions = Readonly<{
  chartType: ChartType
  ruleSet: RuleSetId
  ruleSetOptions?: RuleSetOptions
  /** In order, the first from 0; each with a centre line of its own, and its own frozen baseline where it has one. */
  phases: readonly PhaseStart[]
  better: ImprovementDirection
  /** What the latest phase is held against; null: nothing. */
  target: number | null
  /** By what numerator over denominator is multiplied. */
  multiplier: number
}>

/** A point as it is drawn, and what the rules say of it. Everything is in the unit of the values. */
export type AnalysedChartPoint = Readonly<{
  value: number | null
  excluded: boolean
  phase: number
  centreLine: number | null
  upperLimit: number | null
  lowerLimit: number | null
  /** Seen from the centre line; null: missing or ghosted. */
  side: Side | null
  /** All signals that the point belongs to, as indices into `signals`. */
  signals: readonly number[]
  /** What the point says of the process; null: missing or ghosted. */
  variation: Variation | null
}>

export type AnalysedPhase = Readonly<{
  /** Index of its first and of its last point. */
  from: number
  to: number
  /** The first so many points alone set its lines; null: all of them. */
  baseline: number | null
  /** Of its last point. */
  centreLine: number | null
  upperLimit: number | null
  lowerLimit: number | null
  /** Points with a value that are not ghosted. */
  values: number
  usefulObservations: number
  longestRun: number | null
  longestRunLimit: number | null
  crossings: number | null
  crossingsLimit: number | null
}>

/** A chart read by a rule set: all that a picture or a table of it shows. */
export type AnalysedChart = Readonly<{
  chartType: ChartType
  ruleSet: RuleSetId
  points: readonly AnalysedChartPoint[]
  phases: readonly AnalysedPhase[]
  signals: readonly RuleSignal[]
  /** What the latest known point says; null while there are too few points for an icon. */
  variation: Variation | null
  /** Whether the target will be met as things are; null without limits or target, or with too few points. */
  assurance: Assurance | null
  /** The latest phase has fewer useful points than the rule set needs to be relied on. */
  trial: boolean
}>
