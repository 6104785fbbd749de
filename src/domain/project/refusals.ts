/** Why a command on a project is refused. Part of the API contract; never changes meaning. */
export const ProjectRefusal = {
  LocalityNotFound: 'LOCALITY_NOT_FOUND',
  /** It starts on or after the day on which its locality ceased to exist. */
  LocalityClosed: 'LOCALITY_CLOSED',
  MetricNotFound: 'METRIC_NOT_FOUND',
  ProjectNotFound: 'PROJECT_NOT_FOUND',
  /** The id belongs to a project with another charter. */
  ProjectIdTaken: 'PROJECT_ID_TAKEN',
  ProjectEndsBeforeStart: 'PROJECT_ENDS_BEFORE_START',
  ProjectClosed: 'PROJECT_CLOSED',
  ProjectNotClosed: 'PROJECT_NOT_CLOSED',
  ClosedBeforeStart: 'CLOSED_BEFORE_START',
  RampIdTaken: 'RAMP_ID_TAKEN',
  DateInFuture: 'DATE_IN_FUTURE',
} as const
export type ProjectRefusal = (typeof ProjectRefusal)[keyof typeof ProjectRefusal]
