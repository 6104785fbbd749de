import { addRamp } from '../../src/application/project/add-ramp.js'
import { charterProject } from '../../src/application/project/charter-project.js'
import { closeProject } from '../../src/application/project/close-project.js'
import { reopenProject } from '../../src/application/project/reopen-project.js'
import { reviseProjectCharter } from '../../src/application/project/revise-project-charter.js'
import {
  AddRamp,
  CharterProject,
  CloseProject,
  ReopenProject,
  ReviseProjectCharter,
} from '../../src/domain/project/commands.js'
import type { MetricId } from '../../src/domain/ids.js'
import { streamOf } from '../../src/eventsourcing/stream-name.js'
import { CYCLES, cycleIdOf, cyclesInMonth } from './cycles.js'
import { milestoneIdOf, MILESTONES, milestonesInMonth } from './milestones.js'
import type { Project } from './project.js'
import { monthOf, type RegionPlace, type RegionPlan } from './region-plan.js'
import type { RegionStates } from './region-states.js'
import { type Said, saying, type Values } from './said.js'

const charter = saying('charterProject', CharterProject, charterProject)
const revise = saying('reviseProjectCharter', ReviseProjectCharter, reviseProjectCharter)
const ramp = saying('addRamp', AddRamp, addRamp)
const close = saying('closeProject', CloseProject, closeProject)
const reopen = saying('reopenProject', ReopenProject, reopenProject)

/** A place begins a project every three years. */
const EVERY = 36
const LASTS = 24

const charterOf = ({ region, metricId }: Project, month: number): Values => ({
  title: 'Home again, and staying there',
  aim: 'One in ten fewer people return to hospital within a month, by the end of the second year.',
  population: 'People aged 65 and over who leave hospital',
  metricIds: [metricId],
  team: [{ name: 'Care coordinator', role: 'lead' }, { name: 'District nurse' }],
  sponsor: 'Director of community services',
  startOn: monthOf(region, month),
  endOn: monthOf(region, month + LASTS),
})

function* projectInMonth(project: Project, month: number, since: number): Generator<Said> {
  const { actor, projectId, place, region, rampIds } = project
  const day = monthOf(region, month)
  if (since === 0) yield charter(actor, { projectId, localityId: place.id, ...charterOf(project, month) })
  if (since === 1) {
    for (const [index, rampId] of rampIds.entries()) {
      const changeIdea = index === 0 ? 'Call within two days' : 'A list of medicines to take home'
      yield ramp(actor, { projectId, rampId, title: changeIdea, changeIdea })
    }
  }
  if (since === 12) {
    const sponsor = 'Medical director'
    const reason = 'The sponsor has changed.'
    yield revise(actor, { projectId, ...charterOf(project, month - since), sponsor, reason })
  }
  yield* cyclesInMonth(project, month, since)
  yield* milestonesInMonth(project, month, since)
  const closed = { projectId, closedOn: day, summary: 'Fewer people return; the calls go on.' }
  if (since === LASTS) yield close(actor, closed)
  if (place.index % 4 !== 0) return
  if (since === LASTS + 1) yield reopen(actor, { projectId, reason: 'Another ward wants to join.' })
  if (since === LASTS + 2) yield close(actor, closed)
}

const projectOf = (region: RegionPlan, place: RegionPlace, number: number, metricId: MetricId): Project => ({
  region,
  place,
  number,
  actor: `team ${String(place.index)}`,
  projectId: region.idOf('project', place.index, number),
  rampIds: [0, 1].map((index) => region.idOf('ramp', place.index, number, index)),
  metricId,
})

const forget = (states: RegionStates, project: Project): void => {
  states.forget(streamOf('project', project.projectId))
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    states.forget(streamOf('cycle', cycleIdOf(project, cycle)))
  }
  for (let milestone = 0; milestone < MILESTONES; milestone += 1) {
    states.forget(streamOf('milestone', milestoneIdOf(project, milestone)))
  }
}

/** What happens to projects, their cycles and their milestones in a month. */
export function* projectsInMonth(region: RegionPlan, month: number, states: RegionStates): Generator<Said> {
  for (const place of region.measuring) {
    const begun = month - 3 - Math.floor(region.chance.at('project', place.index) * 9)
    if (begun < 0) continue
    const number = Math.floor(begun / EVERY)
    const metric = region.metrics[(place.index + number) % region.metrics.length]
    if (metric === undefined) continue
    const project = projectOf(region, place, number, metric.id)
    const since = begun % EVERY
    yield* projectInMonth(project, month, since)
    if (since === EVERY - 1) forget(states, project)
  }
}
