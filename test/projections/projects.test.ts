import { projects } from '../../projections/projects.js'
import { LocalityId, MetricId, ProjectId, RampId } from '../../src/domain/ids.js'
import type { ProjectEvent } from '../../src/domain/project/events.js'
import { rowsOf } from './given-events.js'
import { happened, recordedAt } from './happened.js'

const projectId = ProjectId.parse('018f0000-0000-7000-8000-000000000061')
const localityId = LocalityId.parse('018f0000-0000-7000-8000-000000000062')
const metricId = MetricId.parse('018f0000-0000-7000-8000-000000000063')
const rampId = RampId.parse('018f0000-0000-7000-8000-000000000064')

const charter = {
  projectId,
  title: 'Fewer falls',
  aim: 'Halve falls by March',
  population: 'Over 80',
  metricIds: [metricId],
  team: [{ name: 'A. Nurse', role: 'Lead' }],
  sponsor: 'The board',
  startOn: '2024-01-08',
  endOn: '2025-03-31',
}
const chartered: ProjectEvent = { type: 'ProjectChartered', data: { ...charter, localityId } }
const closed: ProjectEvent = {
  type: 'ProjectClosed',
  data: { projectId, closedOn: '2024-05-31', summary: 'Falls halved' },
}
const tablesOf = (...events: readonly ProjectEvent[]) => rowsOf(projects, happened(events))

test('a chartered project is open and has every column of its charter', async () => {
  const { projectId: id, ...columns } = charter
  expect(await tablesOf(chartered)).toEqual({
    Project: [
      {
        ...columns,
        id,
        titleKey: 'fewer falls',
        localityId,
        status: 'OPEN',
        closedOn: null,
        summary: null,
        revision: 0n,
        createdAt: recordedAt(1),
        updatedAt: recordedAt(1),
      },
    ],
    Ramp: [],
  })
})

test('a revised charter replaces the one before: what it leaves out is gone', async () => {
  const short = { projectId, title: 'No falls', aim: 'None', metricIds: [], team: [], startOn: '2024-02-01' }
  const { Project } = await tablesOf(chartered, {
    type: 'ProjectCharterRevised',
    data: { ...short, reason: 'More ambition' },
  })
  expect(Project).toMatchObject([
    {
      localityId,
      title: 'No falls',
      population: null,
      metricIds: [],
      team: [],
      sponsor: null,
      endOn: null,
      revision: 1n,
      createdAt: recordedAt(1),
      updatedAt: recordedAt(2),
    },
  ])
})

test('a ramp is a row and moves the revision of its project', async () => {
  const { Project, Ramp } = await tablesOf(chartered, {
    type: 'RampAdded',
    data: { projectId, rampId, title: 'Medicines', changeIdea: 'Review them' },
  })
  expect(Project).toMatchObject([{ revision: 1n, updatedAt: recordedAt(2) }])
  expect(Ramp).toEqual([
    {
      id: rampId,
      projectId,
      title: 'Medicines',
      changeIdea: 'Review them',
      rationale: null,
      fromPosition: 2n,
    },
  ])
})

test('a closed project says when and what came of it; a reopened one is open again', async () => {
  expect((await tablesOf(chartered, closed))['Project']).toMatchObject([
    { status: 'CLOSED', closedOn: '2024-05-31', summary: 'Falls halved', revision: 1n },
  ])
  const reopened: ProjectEvent = { type: 'ProjectReopened', data: { projectId, reason: 'They rose again' } }
  expect((await tablesOf(chartered, closed, reopened))['Project']).toMatchObject([
    { status: 'OPEN', closedOn: null, summary: null, revision: 2n, updatedAt: recordedAt(3) },
  ])
})
