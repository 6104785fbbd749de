/** How the values of a series are charted. */
export const ChartType = {
  /** Values around their median, without limits. */
  Run: 'RUN',
  /** Individual values around their mean; with its moving ranges also called XmR. */
  I: 'I',
  /** Steps between neighbouring values. */
  MovingRange: 'MR',
  /** Counts over equal areas of opportunity. */
  C: 'C',
  /** Events for each unit of exposure. */
  U: 'U',
  /** Parts of a whole. */
  P: 'P',
  /** As U and P, with limits widened where values vary more than chance alone (Laney). */
  UPrime: 'U_PRIME',
  PPrime: 'P_PRIME',
  /** Cases between rare events. */
  G: 'G',
  /** Time between rare events. */
  T: 'T',
  /** As I, with limits that follow the denominators. */
  IPrime: 'I_PRIME',
} as const
export type ChartType = (typeof ChartType)[keyof typeof ChartType]

/** Rules by which a chart is read, by name and version: packages disagree, so the chart says which it means. */
export const RuleSet = {
  Anhoej2014: 'anhoej-2014',
  Perla2011: 'perla-2011',
  NhsrPlotTheDots022: 'nhsr-plot-the-dots-0.2.2',
  MakingDataCount202311: 'mdc-2023-11',
  WesternElectric: 'western-electric',
  Nelson: 'nelson',
} as const
export type RuleSet = (typeof RuleSet)[keyof typeof RuleSet]

/** By which table `perla-2011` counts runs. */
export const RunsTable = {
  /** As it was printed. */
  Printed: 'PRINTED',
  /** From the exact distribution, which differs from the printed table in some odd rows. */
  Exact: 'EXACT',
} as const
export type RunsTable = (typeof RunsTable)[keyof typeof RunsTable]

/** Who or what found that a phase may begin. */
export const PhaseMethod = {
  /** A run of a given length on one side of the median. */
  SustainedRun: 'SUSTAINED_RUN',
  /** The Stable Shift Algorithm: a run that the following values bear out. */
  StableShift: 'STABLE_SHIFT',
  Person: 'PERSON',
} as const
export type PhaseMethod = (typeof PhaseMethod)[keyof typeof PhaseMethod]

/** How a phase stands. Only an accepted one changes the chart. */
export const PhaseStatus = {
  Proposed: 'PROPOSED',
  Accepted: 'ACCEPTED',
  Declined: 'DECLINED',
  /** Accepted once, and taken back: the chart is as if it had never been. */
  Withdrawn: 'WITHDRAWN',
} as const
export type PhaseStatus = (typeof PhaseStatus)[keyof typeof PhaseStatus]
