import { registerLocality } from '../../../src/application/locality/register-locality.js'
import { defineMetric } from '../../../src/application/metric/define-metric.js'
import { correctReading } from '../../../src/application/series/correct-reading.js'
import { declarePeriodMissing } from '../../../src/application/series/declare-period-missing.js'
import { recordReading } from '../../../src/application/series/record-reading.js'
import { recordReadings } from '../../../src/application/series/record-readings.js'
import { withdrawReading } from '../../../src/application/series/withdraw-reading.js'
import { readingIdOf, seriesIdOf } from '../../../src/domain/ids.js'
import { coast, harbour, register } from '../../domain/locality/examples.js'
import { input, metricId, successorId } from '../../domain/metric/examples.js'
import { emptyWaymark } from '../waymark.js'

const clock = { today: '2024-06-15' }
const seriesId = seriesIdOf(metricId, coast, null)

const reading = (values: object = {}) => ({
  metricId,
  localityId: coast,
  period: '2024-04-01',
  value: 12,
  ...values,
})

const measuring = async () => {
  const waymark = emptyWaymark()
  await waymark.done((unit) => defineMetric(unit, { metricId, code: 'falls', definition: input('count') }))
  await waymark.done((unit) => registerLocality(unit, register()))
  return waymark
}

test('a batch of readings is recorded, and said again is nothing new', async () => {
  const waymark = await measuring()
  const readings = [reading(), reading({ period: '2024-05-01' })]
  const ids = [readingIdOf(seriesId, '2024-04-01'), readingIdOf(seriesId, '2024-05-01')]
  expect(await waymark.done((unit) => recordReadings(unit, { readings }, clock))).toEqual({
    result: { recorded: 2, unchanged: 0, readingIds: ids },
    recorded: 3,
  })
  expect(await waymark.done((unit) => recordReadings(unit, { readings }, clock))).toEqual({
    result: { recorded: 0, unchanged: 2, readingIds: ids },
    recorded: 0,
  })
})

test('a reading that a batch names twice is recorded once', async () => {
  const waymark = await measuring()
  const { result } = await waymark.done((unit) =>
    recordReadings(unit, { readings: [reading(), reading()] }, clock),
  )
  expect(result).toMatchObject({ recorded: 1, unchanged: 1 })
})

test('all that is wrong with a batch is refused by the place of each reading, and nothing is recorded', async () => {
  const waymark = await measuring()
  const before = await waymark.events()
  const readings = [
    reading(),
    reading({ value: 13 }),
    reading({ period: '2024-04-02', value: -1 }),
    reading({ metricId: successorId }),
    reading({ localityId: harbour }),
  ]
  expect(await waymark.refused((unit) => recordReadings(unit, { readings }, clock))).toEqual([
    'PERIOD_ALREADY_RECORDED readings.1.period',
    'PERIOD_NOT_ON_BOUNDARY readings.2.period',
    'COUNT_NEGATIVE readings.2.value',
    'METRIC_NOT_FOUND readings.3.metricId',
    'LOCALITY_NOT_FOUND readings.4.localityId',
  ])
  expect(await waymark.events()).toEqual(before)
})

test('an answer carries a thousand refusals at most', async () => {
  const waymark = await measuring()
  const readings = Array.from({ length: 1_000 }, () => reading({ period: '2024-04-02', value: -1 }))
  expect(await waymark.refused((unit) => recordReadings(unit, { readings }, clock))).toHaveLength(1_000)
})

test('one reading goes its whole way: recorded, corrected, withdrawn, declared missing, recorded again', async () => {
  const waymark = await measuring()
  const place = { seriesId, period: '2024-04-01' }
  const known = { seriesId, readingId: readingIdOf(seriesId, '2024-04-01') }
  expect((await waymark.done((unit) => recordReading(unit, reading(), clock))).result).toEqual(known)
  const correct = { ...place, value: 13, reason: 'Typing error', expectedRevision: 1n }
  expect((await waymark.done((unit) => correctReading(unit, correct, clock))).result).toEqual(known)
  expect(await waymark.refused((unit) => correctReading(unit, { ...correct, value: 14 }, clock))).toEqual([
    'REVISION_CONFLICT expectedRevision',
  ])
  await waymark.done((unit) => withdrawReading(unit, { ...place, reason: 'Wrong ward' }))
  const missing = { metricId, localityId: coast, period: '2024-04-01', reason: 'New record system' }
  await waymark.done((unit) => declarePeriodMissing(unit, missing, clock))
  await waymark.done((unit) => recordReading(unit, reading({ value: 14 }), clock))
  expect((await waymark.events()).slice(-6)).toEqual([
    'SeriesOpened',
    'ReadingRecorded',
    'ReadingCorrected',
    'ReadingWithdrawn',
    'PeriodDeclaredMissing',
    'ReadingRecorded',
  ])
})

test('a series that was never opened has nothing to correct', async () => {
  const waymark = await measuring()
  const correct = { seriesId, period: '2024-04-01', value: 13, reason: 'Typing error' }
  expect(await waymark.refused((unit) => correctReading(unit, correct, clock))).toEqual([
    'SERIES_NOT_FOUND seriesId',
  ])
})
