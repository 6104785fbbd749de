import { LocalityId, MetricId, ProjectId, RampId } from '../../../src/domain/ids.js'
import { addRamp } from '../../../src/domain/project/add-ramp.js'
import { charterProject, reviseProjectCharter } from '../../../src/domain/project/charter-project.js'
import { closeProject, reopenProject } from '../../../src/domain/project/close-project.js'
import { CharterProject } from '../../../src/domain/project/commands.js'
import type { ProjectEvent } from '../../../src/domain/project/events.js'
import { project } from '../../../src/domain/project/project.js'
import { without } from '../../../src/domain/without.js'
import { given } from '../../support/given.js'

const projectId = ProjectId.parse('018f0000-0000-7000-8000-000000000001')
const localityId = LocalityId.parse('018f0000-0000-7000-8000-000000000002')
const metricId = MetricId.parse('018f0000-0000-7000-8000-000000000003')
const rampId = RampId.parse('018f0000-0000-7000-8000-000000000004')
const clock = { today: '2024-06-30' }

const charter = CharterProject.parse({
  projectId,
  localityId,
  title: 'Fewer falls at home',
  aim: 'Halve falls of people over 80 by March 2025',
  population: 'People over 80 who fell in the last year',
  metricIds: [metricId],
  team: [{ name: 'A. Nurse', role: 'Lead' }],
  startOn: '2024-01-08',
  endOn: '2025-03-31',
})
const facts = { locality: { closedOn: null }, unknownMetricIds: new Set<MetricId>() }

const chartered: ProjectEvent = { type: 'ProjectChartered', data: charter }
const wording = without(charter, 'localityId')
const revision = { ...wording, title: 'No falls at home', reason: 'The board asked for more' }
const revised: ProjectEvent = { type: 'ProjectCharterRevised', data: revision }
const ramp = { projectId, rampId, title: 'Medicines', changeIdea: 'Review medicines at the first visit' }
const rampAdded: ProjectEvent = { type: 'RampAdded', data: ramp }
const closing = { projectId, closedOn: '2024-05-31', summary: 'Falls halved, and the review is routine' }
const closed: ProjectEvent = { type: 'ProjectClosed', data: closing }
const reopening = { projectId, reason: 'Falls rose again' }
const reopened: ProjectEvent = { type: 'ProjectReopened', data: reopening }

describe('chartering a project', () => {
  test('writes the charter down', () => given(project).when(charterProject(charter, facts)).then(chartered))

  test('names each metric once', () =>
    given(project)
      .when(charterProject({ ...charter, metricIds: [metricId, metricId] }, facts))
      .then(chartered))

  test('said twice is nothing new', () =>
    given(project, chartered).when(charterProject(charter, facts)).thenNothingNew())

  test('said twice is nothing new after the charter was revised and the project closed', () =>
    given(project, chartered, revised, closed).when(charterProject(charter, facts)).thenNothingNew())

  test('another charter under the same id is refused', () =>
    given(project, chartered)
      .when(charterProject({ ...charter, title: 'Another' }, facts))
      .thenRefused('PROJECT_ID_TAKEN', 'projectId'))

  test('a locality that does not exist is refused', () =>
    given(project)
      .when(charterProject(charter, { ...facts, locality: null }))
      .thenRefused('LOCALITY_NOT_FOUND', 'localityId'))

  test('a locality that no longer exists when the project starts is refused', () =>
    given(project)
      .when(charterProject(charter, { ...facts, locality: { closedOn: '2024-01-08' } }))
      .thenRefused('LOCALITY_CLOSED', 'localityId'))

  test('a locality that closes later is welcome', () =>
    given(project)
      .when(charterProject(charter, { ...facts, locality: { closedOn: '2024-01-09' } }))
      .then(chartered))

  test('a metric that does not exist is refused', () =>
    given(project)
      .when(charterProject(charter, { ...facts, unknownMetricIds: new Set([metricId]) }))
      .thenRefused('METRIC_NOT_FOUND', 'metricIds.0'))

  test.each(['2024-01-07', '2024-01-08'])('an end on %s, not after the start, is refused', (endOn) =>
    given(project)
      .when(charterProject({ ...charter, endOn }, facts))
      .thenRefused('PROJECT_ENDS_BEFORE_START', 'endOn'),
  )

  test('all reasons are told at once', () => {
    const decision = charterProject(
      { ...charter, endOn: '2023-01-01' },
      { locality: null, unknownMetricIds: new Set([metricId]) },
    )(project.initial)
    expect(decision.kind === 'refused' && decision.refusals.map(({ code }) => code)).toEqual([
      'LOCALITY_NOT_FOUND',
      'PROJECT_ENDS_BEFORE_START',
      'METRIC_NOT_FOUND',
    ])
  })
})

describe('revising a charter', () => {
  test('rewrites it and says why', () =>
    given(project, chartered).when(reviseProjectCharter(revision, facts)).then(revised))

  test('the revision that the caller expected is not stored', () =>
    given(project, chartered)
      .when(reviseProjectCharter({ ...revision, expectedRevision: 0n }, facts))
      .then(revised))

  test('said twice is nothing new', () =>
    given(project, chartered, revised).when(reviseProjectCharter(revision, facts)).thenNothingNew())

  test('a revision that changes nothing is nothing new', () =>
    given(project, chartered)
      .when(reviseProjectCharter({ ...wording, reason: 'To be sure' }, facts))
      .thenNothingNew())

  test('what a revision leaves out is a change', () => {
    const shorter = without(revision, 'population')
    given(project, chartered, revised)
      .when(reviseProjectCharter(shorter, facts))
      .then({ type: 'ProjectCharterRevised', data: shorter })
  })

  test('of an unknown project is refused', () =>
    given(project).when(reviseProjectCharter(revision, facts)).thenRefused('PROJECT_NOT_FOUND', 'projectId'))

  test('of a closed project is refused', () =>
    given(project, chartered, closed)
      .when(reviseProjectCharter(revision, facts))
      .thenRefused('PROJECT_CLOSED', 'projectId'))

  test('an end that is not after the start is refused', () =>
    given(project, chartered)
      .when(reviseProjectCharter({ ...revision, endOn: revision.startOn }, facts))
      .thenRefused('PROJECT_ENDS_BEFORE_START', 'endOn'))

  test('a metric that does not exist is refused', () =>
    given(project, chartered)
      .when(reviseProjectCharter(revision, { unknownMetricIds: new Set([metricId]) }))
      .thenRefused('METRIC_NOT_FOUND', 'metricIds.0'))
})

describe('adding a ramp', () => {
  test('adds it', () => given(project, chartered).when(addRamp(ramp)).then(rampAdded))

  test('said twice is nothing new, even when the project was closed since', () =>
    given(project, chartered, rampAdded, closed).when(addRamp(ramp)).thenNothingNew())

  test('another ramp under the same id is refused', () =>
    given(project, chartered, rampAdded)
      .when(addRamp({ ...ramp, title: 'Shoes' }))
      .thenRefused('RAMP_ID_TAKEN', 'rampId'))

  test('to an unknown project is refused', () =>
    given(project).when(addRamp(ramp)).thenRefused('PROJECT_NOT_FOUND', 'projectId'))

  test('to a closed project is refused', () =>
    given(project, chartered, closed).when(addRamp(ramp)).thenRefused('PROJECT_CLOSED', 'projectId'))

  test('to a reopened project is accepted', () =>
    given(project, chartered, closed, reopened).when(addRamp(ramp)).then(rampAdded))
})

describe('closing a project', () => {
  test('ends it', () => given(project, chartered).when(closeProject(closing, clock)).then(closed))

  test('said twice is nothing new', () =>
    given(project, chartered, closed).when(closeProject(closing, clock)).thenNothingNew())

  test('with another summary is refused', () =>
    given(project, chartered, closed)
      .when(closeProject({ ...closing, summary: 'Given up' }, clock))
      .thenRefused('PROJECT_CLOSED', 'projectId'))

  test('an unknown one is refused', () =>
    given(project).when(closeProject(closing, clock)).thenRefused('PROJECT_NOT_FOUND', 'projectId'))

  test('today is accepted, tomorrow refused', () => {
    const today = { ...closing, closedOn: '2024-06-30' }
    given(project, chartered).when(closeProject(today, clock)).then({ type: 'ProjectClosed', data: today })
    given(project, chartered)
      .when(closeProject({ ...closing, closedOn: '2024-07-01' }, clock))
      .thenRefused('DATE_IN_FUTURE', 'closedOn')
  })

  test('before its start is refused', () =>
    given(project, chartered)
      .when(closeProject({ ...closing, closedOn: '2024-01-07' }, clock))
      .thenRefused('CLOSED_BEFORE_START', 'closedOn'))
})

describe('reopening a project', () => {
  test('takes it up again', () =>
    given(project, chartered, closed).when(reopenProject(reopening)).then(reopened))

  test('said twice is nothing new', () =>
    given(project, chartered, closed, reopened).when(reopenProject(reopening)).thenNothingNew())

  test('that was never closed is refused', () =>
    given(project, chartered).when(reopenProject(reopening)).thenRefused('PROJECT_NOT_CLOSED', 'projectId'))

  test('that was reopened for another reason is refused', () =>
    given(project, chartered, closed, reopened)
      .when(reopenProject({ ...reopening, reason: 'New money' }))
      .thenRefused('PROJECT_NOT_CLOSED', 'projectId'))

  test('an unknown one is refused', () =>
    given(project).when(reopenProject(reopening)).thenRefused('PROJECT_NOT_FOUND', 'projectId'))

  test('after it was closed again is accepted', () =>
    given(project, chartered, closed, reopened, closed).when(reopenProject(reopening)).then(reopened))
})
