import { LocalityFields } from './locality-fields.js'
import { SuccessionFields } from './succession-fields.js'
import { LocalityQueries } from './locality-queries.js'
import { LocalityTreeQuery } from './locality-tree-query.js'

export const localityResolvers = [
  LocalityFields,
  SuccessionFields,
  LocalityQueries,
  LocalityTreeQuery,
] as const
