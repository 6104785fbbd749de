import { accept, type Decision, refuse } from '../../eventsourcing/decider.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import { projectClosed, projectNotFound } from './charter-project.js'
import type { AddRamp } from './commands.js'
import type { ProjectEvent } from './events.js'
import type { ProjectState } from './project.js'
import { ProjectRefusal } from './refusals.js'

/** Adds a row of cycles for one change idea. A repeat of the same ramp records nothing. */
export const addRamp =
  (command: AddRamp) =>
  (state: ProjectState): Decision<ProjectEvent, ProjectRefusal> => {
    if (state.status === 'unchartered') return projectNotFound()
    const data = without(command)
    const known = state.ramps.get(command.rampId)
    if (known !== undefined && sameContent(known, data)) return accept()
    if (known !== undefined) {
      return refuse(
        ProjectRefusal.RampIdTaken,
        'The project has a ramp with this id and it says something else; use a new id for another ramp',
        'rampId',
      )
    }
    if (state.status === 'closed') return projectClosed('Reopen the project before adding a ramp')
    return accept({ type: 'RampAdded', data })
  }
