import { registerLocality } from '../../../src/application/locality/register-locality.js'
import { defineMetric } from '../../../src/application/metric/define-metric.js'
import { redefineMetric } from '../../../src/application/metric/redefine-metric.js'
import { retireMetric } from '../../../src/application/metric/retire-metric.js'
import { setTarget } from '../../../src/application/metric/set-target.js'
import { withdrawTarget } from '../../../src/application/metric/withdraw-target.js'
import { coast, register } from '../../domain/locality/examples.js'
import { input, metricId, otherTargetId, successorId, targetId } from '../../domain/metric/examples.js'
import { emptyWaymark } from '../waymark.js'

const percentage = { metricId, code: 'ae-breaches', definition: input('percentage') }

const measuring = async () => {
  const waymark = emptyWaymark()
  await waymark.done((unit) => defineMetric(unit, percentage))
  return waymark
}

test('a metric is defined once and its code claimed', async () => {
  const waymark = await measuring()
  expect(await waymark.events()).toEqual(['MetricDefined', 'MetricCodeClaimed'])
  expect((await waymark.done((unit) => defineMetric(unit, percentage))).recorded).toBe(0)
})

test('a code that another metric has is refused beside what else is wrong', async () => {
  const waymark = await measuring()
  const other = { ...percentage, metricId: successorId, definition: input('rate', { multiplier: 0 }) }
  expect(await waymark.refused((unit) => defineMetric(unit, other))).toEqual([
    'MULTIPLIER_IMPOSSIBLE definition.multiplier',
    'METRIC_CODE_TAKEN code',
  ])
  expect(await waymark.events()).toHaveLength(2)
})

test('a metric is redefined once', async () => {
  const waymark = await measuring()
  const change = {
    metricId,
    definition: input('percentage', { name: 'Over four hours' }),
    effectiveOn: '2024-04-01',
    reason: 'New guidance',
    breaksComparability: false,
  }
  expect((await waymark.done((unit) => redefineMetric(unit, change))).recorded).toBe(1)
  expect((await waymark.done((unit) => redefineMetric(unit, change))).recorded).toBe(0)
})

test('targets are for localities that exist', async () => {
  const waymark = await measuring()
  const target = { metricId, targetId, value: 5, validFrom: '2024-04-01' }
  expect((await waymark.done((unit) => setTarget(unit, target))).recorded).toBe(2)
  const local = { ...target, targetId: otherTargetId, localityId: coast }
  expect(await waymark.refused((unit) => setTarget(unit, local))).toEqual(['LOCALITY_NOT_FOUND localityId'])
  await waymark.done((unit) => registerLocality(unit, register()))
  expect((await waymark.done((unit) => setTarget(unit, local))).recorded).toBe(2)
  expect(
    (await waymark.done((unit) => withdrawTarget(unit, { metricId, targetId, reason: 'Abolished' })))
      .recorded,
  ).toBe(1)
})

test('a successor must be defined', async () => {
  const waymark = await measuring()
  const retire = { metricId, retiredOn: '2024-04-01', reason: 'Collection ended', successorId }
  expect(await waymark.refused((unit) => retireMetric(unit, retire))).toEqual([
    'SUCCESSOR_NOT_FOUND successorId',
  ])
  await waymark.done((unit) => defineMetric(unit, { ...percentage, metricId: successorId, code: 'next' }))
  expect((await waymark.done((unit) => retireMetric(unit, retire))).recorded).toBe(1)
  expect((await waymark.done((unit) => retireMetric(unit, retire))).recorded).toBe(0)
})
