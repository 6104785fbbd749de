import 'reflect-metadata'

import type { GraphQLSchema } from 'graphql'
import { buildSchema } from 'type-graphql'

import { chartResolvers } from './chart/resolvers.js'
import { compareResolvers } from './compare/resolvers.js'
import { localityResolvers } from './locality/resolvers.js'
import { metricResolvers } from './metric/resolvers.js'
import { scorecardResolvers } from './scorecard/resolvers.js'
import { seriesChartResolvers } from './series-chart/resolvers.js'
import { seriesResolvers } from './series/resolvers.js'
import { projectResolvers } from './project/resolvers.js'
import { cycleResolvers } from './cycle/resolvers.js'
import { milestoneResolvers } from './milestone/resolvers.js'
import { historyResolvers } from './history/resolvers.js'
import { quarantineResolvers } from './quarantine/resolvers.js'
import { systemResolvers } from './system/resolvers.js'
import { projectionResolvers } from './projections/resolvers.js'
import { NodeQueries } from './relay/node-queries.js'

/** The whole API. Built once at start. */
export const buildApiSchema = (): Promise<GraphQLSchema> =>
  buildSchema({
    resolvers: [
      NodeQueries,
      ...chartResolvers,
      ...compareResolvers,
      ...scorecardResolvers,
      ...localityResolvers,
      ...metricResolvers,
      ...seriesResolvers,
      ...seriesChartResolvers,
      ...projectResolvers,
      ...cycleResolvers,
      ...milestoneResolvers,
      ...historyResolvers,
      ...systemResolvers,
      ...quarantineResolvers,
      ...projectionResolvers,
    ],
    // Only what the API reaches; Node's implementations come with it.
    orphanedTypes: [],
    // Values are checked by the command schemas, which name field and remedy.
    validate: false,
  })
