import type { ChartType } from './chart-type.js'

/** One period as the rules see it. */
export type TestedPoint = Readonly<{
  /** null: missing or excluded. It neither breaks nor extends what the rules look for. */
  value: number | null
  centreLine: number | null
  /** The limits as drawn; null where the chart has none. */
  upperLimit: number | null
  lowerLimit: number | null
}>

/** One phase of a series, prepared for testing. Rules see one phase at a time, so that no signal spans two. */
export type TestedPhase = Readonly<{
  /** Its place among the phases of the series, from 0. */
  phase: number
  /** Index, in the series, of its first point. */
  from: number
  points: readonly TestedPoint[]
  /**
   * The line so many standard deviations above (negative: below) the centre line at a point, by its place in
   * `points`; null where the chart has none.
   */
  line: (place: number, sigmas: number) => number | null
}>

/** What a rule set lets its user choose; what it does not know it ignores. Stored with the chart. */
export type RuleSetOptions = Readonly<{
  /** `perla-2011`: the table as printed, or the exact distribution. Absent: as printed. */
  runsTable?: 'printed' | 'exact'
  /** `mdc-2023-11`: points in a row that make a shift or a trend. Absent: 7. */
  pointsInARow?: 6 | 7
}>

/** A sign of non-random variation: which rule saw it, where, and against what limit. */
export type RuleSignal = Readonly<{
  /** Rule set and rule, such as `perla-2011/shift`. */
  rule: `${string}/${string}`
  /** A few words for people. */
  name: string
  /** The phase in which it was found. */
  phase: number
  /** The side of the centre line, or the way of a trend; null where the rule has no direction. */
  direction: 'above' | 'below' | 'increasing' | 'decreasing' | null
  /** The stretch that the rule looked at: indices, in the series, of its first and its last point. */
  window: Readonly<{ from: number; to: number }>
  /** The points of the window that make the signal, as indices in the series, ascending. */
  points: readonly number[]
  /** What was counted: points, runs, crossings. */
  observed: number
  /** What `observed` was compared with. */
  limit: number
  /** The value of the line beyond (or within) which the points lie, at the last of them; null: no line is used. */
  line: number | null
  /** One plain-English sentence. */
  explanation: string
}>

export type Rule = Readonly<{
  /** Rule set and rule, as signals name it. */
  id: `${string}/${string}`
  name: string
  /** One plain-English sentence: when it signals. */
  definition: string
}>

/**
 * A named set of rules, fixed for ever under its id: charts are stored with it, and must read the same in ten years.
 * Another threshold or another way with ties is another rule set. They are listed in `rule-sets.ts`.
 */
export type RuleSet = Readonly<{
  /** Such as `perla-2011`: what is stored with a chart. */
  id: string
  name: string
  version: string
  /** Where it was published. */
  source: string
  chartTypes: readonly ChartType[]
  /** Useful observations under which its verdict is on trial. */
  fewestPoints: number
  rules: readonly Rule[]
  /** All signals of a phase, in the order of the rules and then of the points; a point may belong to several. */
  signals: (phase: TestedPhase, options: RuleSetOptions) => readonly RuleSignal[]
}>
