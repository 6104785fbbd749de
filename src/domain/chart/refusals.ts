/** Why a change of a chart is refused. Part of the API contract; never changes meaning. */
export const ChartRefusal = {
  /** Nothing was ever recorded in the series. */
  SeriesNotFound: 'SERIES_NOT_FOUND',
  /** The metric takes words, which no chart can show. */
  ChartNotExpected: 'CHART_NOT_EXPECTED',
  /** The chart type is not made for the metric's statistic. */
  ChartTypeUnfit: 'CHART_TYPE_UNFIT',
  /** The rule set is not made for the chart type. */
  RuleSetUnfit: 'RULE_SET_UNFIT',
  RuleSetMissing: 'RULE_SET_MISSING',
  /** The rule set counts runs by no table. */
  RunsTableNotExpected: 'RUNS_TABLE_NOT_EXPECTED',
  BaselineTooShort: 'BASELINE_TOO_SHORT',
  BaselineEndsBeforeStart: 'BASELINE_ENDS_BEFORE_START',
  /** Defaults that others rely on change only with a reason. */
  ReasonMissing: 'REASON_MISSING',
  PeriodNotOnBoundary: 'PERIOD_NOT_ON_BOUNDARY',
  PeriodInFuture: 'PERIOD_IN_FUTURE',
  /** A phase cannot begin with the first reading or before it: there would be nothing to compare it with. */
  PhaseTooEarly: 'PHASE_TOO_EARLY',
  /** The id belongs to another phase or proposal. */
  PhaseIdTaken: 'PHASE_ID_TAKEN',
  /** A proposal with the same start waits for a decision. */
  PhaseAlreadyProposed: 'PHASE_ALREADY_PROPOSED',
  /** A phase begins with the same period. */
  PhaseStartTaken: 'PHASE_START_TAKEN',
  /** What a method found needs what it saw. */
  PhaseEvidenceMissing: 'PHASE_EVIDENCE_MISSING',
  PhaseProposalNotFound: 'PHASE_PROPOSAL_NOT_FOUND',
  /** The proposal was accepted or declined before. */
  PhaseProposalDecided: 'PHASE_PROPOSAL_DECIDED',
  PhaseNotFound: 'PHASE_NOT_FOUND',
  /** It is proposed or was declined, and so never changed the chart. */
  PhaseNotAccepted: 'PHASE_NOT_ACCEPTED',
  PhaseAlreadyWithdrawn: 'PHASE_ALREADY_WITHDRAWN',
  /** The period has no reading that could be left out. */
  ReadingNotFound: 'READING_NOT_FOUND',
  PointAlreadyExcluded: 'POINT_ALREADY_EXCLUDED',
  PointNotExcluded: 'POINT_NOT_EXCLUDED',
} as const
export type ChartRefusal = (typeof ChartRefusal)[keyof typeof ChartRefusal]
