import { closeLocality } from '../../../src/application/locality/close-locality.js'
import { addRamp } from '../../../src/application/project/add-ramp.js'
import { charterProject } from '../../../src/application/project/charter-project.js'
import { closeProject } from '../../../src/application/project/close-project.js'
import { reopenProject } from '../../../src/application/project/reopen-project.js'
import { reviseProjectCharter } from '../../../src/application/project/revise-project-charter.js'
import { LocalityId } from '../../../src/domain/ids.js'
import { without } from '../../../src/domain/without.js'
import {
  charter,
  clock,
  coast,
  improving,
  measuring,
  projectId,
  ramp,
  rampId,
  unknownMetricId,
} from '../improving.js'

const revision = { ...without(charter, 'localityId'), title: 'No falls', reason: 'More ambition' }

test('a project goes its whole way, and each step said twice records nothing', async () => {
  const waymark = await measuring()
  const twice = async (step: Parameters<typeof waymark.done>[0]) => {
    const first = await waymark.done(step)
    const second = await waymark.done(step)
    expect(second).toEqual({ result: first.result, recorded: 0 })
    return first
  }
  expect(await twice((unit) => charterProject(unit, charter))).toEqual({ result: { projectId }, recorded: 1 })
  expect(await twice((unit) => addRamp(unit, ramp))).toEqual({ result: { projectId, rampId }, recorded: 2 })
  await twice((unit) => reviseProjectCharter(unit, revision))
  const closing = { projectId, closedOn: '2024-06-01', summary: 'Falls halved' }
  await twice((unit) => closeProject(unit, closing, clock))
  await twice((unit) => reopenProject(unit, { projectId, reason: 'They rose again' }))
  expect((await waymark.events()).slice(-6)).toEqual([
    'ProjectChartered',
    'RampAdded',
    'IdClaimed',
    'ProjectCharterRevised',
    'ProjectClosed',
    'ProjectReopened',
  ])
})

test('a project needs a locality and metrics that exist', async () => {
  const waymark = await measuring()
  const nowhere = LocalityId.parse('018f0000-0000-7000-8000-0000000000bf')
  const wrong = { ...charter, localityId: nowhere, metricIds: [...charter.metricIds, unknownMetricId] }
  expect(await waymark.refused((unit) => charterProject(unit, wrong))).toEqual([
    'LOCALITY_NOT_FOUND localityId',
    'METRIC_NOT_FOUND metricIds.1',
  ])
  expect(await waymark.events()).not.toContain('ProjectChartered')
})

test('a project starts while its locality exists', async () => {
  const waymark = await measuring()
  await waymark.done((unit) =>
    closeLocality(unit, { localityId: coast, closedOn: '2024-01-01', reason: 'Reorganised' }),
  )
  expect(await waymark.refused((unit) => charterProject(unit, charter))).toEqual([
    'LOCALITY_CLOSED localityId',
  ])
})

test('a revised charter needs metrics that exist', async () => {
  const waymark = await improving()
  const wrong = { ...revision, metricIds: [unknownMetricId] }
  expect(await waymark.refused((unit) => reviseProjectCharter(unit, wrong))).toEqual([
    'METRIC_NOT_FOUND metricIds.0',
  ])
})

test('whoever expects an older revision is told that the project moved on', async () => {
  const waymark = await improving()
  const conflict = ['REVISION_CONFLICT expectedRevision']
  const expectedRevision = 0n
  const closing = { projectId, closedOn: '2024-06-01', summary: 'Falls halved', expectedRevision }
  expect(await waymark.refused((unit) => closeProject(unit, closing, clock))).toEqual(conflict)
  expect(
    await waymark.refused((unit) => reviseProjectCharter(unit, { ...revision, expectedRevision })),
  ).toEqual(conflict)
  expect(
    await waymark.refused((unit) => reopenProject(unit, { projectId, reason: 'Again', expectedRevision })),
  ).toEqual(conflict)
})
