import { accept, type Decision, refuse } from '../../eventsourcing/decider.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import { projectClosed, projectNotFound } from './charter-project.js'
import type { CloseProject, ReopenProject } from './commands.js'
import type { ProjectEvent } from './events.js'
import type { ProjectState } from './project.js'
import { ProjectRefusal } from './refusals.js'

/** Ends a project with a summary. Cycles that run may still be studied and decided. `today` is an ISO date. */
export const closeProject =
  (command: CloseProject, { today }: { readonly today: string }) =>
  (state: ProjectState): Decision<ProjectEvent, ProjectRefusal> => {
    if (state.status === 'unchartered') return projectNotFound()
    const data = without(command, 'expectedRevision')
    if (state.status === 'closed') {
      if (sameContent(state.closing, data)) return accept()
      return projectClosed('To close it on another day or with another summary, reopen it first')
    }
    if (command.closedOn > today) {
      return refuse(
        ProjectRefusal.DateInFuture,
        `Close the project on ${today} or an earlier day`,
        'closedOn',
      )
    }
    if (command.closedOn < state.charter.startOn) {
      return refuse(
        ProjectRefusal.ClosedBeforeStart,
        `The project starts on ${state.charter.startOn}; close it on that day or later, or revise the charter`,
        'closedOn',
      )
    }
    return accept({ type: 'ProjectClosed', data })
  }

/** Takes up a closed project again. Saying so twice, for the same reason, records nothing. */
export const reopenProject =
  (command: ReopenProject) =>
  (state: ProjectState): Decision<ProjectEvent, ProjectRefusal> => {
    if (state.status === 'unchartered') return projectNotFound()
    const data = without(command, 'expectedRevision')
    if (state.status === 'closed') return accept({ type: 'ProjectReopened', data })
    if (sameContent(state.reopening, data)) return accept()
    return refuse(
      ProjectRefusal.ProjectNotClosed,
      'The project is open already; only a closed one can be reopened',
      'projectId',
    )
  }
