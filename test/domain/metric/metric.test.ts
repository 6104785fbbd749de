import { defineMetric } from '../../../src/domain/metric/define-metric.js'
import type { MetricEvent } from '../../../src/domain/metric/events.js'
import { definitionAt, metric } from '../../../src/domain/metric/metric.js'
import { claimMetricCode, metricCode } from '../../../src/domain/metric/metric-code.js'
import { redefineMetric } from '../../../src/domain/metric/redefine-metric.js'
import { retireMetric } from '../../../src/domain/metric/retire-metric.js'
import { given } from '../../support/given.js'
import {
  defined,
  definition,
  departments,
  input,
  type Kind,
  metricId,
  retired,
  stateOf,
  successorId,
} from './examples.js'

describe('defining a metric', () => {
  const define = (values: object = {}) =>
    defineMetric({ metricId, code: 'ea65', definition: input('rate'), ...values })

  test('completes and records its definition', () => given(metric).when(define()).then(defined()))

  test('twice is nothing new, also after it was redefined', () => {
    given(metric, defined()).when(define()).thenNothingNew()
    given(metric, defined(), redefined({ name: 'Admissions' }))
      .when(define())
      .thenNothingNew()
  })

  test('with the id of another is refused', () =>
    given(metric, defined())
      .when(define({ code: 'ea' }))
      .thenRefused('METRIC_ID_TAKEN', 'metricId'))

  test('with what contradicts itself is refused', () =>
    given(metric)
      .when(define({ definition: input('rate', { multiplier: 0 }) }))
      .thenRefused('MULTIPLIER_IMPOSSIBLE', 'definition.multiplier'))
})

describe('the code of a metric', () => {
  const claimed = { type: 'MetricCodeClaimed', data: { code: 'ea65', metricId } } as const

  test('is claimed once', () => {
    given(metricCode)
      .when(claimMetricCode({ code: 'ea65', metricId }))
      .then(claimed)
    given(metricCode, claimed)
      .when(claimMetricCode({ code: 'ea65', metricId }))
      .thenNothingNew()
  })

  test('belongs to one metric', () =>
    given(metricCode, claimed)
      .when(claimMetricCode({ code: 'ea65', metricId: successorId }))
      .thenRefused('METRIC_CODE_TAKEN', 'code'))
})

const redefined = (
  values: object,
  version = 2,
  effectiveOn = '2024-04-01',
  kind: Kind = 'rate',
): MetricEvent => ({
  type: 'MetricRedefined',
  data: {
    metricId,
    version,
    definition: definition(kind, values),
    effectiveOn,
    reason: 'New guidance',
    breaksComparability: false,
  },
})

describe('redefining a metric', () => {
  const redefine = (values: object, effectiveOn = '2024-04-01', kind: Kind = 'rate') =>
    redefineMetric({
      metricId,
      definition: input(kind, values),
      effectiveOn,
      reason: 'New guidance',
      breaksComparability: false,
    })

  test('adds a version from a period on', () =>
    given(metric, defined())
      .when(redefine({ multiplier: 1_000 }))
      .then(redefined({ multiplier: 1_000 })))

  test('counts versions', () =>
    given(metric, defined(), redefined({ name: 'B' }))
      .when(redefine({ name: 'C' }))
      .then(redefined({ name: 'C' }, 3)))

  test('to the definition that holds then is nothing new', () => {
    given(metric, defined()).when(redefine({})).thenNothingNew()
    given(metric, defined(), redefined({ name: 'B' }))
      .when(redefine({ name: 'B' }))
      .thenNothingNew()
  })

  test('an unknown metric is refused', () =>
    given(metric).when(redefine({})).thenRefused('METRIC_NOT_FOUND', 'metricId'))

  test('a retired metric is refused', () =>
    given(metric, defined(), retired)
      .when(redefine({ name: 'B' }))
      .thenRefused('METRIC_RETIRED', 'metricId'))

  test('with what contradicts itself is refused', () =>
    given(metric, defined())
      .when(redefine({ denominator: undefined }))
      .thenRefused('DENOMINATOR_MISSING', 'definition.denominator'))

  test('into another statistic, nature or cadence is refused', () => {
    given(metric, defined())
      .when(redefine({}, '2024-04-01', 'count'))
      .thenRefused('DEFINITION_FIXED', 'definition.statistic')
    given(metric, defined('qualitative'))
      .when(redefine({}, '2024-04-01', 'count'))
      .thenRefused('DEFINITION_FIXED', 'definition.statistic')
    given(metric, defined())
      .when(redefine({ cadence: 'WEEK' }))
      .thenRefused('DEFINITION_FIXED', 'definition.cadence')
  })

  test('into years that start in another month is refused', () =>
    given(metric, defined('rate', { cadence: 'YEAR' }))
      .when(redefine({ cadence: 'YEAR', yearStartsIn: 'APRIL' }))
      .thenRefused('DEFINITION_FIXED', 'definition.yearStartsIn'))

  test('into another breakdown, or one less, or one more, is refused', () => {
    const broken = defined('rate', { breakdown: departments })
    given(metric, broken)
      .when(redefine({ breakdown: { ...departments, dimension: 'Age band' } }))
      .thenRefused('DEFINITION_FIXED', 'definition.breakdown.dimension')
    given(metric, broken).when(redefine({})).thenRefused('DEFINITION_FIXED', 'definition.breakdown')
    given(metric, defined())
      .when(redefine({ breakdown: departments }))
      .thenRefused('DEFINITION_FIXED', 'definition.breakdown.dimension')
  })

  test('may add categories and change their labels, but not drop one', () => {
    const broken = defined('rate', { breakdown: departments })
    const more = { ...departments, categories: [...departments.categories, { code: '3', label: 'Other' }] }
    given(metric, broken)
      .when(redefine({ breakdown: more }))
      .then(redefined({ breakdown: more }))
    given(metric, broken)
      .when(redefine({ breakdown: { ...departments, categories: departments.categories.slice(1) } }))
      .thenRefused('CATEGORY_VANISHED', 'definition.breakdown.categories')
  })

  test('a period is measured by the last word that is effective by then', () => {
    const state = stateOf(
      defined(),
      redefined({ name: 'B' }, 2, '2024-04-01'),
      redefined({ name: 'C' }, 3, '2023-04-01'),
      redefined({ name: 'D' }, 4, '2025-04-01'),
    )
    if (state.status === 'undefined') throw new Error('It is defined')
    expect(definitionAt(state, '2023-03-01').version).toBe(1)
    expect(definitionAt(state, '2023-04-01').version).toBe(3)
    expect(definitionAt(state, '2024-05-01').version).toBe(3)
    expect(definitionAt(state, '2025-04-01').definition.name).toBe('D')
  })
})

describe('retiring a metric', () => {
  const retire = (values: object = {}, successor: ReturnType<typeof stateOf> | null = null) =>
    retireMetric({ metricId, retiredOn: '2024-04-01', reason: 'Collection ended', ...values }, { successor })

  test('ends it', () => given(metric, defined()).when(retire()).then(retired))

  test('names a successor that exists', () =>
    given(metric, defined())
      .when(retire({ successorId }, stateOf(defined())))
      .then({ type: 'MetricRetired', data: { ...retiredData, successorId } }))

  const retiredData = { metricId, retiredOn: '2024-04-01', reason: 'Collection ended' }

  test('twice is nothing new', () => given(metric, defined(), retired).when(retire()).thenNothingNew())

  test('again on another day is refused', () =>
    given(metric, defined(), retired)
      .when(retire({ retiredOn: '2025-04-01' }))
      .thenRefused('METRIC_RETIRED', 'metricId'))

  test('an unknown metric is refused', () =>
    given(metric).when(retire()).thenRefused('METRIC_NOT_FOUND', 'metricId'))

  test('in favour of itself is refused', () =>
    given(metric, defined())
      .when(retire({ successorId: metricId }))
      .thenRefused('SUCCESSOR_IS_ITSELF', 'successorId'))

  test('in favour of an unknown metric is refused', () =>
    given(metric, defined())
      .when(retire({ successorId }, stateOf()))
      .thenRefused('SUCCESSOR_NOT_FOUND', 'successorId'))

  test('in favour of one that is retired by then is refused, of one retired later is not', () => {
    const successor = stateOf(defined(), retired)
    given(metric, defined())
      .when(retire({ successorId }, successor))
      .thenRefused('SUCCESSOR_RETIRED', 'successorId')
    given(metric, defined())
      .when(retire({ successorId, retiredOn: '2024-03-31' }, successor))
      .then({ type: 'MetricRetired', data: { ...retiredData, retiredOn: '2024-03-31', successorId } })
  })

  test('before it is measured at all is refused', () =>
    given(metric, {
      type: 'MetricDefined',
      data: { metricId, code: 'ea65', definition: definition('rate'), validFrom: '2025-01-01' },
    })
      .when(retire())
      .thenRefused('RETIRED_BEFORE_VALID', 'retiredOn'))
})
