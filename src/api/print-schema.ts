import { lexicographicSortSchema, printSchema } from 'graphql'

import { buildApiSchema } from './schema.js'

/** The SDL as `schema/schema.graphql` keeps it: sorted, so that a diff shows what changed and nothing else. */
export const printApiSchema = async (): Promise<string> =>
  `${printSchema(lexicographicSortSchema(await buildApiSchema()))}\n`
