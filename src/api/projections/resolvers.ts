import { ProjectionsQuery } from './projections-query.js'
import { RebuildReadSideMutation } from './rebuild-read-side.js'

export const projectionResolvers = [ProjectionsQuery, RebuildReadSideMutation] as const
