import { accept, type Decision, refuse, type Refusal, refuseAll } from '../../eventsourcing/decider.js'
import type { MetricId } from '../ids.js'
import type { Life } from '../locality/locality.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import type { CharterProject, ReviseProjectCharter } from './commands.js'
import type { ProjectEvent } from './events.js'
import type { ProjectState } from './project.js'
import { ProjectRefusal } from './refusals.js'

/** What a charter needs to know of other aggregates. */
export interface CharterFacts {
  /** null: there is no such locality. `closedOn`: the first day on which it exists no longer. */
  readonly locality: Pick<Life, 'closedOn'> | null
  /** Those of the charter's metrics that do not exist. */
  readonly unknownMetricIds: ReadonlySet<MetricId>
}

/** Begins a project in a locality. A repeat with the same charter records nothing. */
export const charterProject =
  (command: CharterProject, facts: CharterFacts) =>
  (state: ProjectState): Decision<ProjectEvent, ProjectRefusal> => {
    const data = { ...without(command), metricIds: [...new Set(command.metricIds)] }
    if (state.status !== 'unchartered') {
      if (sameContent(state.chartered, data)) return accept()
      return refuse(
        ProjectRefusal.ProjectIdTaken,
        'A project with this id exists already and its charter is another; use a new id, or revise that charter',
        'projectId',
      )
    }
    const refusals = [...localityRefusals(command, facts), ...charterRefusals(command, facts)]
    return refusals.length > 0 ? refuseAll(refusals) : accept({ type: 'ProjectChartered', data })
  }

/** Rewrites the charter of an open project, and says why. A charter that says the same records nothing. */
export const reviseProjectCharter =
  (command: ReviseProjectCharter, facts: Pick<CharterFacts, 'unknownMetricIds'>) =>
  (state: ProjectState): Decision<ProjectEvent, ProjectRefusal> => {
    if (state.status === 'unchartered') return projectNotFound()
    const charter = {
      ...without(command, 'projectId', 'reason', 'expectedRevision'),
      metricIds: [...new Set(command.metricIds)],
    }
    if (sameContent(state.charter, charter)) return accept()
    if (state.status === 'closed') return projectClosed('Reopen the project before revising its charter')
    const refusals = charterRefusals(command, facts)
    if (refusals.length > 0) return refuseAll(refusals)
    const { projectId, reason } = command
    return accept({ type: 'ProjectCharterRevised', data: { projectId, ...charter, reason } })
  }

export const projectNotFound = () =>
  refuse(
    ProjectRefusal.ProjectNotFound,
    'There is no project with this id; check it, or charter it first',
    'projectId',
  )

export const projectClosed = (remedy: string) =>
  refuse(ProjectRefusal.ProjectClosed, `The project is closed. ${remedy}`, 'projectId')

const localityRefusals = (
  command: CharterProject,
  { locality }: CharterFacts,
): readonly Refusal<ProjectRefusal>[] => {
  if (locality === null) {
    return [
      {
        code: ProjectRefusal.LocalityNotFound,
        message: 'There is no locality with this id; check it, or register the locality first',
        field: ['localityId'],
      },
    ]
  }
  if (locality.closedOn === null || command.startOn < locality.closedOn) return []
  return [
    {
      code: ProjectRefusal.LocalityClosed,
      message: `The locality ceased to exist on ${locality.closedOn}; choose its successor, or a start before that day`,
      field: ['localityId'],
    },
  ]
}

const charterRefusals = (
  command: Pick<CharterProject, 'startOn' | 'endOn' | 'metricIds'>,
  facts: Pick<CharterFacts, 'unknownMetricIds'>,
): readonly Refusal<ProjectRefusal>[] => {
  const refusals: Refusal<ProjectRefusal>[] = []
  if (command.endOn !== undefined && command.endOn <= command.startOn) {
    refusals.push({
      code: ProjectRefusal.ProjectEndsBeforeStart,
      message: `Give an end after the start on ${command.startOn}, or leave the end open`,
      field: ['endOn'],
    })
  }
  command.metricIds.forEach((metricId, index) => {
    if (!facts.unknownMetricIds.has(metricId)) return
    refusals.push({
      code: ProjectRefusal.MetricNotFound,
      message: `There is no metric with the id ${metricId}; check it, or define the metric first`,
      field: ['metricIds', String(index)],
    })
  })
  return refusals
}
