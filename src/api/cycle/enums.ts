import { enumOf } from '../enum-of.js'
import {
  CycleDecision,
  CycleStatus,
  ObservationKind,
  PredictionOutcome,
} from '../../domain/cycle/vocabulary.js'

export const CycleStatusEnum = enumOf(CycleStatus, 'CycleStatus', 'Where a PDSA cycle stands.', {
  PLANNED: 'Plan: written down, not begun.',
  STARTED: 'Do: the test is running.',
  STUDIED: 'Study: results were compared with the predictions.',
  DECIDED: 'Act: decided what to do with the change.',
  CANCELLED: 'Given up before a decision.',
})

export const CycleDecisionEnum = enumOf(
  CycleDecision,
  'CycleDecision',
  'What the team does with the change after testing it.',
  {
    ADOPT: 'Keep it.',
    ADAPT: 'Change it and test again.',
    ABANDON: 'Give it up.',
  },
)

export const PredictionOutcomeEnum = enumOf(
  PredictionOutcome,
  'PredictionOutcome',
  'How a prediction compares with what was seen.',
  {
    MET: 'It came as predicted.',
    PARTLY_MET: 'It came in part as predicted.',
    NOT_MET: 'It did not come as predicted.',
    UNKNOWN: 'It cannot be told.',
  },
)

export const ObservationKindEnum = enumOf(
  ObservationKind,
  'ObservationKind',
  'What kind of thing was seen.',
  {
    OBSERVATION: 'Something seen.',
    UNEXPECTED: 'Something that the plan did not foresee.',
    PROBLEM: 'Something that went wrong.',
  },
)
