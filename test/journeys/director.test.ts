import { uuid } from '../support/api.js'
import { succeed } from '../support/app.js'
import { seriesOf } from '../api/series/measured.js'
import { falls, harbour, openHarbour, type Harbour } from './harbour.js'
import { journeyRecordedAt } from './journey-settings.js'

let place: Harbour
beforeEach(async () => {
  place = await openHarbour()
})
afterEach(() => place.close())

const series = seriesOf(falls, harbour)

test('a director sees who corrected a number, from what to what, when and why', async () => {
  const reason = 'Seven falls were counted in two practices'
  const correction = { seriesId: series, period: '2023-12-01', value: 36, reason }
  await succeed(place.as('Tom Reed'), 'correctReading', correction)
  await succeed(place.as('Ann Cole'), 'withdrawReading', {
    seriesId: series,
    period: '2022-10-01',
    reason: 'Counted before the definition was agreed',
  })

  const director = place.as('Director')
  const { readings, history } = await director.request<{
    readings: { nodes: unknown[] }
    history: { nodes: unknown[] }
  }>(
    `query ($series: ID!, $locality: ID!) {
      readings(filter: { seriesId: $series, from: "2023-12-01" }, first: 5) {
        nodes { value status recordedBy versions { value status reason recordedBy recordedAt } }
      }
      history(filter: { localityId: $locality, subjects: [SERIES] }, last: 2) { nodes { type actor reason occurredOn } }
    }`,
    { series, locality: harbour },
  )
  const recordedAt = journeyRecordedAt()
  expect(readings.nodes).toEqual([
    {
      value: 36,
      status: 'CORRECTED',
      recordedBy: 'Tom Reed',
      versions: [
        { value: 43, status: 'RECORDED', reason: null, recordedBy: 'Priya Shah', recordedAt },
        { value: 36, status: 'CORRECTED', reason, recordedBy: 'Tom Reed', recordedAt },
      ],
    },
  ])
  expect(history.nodes).toEqual([
    { type: 'ReadingCorrected', actor: 'Tom Reed', reason, occurredOn: '2023-12-01' },
    {
      type: 'ReadingWithdrawn',
      actor: 'Ann Cole',
      reason: 'Counted before the definition was agreed',
      occurredOn: '2022-10-01',
    },
  ])
})

test('a director sees every date that was ever promised for a milestone, who moved it and why', async () => {
  const milestone = uuid('4', 1)
  await succeed(place.as('Ann Cole'), 'planMilestone', {
    id: milestone,
    localityId: harbour,
    title: 'Falls lead in every practice',
    owner: 'Ann Cole',
    dueOn: '2023-09-30',
  })
  const slips = [
    ['Ann Cole', '2023-12-31', 'Two practices have no nurse'],
    ['Tom Reed', '2024-03-31', 'The post was advertised late'],
  ] as const
  for (const [who, forecastOn, reason] of slips)
    await succeed(place.as(who), 'reforecastMilestone', { milestoneId: milestone, forecastOn, reason })
  await succeed(place.as('Ann Cole'), 'achieveMilestone', {
    milestoneId: milestone,
    achievedOn: '2024-03-20',
    evidence: 'A list of names, one for each practice',
  })

  const { milestones } = await place.as('Director').request<{ milestones: { nodes: unknown[] } }>(
    `query ($locality: ID!) {
      milestones(filter: { localityId: $locality }, first: 5) {
        nodes { title status dueOn forecastOn achievedOn slippedDays forecasts { forecastOn reason recordedBy } evidence }
      }
    }`,
    { locality: harbour },
  )
  expect(milestones.nodes).toEqual([
    {
      title: 'Falls lead in every practice',
      status: 'ACHIEVED',
      dueOn: '2023-09-30',
      forecastOn: '2024-03-31',
      achievedOn: '2024-03-20',
      slippedDays: 172,
      forecasts: [
        { forecastOn: '2023-09-30', reason: null, recordedBy: 'Ann Cole' },
        ...slips.map(([recordedBy, forecastOn, reason]) => ({ forecastOn, reason, recordedBy })),
      ],
      evidence: 'A list of names, one for each practice',
    },
  ])
})
