import { readingIdOf, seriesIdOf } from '../../../src/domain/ids.js'
import { metric } from '../../../src/domain/metric/metric.js'
import { recordReading } from '../../../src/domain/series/record-reading.js'
import { series } from '../../../src/domain/series/series.js'
import { given } from '../../support/given.js'
import { departments, definition, retired } from '../metric/examples.js'
import {
  facts,
  localityId,
  metricId,
  missing,
  opened,
  period,
  recorded,
  today,
  withdrawn,
} from './examples.js'

const record = (values: object = {}, known = facts()) =>
  recordReading({ metricId, localityId, period, value: 12, ...values }, known)

test('the first reading opens the series', () => given(series).when(record()).then(opened, recorded()))

test('another period adds a reading', () =>
  given(series, opened, recorded())
    .when(record({ period: '2024-05-01' }))
    .then(recorded({ value: 12 }, '2024-05-01')))

test('a ratio is stored with its value and the version of the definition', () =>
  given(series, opened)
    .when(
      record(
        { value: undefined, numerator: 1, denominator: 8 },
        facts(
          'percentage',
          {},
          {
            then: [
              {
                type: 'MetricRedefined',
                data: {
                  metricId,
                  version: 2,
                  definition: definition('percentage', { name: 'B' }),
                  effectiveOn: '2024-01-01',
                  reason: 'New guidance',
                  breaksComparability: false,
                },
              },
            ],
          },
        ),
      ),
    )
    .then({
      type: 'ReadingRecorded',
      data: {
        seriesId:
          opened.type === 'SeriesOpened' ? opened.data.seriesId : seriesIdOf(metricId, localityId, null),
        readingId: readingIdOf(seriesIdOf(metricId, localityId, null), period),
        period,
        value: 12.5,
        numerator: 1,
        denominator: 8,
        definitionVersion: 2,
      },
    }))

test('said twice, nothing is new, whatever became of metric and locality', () => {
  given(series, opened, recorded()).when(record()).thenNothingNew()
  given(series, opened, recorded())
    .when(record({}, { metric: metric.initial, locality: null, today }))
    .thenNothingNew()
})

test('another measurement for the same period is refused', () =>
  given(series, opened, recorded())
    .when(record({ value: 13 }))
    .thenRefused('PERIOD_ALREADY_RECORDED', 'period'))

test.each([
  ['withdrawn', withdrawn, 'WITHDRAWN'],
  ['missing', missing, 'MISSING'],
] as const)('a period that is %s takes a reading, which says so', (_, before, replaces) => {
  const reading = recorded()
  given(series, opened, before)
    .when(record())
    .then({ ...reading, data: { ...reading.data, replaces } } as typeof reading)
})

describe('refused is a reading', () => {
  test('of an unknown metric', () =>
    given(series)
      .when(record({}, { ...facts(), metric: metric.initial }))
      .thenRefused('METRIC_NOT_FOUND', 'metricId'))

  test('of a metric that is retired when the period begins, but not before', () => {
    given(series)
      .when(record({}, facts('count', {}, { then: [retired] })))
      .thenRefused('METRIC_RETIRED', 'metricId')
    given(series)
      .when(record({ period: '2024-03-01' }, facts('count', {}, { then: [retired] })))
      .then(opened, recorded({ value: 12 }, '2024-03-01'))
  })

  test('for a period before the metric is measured at all', () => {
    const state = metric.evolve(metric.initial, {
      type: 'MetricDefined',
      data: { metricId, code: 'ea65', definition: definition('count'), validFrom: '2024-05-01' },
    })
    given(series)
      .when(record({}, { ...facts(), metric: state }))
      .thenRefused('METRIC_NOT_VALID_YET', 'period')
  })

  test('of an unknown locality', () =>
    given(series)
      .when(record({}, facts('count', {}, { locality: null })))
      .thenRefused('LOCALITY_NOT_FOUND', 'localityId'))

  test('for a period that ends before the locality opens, but not for the one in which it opens', () => {
    const openedOn = (day: string) => facts('count', {}, { locality: { openedOn: day, closedOn: null } })
    given(series)
      .when(record({}, openedOn('2024-05-01')))
      .thenRefused('LOCALITY_NOT_OPEN', 'period')
    given(series)
      .when(record({}, openedOn('2024-04-30')))
      .then(opened, recorded())
  })

  test('for a period that begins when the locality is closed, but not for the one in which it closes', () => {
    const closedOn = (day: string) =>
      facts('count', {}, { locality: { openedOn: '2020-04-01', closedOn: day } })
    given(series)
      .when(record({}, closedOn('2024-04-01')))
      .thenRefused('LOCALITY_CLOSED', 'period')
    given(series)
      .when(record({}, closedOn('2024-04-02')))
      .then(opened, recorded())
  })

  test('for a wrong measurement', () =>
    given(series)
      .when(record({ value: -1 }))
      .thenRefused('COUNT_NEGATIVE', 'value'))

  test('for the future', () =>
    given(series)
      .when(record({ period: '2024-07-01' }))
      .thenRefused('PERIOD_IN_FUTURE', 'period'))

  test('for all that is wrong, at once', () => {
    const asked = given(series).when(
      record({ value: -1, category: '1' }, facts('count', {}, { locality: null })),
    )
    asked.thenRefused('LOCALITY_NOT_FOUND', 'localityId')
    asked.thenRefused('CATEGORY_NOT_EXPECTED', 'category')
    asked.thenRefused('COUNT_NEGATIVE', 'value')
  })
})

describe('a category', () => {
  const broken = facts('count', { breakdown: departments })

  test('has a series of its own', () => {
    const own = seriesIdOf(metricId, localityId, '1')
    const reading = {
      seriesId: own,
      readingId: readingIdOf(own, period),
      period,
      value: 12,
      definitionVersion: 1,
    }
    given(series)
      .when(record({ category: '1' }, broken))
      .then(
        { type: 'SeriesOpened', data: { seriesId: own, metricId, localityId, category: '1' } },
        { type: 'ReadingRecorded', data: reading },
      )
  })

  test('is asked for where the metric is broken down, and the choice is listed', () => {
    given(series).when(record({}, broken)).thenRefused('CATEGORY_MISSING', 'category')
    const decision = record({ category: '3' }, broken)(series.initial)
    if (decision.kind === 'accepted') throw new Error('Expected a refusal')
    expect(decision.refusals[0]).toMatchObject({ code: 'CATEGORY_UNKNOWN', field: ['category'] })
    expect(decision.refusals[0]?.message).toMatch('Department type: 1 (Major), 2 (Single specialty)')
  })

  test('is refused where the metric is not broken down', () =>
    given(series)
      .when(record({ category: '1' }))
      .thenRefused('CATEGORY_NOT_EXPECTED', 'category'))
})
