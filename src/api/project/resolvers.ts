import { ProjectFields, RampFields } from './project-fields.js'
import { ProjectQueries } from './project-queries.js'

export const projectResolvers = [ProjectFields, RampFields, ProjectQueries] as const
