import { metric } from '../../../src/domain/metric/metric.js'
import { correctReading } from '../../../src/domain/series/correct-reading.js'
import { declarePeriodMissing } from '../../../src/domain/series/declare-period-missing.js'
import { series } from '../../../src/domain/series/series.js'
import { withdrawReading } from '../../../src/domain/series/withdraw-reading.js'
import { given } from '../../support/given.js'
import { defined, definition, departments, retired, stateOf } from '../metric/examples.js'
import {
  corrected,
  facts,
  localityId,
  metricId,
  missing,
  opened,
  period,
  recorded,
  seriesId,
  today,
  withdrawn,
} from './examples.js'

describe('correcting a reading', () => {
  const correct = (values: object = {}, known = facts()) =>
    correctReading({ seriesId, period, value: 13, reason: 'Typing error', ...values }, known)

  test('puts another in its place', () =>
    given(series, opened, recorded())
      .when(correct({ expectedRevision: 1n }))
      .then(corrected({ value: 13 })))

  test('to what it is already is nothing new', () => {
    given(series, opened, recorded())
      .when(correct({ value: 12 }))
      .thenNothingNew()
    given(series, opened, recorded(), corrected({ value: 13 }))
      .when(correct())
      .thenNothingNew()
  })

  test('of its source alone is new', () =>
    given(series, opened, recorded())
      .when(correct({ value: 12, source: 'Log' }))
      .then(corrected({ value: 12, source: 'Log' })))

  test('of a ratio that a new definition gives another value is new', () => {
    const ratio = { numerator: 1, denominator: 8 }
    const redefined = {
      type: 'MetricRedefined',
      data: {
        metricId,
        version: 2,
        definition: definition('rate', { multiplier: 1_000 }),
        effectiveOn: '2024-01-01',
        reason: 'New guidance',
        breaksComparability: true,
      },
    } as const
    given(series, opened, recorded({ value: 12_500, ...ratio }))
      .when(correct({ value: undefined, ...ratio }, { ...facts(), metric: stateOf(defined(), redefined) }))
      .then(corrected({ value: 125, ...ratio }, 2))
  })

  test('is possible after the metric was retired', () =>
    given(series, opened, recorded())
      .when(correct({}, facts('count', {}, { then: [retired] })))
      .then(corrected({ value: 13 })))

  test('to what the metric cannot have is refused', () =>
    given(series, opened, recorded())
      .when(correct({ value: 1.5 }))
      .thenRefused('COUNT_NOT_WHOLE', 'value'))

  test('that is not there is refused', () => {
    given(series).when(correct()).thenRefused('SERIES_NOT_FOUND', 'seriesId')
    given(series, opened, recorded())
      .when(correct({ period: '2024-05-01' }))
      .thenRefused('READING_NOT_FOUND', 'period')
    given(series, opened, withdrawn).when(correct()).thenRefused('READING_NOT_FOUND', 'period')
    given(series, opened, missing).when(correct()).thenRefused('READING_NOT_FOUND', 'period')
  })

  test('of a metric that is not defined is refused', () =>
    given(series, opened, recorded())
      .when(correct({}, { ...facts(), metric: metric.initial }))
      .thenRefused('METRIC_NOT_FOUND', 'seriesId'))
})

describe('withdrawing a reading', () => {
  const withdraw = (values: object = {}) =>
    withdrawReading({ seriesId, period, reason: 'Wrong ward', ...values })

  test('takes it back', () => given(series, opened, recorded()).when(withdraw()).then(withdrawn))
  test('takes back that a period is missing', () =>
    given(series, opened, missing).when(withdraw()).then(withdrawn))
  test('twice is nothing new', () =>
    given(series, opened, recorded(), withdrawn).when(withdraw()).thenNothingNew())
  test('again for another reason is refused', () =>
    given(series, opened, recorded(), withdrawn)
      .when(withdraw({ reason: 'Other' }))
      .thenRefused('READING_ALREADY_WITHDRAWN', 'period'))
  test('that is not there is refused', () => {
    given(series).when(withdraw()).thenRefused('SERIES_NOT_FOUND', 'seriesId')
    given(series, opened).when(withdraw()).thenRefused('READING_NOT_FOUND', 'period')
  })
})

describe('declaring a period missing', () => {
  const declare = (values: object = {}, known = facts()) =>
    declarePeriodMissing({ metricId, localityId, period, reason: 'New record system', ...values }, known)

  test('opens the series', () => given(series).when(declare()).then(opened, missing))
  test('twice is nothing new', () => given(series, opened, missing).when(declare()).thenNothingNew())
  test('for another reason says so anew', () =>
    given(series, opened, missing)
      .when(declare({ reason: 'Strike' }))
      .then({ ...missing, data: { ...missing.data, reason: 'Strike' } } as typeof missing))
  test('is possible where a reading was withdrawn', () =>
    given(series, opened, recorded(), withdrawn).when(declare()).then(missing))
  test('is refused where a reading is recorded', () =>
    given(series, opened, recorded()).when(declare()).thenRefused('PERIOD_ALREADY_RECORDED', 'period'))
  test('is refused off the boundary and in the future', () => {
    given(series)
      .when(declare({ period: '2024-04-02' }))
      .thenRefused('PERIOD_NOT_ON_BOUNDARY', 'period')
    given(series)
      .when(declare({ period: '2024-07-01' }))
      .thenRefused('PERIOD_IN_FUTURE', 'period')
  })
  test('is refused for what is not measured there', () => {
    given(series)
      .when(declare({}, { metric: metric.initial, locality: null, today }))
      .thenRefused('METRIC_NOT_FOUND', 'metricId')
    given(series)
      .when(declare({}, facts('count', {}, { locality: null })))
      .thenRefused('LOCALITY_NOT_FOUND', 'localityId')
    given(series)
      .when(declare({}, facts('count', { breakdown: departments })))
      .thenRefused('CATEGORY_MISSING', 'category')
    given(series)
      .when(declare({}, facts('count', {}, { then: [retired] })))
      .thenRefused('METRIC_RETIRED', 'metricId')
  })
})
