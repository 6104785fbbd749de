import type { AnalysedChart, SeriesPoint } from '../analysed-chart.js'

export const CHART_WARNING_CODES = [
  'TOO_FEW_POINTS',
  'TRIAL_LIMITS',
  'MEDIAN_DEGENERATE',
  'OVERDISPERSED',
  'AUTOCORRELATED',
  'MANY_MISSING',
  'WEAK_DATA',
  'COMPARABILITY_BREAK',
  'DENOMINATOR_REVISED',
] as const
export type ChartWarningCode = (typeof CHART_WARNING_CODES)[number]

/** Why a chart should be read with care. It travels with the chart. */
export type ChartWarning = Readonly<{
  code: ChartWarningCode
  /** What was found and what to do about it, for people. */
  message: string
  /** The figures that it rests on, by name. */
  figures: Readonly<Record<string, number | string>>
}>

/** What is known of the data beside their values. All of it may be absent: then nothing is said. */
export type DataFacts = Readonly<{
  /** How far the figures can be relied on; A is best. */
  grade?: 'A' | 'B' | 'C' | 'D' | null
  /** Changes of the definition, within the range of the chart, after which values cannot be compared with before. */
  comparabilityBreaks?: readonly Readonly<{ on: string; reason: string }>[]
  /** Which vintage of the denominator each point rests on, in the order of the points; null: not known. */
  denominatorVintages?: readonly (string | null)[]
}>

/** A chart, the points from which it was computed, and what is known of them. */
export type WarnedChart = Readonly<{
  points: readonly SeriesPoint[]
  chart: Pick<AnalysedChart, 'chartType' | 'ruleSet' | 'points' | 'phases'>
  facts: DataFacts
}>

/** Looks at one thing; null: nothing to warn of. */
export type Warn = (warned: WarnedChart) => ChartWarning | null
