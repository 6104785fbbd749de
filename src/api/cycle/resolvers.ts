import { CycleFields, PredictionFields } from './cycle-fields.js'
import { CycleQueries } from './cycle-queries.js'

export const cycleResolvers = [CycleFields, PredictionFields, CycleQueries] as const
