import { AchieveMilestoneMutation } from './achieve-milestone.js'
import { CancelMilestoneMutation } from './cancel-milestone.js'
import { MilestoneFields } from './milestone-fields.js'
import { MilestoneQueries } from './milestone-queries.js'
import { MissMilestoneMutation } from './miss-milestone.js'
import { PlanMilestoneMutation } from './plan-milestone.js'
import { ReforecastMilestoneMutation } from './reforecast-milestone.js'
import { ReopenMilestoneMutation } from './reopen-milestone.js'
import { StartMilestoneMutation } from './start-milestone.js'

export const milestoneResolvers = [
  MilestoneFields,
  MilestoneQueries,
  PlanMilestoneMutation,
  ReforecastMilestoneMutation,
  StartMilestoneMutation,
  AchieveMilestoneMutation,
  MissMilestoneMutation,
  ReopenMilestoneMutation,
  CancelMilestoneMutation,
] as const
