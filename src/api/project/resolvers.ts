import { AddRampMutation } from './add-ramp.js'
import { CharterProjectMutation } from './charter-project.js'
import { CloseProjectMutation } from './close-project.js'
import { ProjectFields, RampFields } from './project-fields.js'
import { ProjectQueries } from './project-queries.js'
import { ReopenProjectMutation } from './reopen-project.js'
import { ReviseProjectCharterMutation } from './revise-project-charter.js'

export const projectResolvers = [
  ProjectFields,
  RampFields,
  ProjectQueries,
  CharterProjectMutation,
  ReviseProjectCharterMutation,
  AddRampMutation,
  CloseProjectMutation,
  ReopenProjectMutation,
] as const
