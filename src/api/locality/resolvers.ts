import { LocalityFields } from './locality-fields.js'
import { LocalityLists } from './locality-lists.js'
import { SuccessionFields } from './succession-fields.js'
import { LocalityQueries } from './locality-queries.js'
import { LocalityTreeQuery } from './locality-tree-query.js'
import { RegisterLocalityMutation } from './register-locality.js'
import { RenameLocalityMutation } from './rename-locality.js'
import { MoveLocalityMutation } from './move-locality.js'
import { AssignLocalityCodeMutation } from './assign-locality-code.js'
import { EndLocalityCodeMutation } from './end-locality-code.js'
import { CloseLocalityMutation } from './close-locality.js'
import { MergeLocalitiesMutation } from './merge-localities.js'
import { SplitLocalityMutation } from './split-locality.js'
import { RecordPopulationMutation } from './record-population.js'
import { WithdrawPopulationMutation } from './withdraw-population.js'

export const localityResolvers = [
  LocalityFields,
  LocalityLists,
  SuccessionFields,
  LocalityQueries,
  LocalityTreeQuery,
  RegisterLocalityMutation,
  RenameLocalityMutation,
  MoveLocalityMutation,
  AssignLocalityCodeMutation,
  EndLocalityCodeMutation,
  CloseLocalityMutation,
  MergeLocalitiesMutation,
  SplitLocalityMutation,
  RecordPopulationMutation,
  WithdrawPopulationMutation,
] as const
