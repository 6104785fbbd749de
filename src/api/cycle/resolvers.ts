import { CancelCycleMutation } from './cancel-cycle.js'
import { CycleFields, PredictionFields } from './cycle-fields.js'
import { CycleQueries } from './cycle-queries.js'
import { DecideCycleMutation } from './decide-cycle.js'
import { PlanCycleMutation } from './plan-cycle.js'
import { RecordObservationMutation } from './record-observation.js'
import { ReviseCyclePlanMutation } from './revise-cycle-plan.js'
import { StartCycleMutation } from './start-cycle.js'
import { StudyCycleMutation } from './study-cycle.js'

export const cycleResolvers = [
  CycleFields,
  PredictionFields,
  CycleQueries,
  PlanCycleMutation,
  ReviseCyclePlanMutation,
  StartCycleMutation,
  RecordObservationMutation,
  StudyCycleMutation,
  DecideCycleMutation,
  CancelCycleMutation,
] as const
