import { chartExampleQueries } from './chart-example-queries.js'
import type { ExampleQuery } from './example-query.js'
import { localityExampleQueries } from './locality-example-queries.js'
import { mutationExampleQueries } from './mutation-example-queries.js'
import { recordExampleQueries } from './record-example-queries.js'

/** In the order in which the explorer offers them. */
export const exampleQueries: readonly ExampleQuery[] = [
  ...localityExampleQueries,
  ...chartExampleQueries,
  ...recordExampleQueries,
  ...mutationExampleQueries,
]
