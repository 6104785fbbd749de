import { MilestoneFields } from './milestone-fields.js'
import { MilestoneQueries } from './milestone-queries.js'
import { PlanMilestoneMutation } from './plan-milestone.js'
import { ReforecastMilestoneMutation } from './reforecast-milestone.js'

export const milestoneResolvers = [
  MilestoneFields,
  MilestoneQueries,
  PlanMilestoneMutation,
  ReforecastMilestoneMutation,
] as const
