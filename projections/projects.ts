import type { ProjectEvent } from '../src/domain/project/events.js'
import type { Handlers, Projected, Projection, RowOperation } from '../src/eventsourcing/projection.js'
import { update, upsert } from './rows.js'

type On<Type extends ProjectEvent['type']> = Projected<Extract<ProjectEvent, { type: Type }>>

const touched = (event: Projected<ProjectEvent>): RowOperation =>
  update('Project', { id: event.data.projectId }, { revision: event.revision, updatedAt: event.recordedAt })

/** Every column of a charter: what a revision leaves out is gone. */
const charter = ({ data }: On<'ProjectChartered' | 'ProjectCharterRevised'>) => ({
  title: data.title,
  titleKey: data.title.toLowerCase(),
  aim: data.aim,
  population: data.population ?? null,
  metricIds: data.metricIds,
  team: data.team,
  sponsor: data.sponsor ?? null,
  startOn: data.startOn,
  endOn: data.endOn ?? null,
})

const on: Required<Handlers<ProjectEvent>> = {
  ProjectChartered: (event) => [
    upsert('Project', {
      ...charter(event),
      id: event.data.projectId,
      localityId: event.data.localityId,
      status: 'OPEN',
      revision: event.revision,
      createdAt: event.recordedAt,
      updatedAt: event.recordedAt,
    }),
  ],
  ProjectCharterRevised: (event) => [
    touched(event),
    update('Project', { id: event.data.projectId }, charter(event)),
  ],
  RampAdded: (event) => {
    const { rampId, ...ramp } = event.data
    return [touched(event), upsert('Ramp', { id: rampId, ...ramp, fromPosition: event.position })]
  },
  ProjectClosed: (event) => {
    const { projectId, closedOn, summary } = event.data
    return [touched(event), update('Project', { id: projectId }, { status: 'CLOSED', closedOn, summary })]
  },
  ProjectReopened: (event) => [
    touched(event),
    update('Project', { id: event.data.projectId }, { status: 'OPEN', closedOn: null, summary: null }),
  ],
}

/** Projects as their charters stand now, and their ramps. Earlier wordings are in the history. */
export const projects: Projection<ProjectEvent> = {
  name: 'projects',
  version: 1,
  tables: ['Project', 'Ramp'],
  on,
}
