import { readings } from '../../projections/readings.js'
import { series } from '../../projections/series.js'
import { LocalityId, MetricId, readingIdOf, seriesIdOf } from '../../src/domain/ids.js'
import type { SeriesEvent } from '../../src/domain/series/events.js'
import { rowsOf } from './given-events.js'
import { happened, recordedAt } from './happened.js'

type ReadingEvent = Exclude<SeriesEvent, { type: 'SeriesOpened' }>

const metricId = MetricId.parse('018f0000-0000-7000-8000-000000000031')
const localityId = LocalityId.parse('018f0000-0000-7000-8000-000000000032')
const seriesId = seriesIdOf(metricId, localityId, null)
const period = '2024-04-01'
const readingId = readingIdOf(seriesId, period)
const of = { seriesId, readingId, period }

const recorded: ReadingEvent = {
  type: 'ReadingRecorded',
  data: {
    ...of,
    value: 12.5,
    numerator: 1,
    denominator: 8,
    denominatorVintage: 'Mid-2023, first release',
    sampleSize: 8,
    source: 'Ward book',
    collectedOn: '2024-05-02',
    grade: 'B',
    definitionVersion: 2,
  },
}
const corrected: ReadingEvent = {
  type: 'ReadingCorrected',
  data: { ...of, value: 25, numerator: 2, denominator: 8, definitionVersion: 2, reason: 'One was left out' },
}
const withdrawn: ReadingEvent = {
  type: 'ReadingWithdrawn',
  data: { ...of, reason: 'Another ward’s figures' },
}
const missing: ReadingEvent = {
  type: 'PeriodDeclaredMissing',
  data: { ...of, reason: 'The system was down' },
}
const recordedAfter = (replaces: 'WITHDRAWN' | 'MISSING'): ReadingEvent => ({
  type: 'ReadingRecorded',
  data: { ...of, value: 50, definitionVersion: 2, replaces },
})

const versions = async (...events: readonly ReadingEvent[]) => {
  const { Reading = [] } = await rowsOf(readings, happened(events))
  return Reading.map(({ status, value, reason, fromPosition, toPosition }) => ({
    status,
    value,
    reason,
    known: [fromPosition, toPosition],
  }))
}

test('a series that was opened is a row', async () => {
  const data = { seriesId, metricId, localityId, category: '65+' }
  const opened: SeriesEvent = { type: 'SeriesOpened', data }
  expect(await rowsOf(series, happened([opened]))).toEqual({
    Series: [
      { id: seriesId, metricId, localityId, category: '65+', openedAt: recordedAt(1), fromPosition: 1n },
    ],
  })
})

test('a reading has every column of what was measured, who recorded it and when', async () => {
  const { Reading } = await rowsOf(readings, happened([recorded]))
  expect(Reading).toEqual([
    {
      id: `${readingId}@1`,
      readingId,
      seriesId,
      period,
      status: 'RECORDED',
      value: 12.5,
      numerator: 1,
      denominator: 8,
      denominatorVintage: 'Mid-2023, first release',
      narrative: null,
      sampleSize: 8n,
      source: 'Ward book',
      collectedOn: '2024-05-02',
      grade: 'B',
      definitionVersion: 2,
      reason: null,
      recordedAt: recordedAt(1),
      recordedBy: 'team-lead',
      revision: 0n,
      fromPosition: 1n,
      toPosition: null,
    },
  ])
})

test('a narrative reading has words and no value', async () => {
  const { Reading } = await rowsOf(
    readings,
    happened<ReadingEvent>([
      { type: 'ReadingRecorded', data: { ...of, narrative: 'People feel heard', definitionVersion: 1 } },
    ]),
  )
  expect(Reading).toMatchObject([
    { narrative: 'People feel heard', value: null, numerator: null, denominatorVintage: null },
  ])
})

test('a correction ends the version before it and says why', async () => {
  expect(await versions(recorded, corrected)).toEqual([
    { status: 'RECORDED', value: 12.5, reason: null, known: [1n, 2n] },
    { status: 'CORRECTED', value: 25, reason: 'One was left out', known: [2n, null] },
  ])
})

test('a correction of a correction leaves three versions', async () => {
  const known = (await versions(recorded, corrected, corrected)).map((version) => version.known)
  expect(known).toEqual([
    [1n, 2n],
    [2n, 3n],
    [3n, null],
  ])
})

test('a withdrawn reading has no value, and what it was stays known for then', async () => {
  expect(await versions(recorded, withdrawn)).toEqual([
    { status: 'RECORDED', value: 12.5, reason: null, known: [1n, 2n] },
    { status: 'WITHDRAWN', value: null, reason: 'Another ward’s figures', known: [2n, null] },
  ])
})

test('a period without a value is missing, never zero', async () => {
  expect(await versions(missing)).toEqual([
    { status: 'MISSING', value: null, reason: 'The system was down', known: [1n, null] },
  ])
})

test('a reading after a withdrawal or a missing period ends it', async () => {
  expect(await versions(missing, recordedAfter('MISSING'))).toEqual([
    { status: 'MISSING', value: null, reason: 'The system was down', known: [1n, 2n] },
    { status: 'RECORDED', value: 50, reason: null, known: [2n, null] },
  ])
  expect(await versions(recorded, withdrawn, recordedAfter('WITHDRAWN'))).toMatchObject([
    { known: [1n, 2n] },
    { known: [2n, 3n] },
    { status: 'RECORDED', known: [3n, null] },
  ])
})

test('a period declared missing after a withdrawal ends it', async () => {
  expect(await versions(recorded, withdrawn, missing)).toMatchObject([
    { status: 'RECORDED', known: [1n, 2n] },
    { status: 'WITHDRAWN', known: [2n, 3n] },
    { status: 'MISSING', known: [3n, null] },
  ])
})

test('a first reading costs one operation, so that imports stay fast', () => {
  const [event] = happened([recorded])
  if (event?.type !== 'ReadingRecorded') throw new Error('The example is no first reading')
  expect(readings.on.ReadingRecorded?.(event)).toHaveLength(1)
})

test('readings of other periods are left alone', async () => {
  const may = '2024-05-01'
  const other: ReadingEvent = {
    type: 'ReadingRecorded',
    data: { ...of, period: may, readingId: readingIdOf(seriesId, may), value: 1, definitionVersion: 1 },
  }
  const { Reading = [] } = await rowsOf(readings, happened([recorded, other, corrected]))
  expect(Reading.find((row) => row['period'] === may)).toMatchObject({ value: 1, toPosition: null })
})
