import { registerLocality } from '../../src/application/locality/register-locality.js'
import { defineMetric } from '../../src/application/metric/define-metric.js'
import { addRamp } from '../../src/application/project/add-ramp.js'
import { charterProject } from '../../src/application/project/charter-project.js'
import { MetricId, ProjectId, RampId } from '../../src/domain/ids.js'
import { CharterProject } from '../../src/domain/project/commands.js'
import { coast, harbour, register } from '../domain/locality/examples.js'
import { input, metricId } from '../domain/metric/examples.js'
import { emptyWaymark } from './waymark.js'

export { coast, harbour, metricId }
export const clock = { today: '2024-06-15' }
export const projectId = ProjectId.parse('018f0000-0000-7000-8000-0000000000b1')
export const otherProjectId = ProjectId.parse('018f0000-0000-7000-8000-0000000000b2')
export const rampId = RampId.parse('018f0000-0000-7000-8000-0000000000b3')
export const unknownMetricId = MetricId.parse('018f0000-0000-7000-8000-0000000000b4')

export const charter = CharterProject.parse({
  projectId,
  localityId: coast,
  title: 'Fewer falls at home',
  aim: 'Halve falls of people over 80 by March 2025',
  metricIds: [metricId],
  startOn: '2024-01-08',
})
export const ramp = {
  projectId,
  rampId,
  title: 'Medicines',
  changeIdea: 'Review medicines at the first visit',
}

/** Two localities and a metric. */
export const measuring = async () => {
  const waymark = emptyWaymark()
  await waymark.done((unit) => registerLocality(unit, register()))
  await waymark.done((unit) => registerLocality(unit, register({ localityId: harbour, name: 'Harbour' })))
  await waymark.done((unit) => defineMetric(unit, { metricId, code: 'falls', definition: input('count') }))
  return waymark
}

/** A project of the first locality, with a ramp. */
export const improving = async () => {
  const waymark = await measuring()
  await waymark.done((unit) => charterProject(unit, charter))
  await waymark.done((unit) => addRamp(unit, ramp))
  return waymark
}
