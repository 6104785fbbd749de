import { CompareQuery } from './compare-query.js'
import { LocalityComparisonFields } from './comparison.js'
import { RollUpPointFields, RollUpQuery } from './roll-up.js'

export const compareResolvers = [
  CompareQuery,
  LocalityComparisonFields,
  RollUpQuery,
  RollUpPointFields,
] as const
