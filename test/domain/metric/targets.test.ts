import type { MetricEvent } from '../../../src/domain/metric/events.js'
import { metric } from '../../../src/domain/metric/metric.js'
import { setTarget, withdrawTarget } from '../../../src/domain/metric/targets.js'
import { given } from '../../support/given.js'
import { defined, type Kind, localityId, metricId, otherTargetId, retired, targetId } from './examples.js'

const set: MetricEvent = {
  type: 'TargetSet',
  data: { metricId, targetId, localityId: null, value: 95, validFrom: '2024-04-01', validTo: null },
}
const withdrawn: MetricEvent = { type: 'TargetWithdrawn', data: { metricId, targetId, reason: 'Abolished' } }
const open = { openedOn: '2020-04-01', closedOn: null }

const ask = (values: object = {}, locality: { openedOn: string; closedOn: string | null } | null = null) =>
  setTarget({ metricId, targetId, value: 95, validFrom: '2024-04-01', ...values }, { locality })

describe('a target', () => {
  test('is set for all localities', () => given(metric, defined('percentage')).when(ask()).then(set))

  test('is set for one locality, for a time', () =>
    given(metric, defined('percentage'))
      .when(ask({ localityId, validTo: '2025-04-01', source: 'Board' }, open))
      .then({
        type: 'TargetSet',
        data: { ...set.data, localityId, validTo: '2025-04-01', source: 'Board' },
      }))

  test('set twice is nothing new, also after the metric was retired', () => {
    given(metric, defined('percentage'), set).when(ask()).thenNothingNew()
    given(metric, defined('percentage'), set, retired).when(ask()).thenNothingNew()
  })

  test('is replaced by another for the same day, under an id of its own', () =>
    given(metric, defined('percentage'), set)
      .when(ask({ targetId: otherTargetId, value: 90 }))
      .then({ type: 'TargetSet', data: { ...set.data, targetId: otherTargetId, value: 90 } }))

  test('cannot take the id of another', () =>
    given(metric, defined('percentage'), set)
      .when(ask({ value: 90 }))
      .thenRefused('TARGET_ID_TAKEN', 'targetId'))

  test('that was withdrawn is not set again under its id', () =>
    given(metric, defined('percentage'), set, withdrawn)
      .when(ask())
      .thenRefused('TARGET_WITHDRAWN', 'targetId'))

  test('needs a metric that is not retired', () => {
    given(metric).when(ask()).thenRefused('METRIC_NOT_FOUND', 'metricId')
    given(metric, defined('percentage'), retired).when(ask()).thenRefused('METRIC_RETIRED', 'metricId')
  })

  test('is not for words', () =>
    given(metric, defined('qualitative')).when(ask()).thenRefused('TARGET_NOT_EXPECTED', 'metricId'))

  test.each<[Kind, number]>([
    ['percentage', 100.1],
    ['percentage', -1],
    ['count', -1],
    ['rate', -0.1],
    ['score', 25],
    ['score', -1],
  ])('of a %s cannot be %d', (kind, value) =>
    given(metric, defined(kind)).when(ask({ value })).thenRefused('TARGET_OUT_OF_RANGE', 'value'),
  )

  test.each<[Kind, number]>([
    ['percentage', 0],
    ['percentage', 100],
    ['count', 0],
    ['rate', 2_500],
    ['score', 24],
    ['mean', -3],
    ['percentile', 1_000],
  ])('of a %s can be %d', (kind, value) =>
    given(metric, defined(kind))
      .when(ask({ value }))
      .then({ type: 'TargetSet', data: { ...set.data, value } }),
  )

  test('ends after it begins', () =>
    given(metric, defined('percentage'))
      .when(ask({ validTo: '2024-04-01' }))
      .thenRefused('TARGET_ENDS_BEFORE_START', 'validTo'))

  test('is for a locality that exists', () => {
    given(metric, defined('percentage'))
      .when(ask({ localityId }))
      .thenRefused('LOCALITY_NOT_FOUND', 'localityId')
    given(metric, defined('percentage'))
      .when(ask({ localityId }, { ...open, closedOn: '2024-04-01' }))
      .thenRefused('LOCALITY_CLOSED', 'validFrom')
  })
})

describe('withdrawing a target', () => {
  const withdraw = (reason = 'Abolished') => withdrawTarget({ metricId, targetId, reason })

  test('takes it back', () => given(metric, defined('percentage'), set).when(withdraw()).then(withdrawn))
  test('twice is nothing new', () =>
    given(metric, defined('percentage'), set, withdrawn).when(withdraw()).thenNothingNew())
  test('again for another reason is refused', () =>
    given(metric, defined('percentage'), set, withdrawn)
      .when(withdraw('Other'))
      .thenRefused('TARGET_WITHDRAWN', 'targetId'))
  test('that is unknown is refused', () =>
    given(metric, defined('percentage')).when(withdraw()).thenRefused('TARGET_NOT_FOUND', 'targetId'))
  test('of an unknown metric is refused', () =>
    given(metric).when(withdraw()).thenRefused('METRIC_NOT_FOUND', 'metricId'))
  test('of a retired metric is refused', () =>
    given(metric, defined('percentage'), set, retired)
      .when(withdraw())
      .thenRefused('METRIC_RETIRED', 'metricId'))
})
