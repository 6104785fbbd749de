/** Where a PDSA cycle stands. */
export const CycleStatus = {
  /** Plan: written down, not begun. */
  Planned: 'PLANNED',
  /** Do: the test is running. */
  Started: 'STARTED',
  /** Study: results were compared with the predictions. */
  Studied: 'STUDIED',
  /** Act: decided what to do with the change. */
  Decided: 'DECIDED',
  Cancelled: 'CANCELLED',
} as const
export type CycleStatus = (typeof CycleStatus)[keyof typeof CycleStatus]

/** What a team does with a change after testing it. */
export const CycleDecision = { Adopt: 'ADOPT', Adapt: 'ADAPT', Abandon: 'ABANDON' } as const
export type CycleDecision = (typeof CycleDecision)[keyof typeof CycleDecision]

/** How a prediction compares with what was seen. */
export const PredictionOutcome = {
  Met: 'MET',
  PartlyMet: 'PARTLY_MET',
  NotMet: 'NOT_MET',
  Unknown: 'UNKNOWN',
} as const
export type PredictionOutcome = (typeof PredictionOutcome)[keyof typeof PredictionOutcome]

export const ObservationKind = {
  Observation: 'OBSERVATION',
  /** Something that the plan did not foresee. */
  Unexpected: 'UNEXPECTED',
  Problem: 'PROBLEM',
} as const
export type ObservationKind = (typeof ObservationKind)[keyof typeof ObservationKind]
