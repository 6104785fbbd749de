/** Why a command on a PDSA cycle is refused. Part of the API contract; never changes meaning. */
export const CycleRefusal = {
  ProjectNotFound: 'PROJECT_NOT_FOUND',
  ProjectClosed: 'PROJECT_CLOSED',
  RampNotFound: 'RAMP_NOT_FOUND',
  MetricNotFound: 'METRIC_NOT_FOUND',
  /** The cycle named in `informedByCycleId` does not exist. */
  PredecessorNotFound: 'PREDECESSOR_NOT_FOUND',
  CycleInformedByItself: 'CYCLE_INFORMED_BY_ITSELF',
  CycleNotFound: 'CYCLE_NOT_FOUND',
  /** The id belongs to a cycle with another plan. */
  CycleIdTaken: 'CYCLE_ID_TAKEN',
  CycleEndsBeforeStart: 'CYCLE_ENDS_BEFORE_START',
  DuplicatePrediction: 'DUPLICATE_PREDICTION',
  /** The plan, its predictions above all, stays as it was written before the test. */
  PlanFixedOnceStarted: 'PLAN_FIXED_ONCE_STARTED',
  CycleAlreadyStarted: 'CYCLE_ALREADY_STARTED',
  CycleNotStarted: 'CYCLE_NOT_STARTED',
  CycleAlreadyStudied: 'CYCLE_ALREADY_STUDIED',
  CycleNotStudied: 'CYCLE_NOT_STUDIED',
  CycleAlreadyDecided: 'CYCLE_ALREADY_DECIDED',
  CycleCancelled: 'CYCLE_CANCELLED',
  /** The id belongs to an observation that says something else. */
  ObservationIdTaken: 'OBSERVATION_ID_TAKEN',
  DateInFuture: 'DATE_IN_FUTURE',
  /** Dated before the cycle started. */
  DateBeforeStart: 'DATE_BEFORE_START',
  /** Dated before the cycle was studied. */
  DateBeforeStudy: 'DATE_BEFORE_STUDY',
  PredictionNotFound: 'PREDICTION_NOT_FOUND',
  PredictionComparedTwice: 'PREDICTION_COMPARED_TWICE',
  PredictionNotCompared: 'PREDICTION_NOT_COMPARED',
  DeviationMissing: 'DEVIATION_MISSING',
} as const
export type CycleRefusal = (typeof CycleRefusal)[keyof typeof CycleRefusal]
