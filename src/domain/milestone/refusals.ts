/** Why a command on a milestone is refused. Part of the API contract; never changes meaning. */
export const MilestoneRefusal = {
  LocalityNotFound: 'LOCALITY_NOT_FOUND',
  /** It is due on or after the day on which its locality ceased to exist. */
  LocalityClosed: 'LOCALITY_CLOSED',
  ProjectNotFound: 'PROJECT_NOT_FOUND',
  ProjectClosed: 'PROJECT_CLOSED',
  /** The project belongs to another locality than the milestone. */
  ProjectOfAnotherLocality: 'PROJECT_OF_ANOTHER_LOCALITY',
  MilestoneNotFound: 'MILESTONE_NOT_FOUND',
  /** The id belongs to another milestone. */
  MilestoneIdTaken: 'MILESTONE_ID_TAKEN',
  MilestoneAlreadyStarted: 'MILESTONE_ALREADY_STARTED',
  /** It was achieved, missed or cancelled, and must be reopened first. */
  MilestoneEnded: 'MILESTONE_ENDED',
  MilestoneNotEnded: 'MILESTONE_NOT_ENDED',
  DateInFuture: 'DATE_IN_FUTURE',
  /** Dated before work on it started. */
  DateBeforeStart: 'DATE_BEFORE_START',
  /** Stated as missed before the day on which it is expected. */
  MissedBeforeExpected: 'MISSED_BEFORE_EXPECTED',
  /** Reopened on a day before it ended. */
  ReopenedBeforeEnd: 'REOPENED_BEFORE_END',
  /** The new forecast lies before the day of the reopening. */
  ForecastBeforeReopening: 'FORECAST_BEFORE_REOPENING',
} as const
export type MilestoneRefusal = (typeof MilestoneRefusal)[keyof typeof MilestoneRefusal]
