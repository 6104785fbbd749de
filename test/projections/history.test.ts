import { history } from '../../projections/history.js'
import { catalogue } from '../../src/domain/catalogue.js'
import type { ChartEvent } from '../../src/domain/chart/events.js'
import type { CycleEvent } from '../../src/domain/cycle/events.js'
import {
  CycleId,
  LocalityId,
  MetricId,
  MilestoneId,
  ProjectId,
  ReadingId,
  SeriesId,
  TargetId,
} from '../../src/domain/ids.js'
import type { LocalityEvent } from '../../src/domain/locality/events.js'
import type { MetricEvent } from '../../src/domain/metric/events.js'
import type { MilestoneEvent } from '../../src/domain/milestone/events.js'
import type { ProjectEvent } from '../../src/domain/project/events.js'
import type { SeriesEvent } from '../../src/domain/series/events.js'
import type { RowOperation } from '../../src/eventsourcing/projection.js'
import { rowsOf } from './given-events.js'
import { happened, recordedAt } from './happened.js'

type ToldEvent =
  | LocalityEvent
  | MetricEvent
  | Exclude<SeriesEvent, { type: 'SeriesOpened' | 'ReadingRecorded' }>
  | ChartEvent
  | ProjectEvent
  | CycleEvent
  | MilestoneEvent

const localityId = LocalityId.parse('018f0000-0000-7000-8000-000000000091')
const metricId = MetricId.parse('018f0000-0000-7000-8000-000000000092')
const seriesId = SeriesId.parse('018f0000-0000-7000-8000-000000000093')
const readingId = ReadingId.parse('018f0000-0000-7000-8000-000000000094')
const projectId = ProjectId.parse('018f0000-0000-7000-8000-000000000095')
const cycleId = CycleId.parse('018f0000-0000-7000-8000-000000000096')
const milestoneId = MilestoneId.parse('018f0000-0000-7000-8000-000000000097')
const targetId = TargetId.parse('018f0000-0000-7000-8000-000000000098')

const examples: readonly {
  event: ToldEvent
  subject: string
  subjectId: string
  occurredOn: string | null
  reason: string | null
}[] = [
  {
    event: { type: 'LocalityRenamed', data: { localityId, name: 'North', effectiveOn: '2024-04-01' } },
    subject: 'locality',
    subjectId: localityId,
    occurredOn: '2024-04-01',
    reason: null,
  },
  {
    event: { type: 'LocalityClosed', data: { localityId, closedOn: '2024-04-01', reason: 'Abolished' } },
    subject: 'locality',
    subjectId: localityId,
    occurredOn: '2024-04-01',
    reason: 'Abolished',
  },
  {
    event: { type: 'TargetWithdrawn', data: { metricId, targetId, reason: 'Agreed anew' } },
    subject: 'metric',
    subjectId: metricId,
    occurredOn: null,
    reason: 'Agreed anew',
  },
  {
    event: {
      type: 'ReadingWithdrawn',
      data: { seriesId, readingId, period: '2024-03-01', reason: 'Another ward’s' },
    },
    subject: 'series',
    subjectId: seriesId,
    occurredOn: '2024-03-01',
    reason: 'Another ward’s',
  },
  {
    event: { type: 'PointExcluded', data: { seriesId, period: '2024-03-01', reason: 'Closed for a flood' } },
    subject: 'chart',
    subjectId: seriesId,
    occurredOn: '2024-03-01',
    reason: 'Closed for a flood',
  },
  {
    event: {
      type: 'ChartDefaultsSet',
      data: { seriesId, chartType: 'I', ruleSet: 'nelson', baseline: null, reason: 'The board agreed' },
    },
    subject: 'chart',
    subjectId: seriesId,
    occurredOn: null,
    reason: 'The board agreed',
  },
  {
    event: { type: 'ProjectClosed', data: { projectId, closedOn: '2024-05-31', summary: 'Done' } },
    subject: 'project',
    subjectId: projectId,
    occurredOn: '2024-05-31',
    reason: null,
  },
  {
    event: { type: 'CycleCancelled', data: { cycleId, cancelledOn: '2024-05-06', reason: 'Winter' } },
    subject: 'cycle',
    subjectId: cycleId,
    occurredOn: '2024-05-06',
    reason: 'Winter',
  },
  {
    event: { type: 'MilestoneReforecast', data: { milestoneId, forecastOn: '2024-09-30', reason: 'Late' } },
    subject: 'milestone',
    subjectId: milestoneId,
    occurredOn: null,
    reason: 'Late',
  },
  {
    event: { type: 'MilestoneMissed', data: { milestoneId, missedOn: '2024-06-01', reason: 'Late' } },
    subject: 'milestone',
    subjectId: milestoneId,
    occurredOn: '2024-06-01',
    reason: 'Late',
  },
]

test.each(examples)('$event.type tells what happened, to whom, when and why', async ({ event, ...told }) => {
  const { HistoryEntry } = await rowsOf(history, happened([event], 7))
  expect(HistoryEntry).toEqual([
    {
      ...told,
      position: 7n,
      type: event.type,
      data: event.data,
      recordedAt: recordedAt(7),
      actor: 'team-lead',
      commandId: 'command-7',
      eventId: '00000000-0000-5000-8000-000000000007',
      revision: 0n,
    },
  ])
})

test('every event is told but claims of ids and codes, decisions about events, the opening of a series and first readings', () => {
  const untold = Object.keys(catalogue).filter((type) => !(type in history.on))
  expect(untold.sort()).toEqual([
    'EventQuarantined',
    'EventReleased',
    'IdClaimed',
    'LocalityCodeClaimed',
    'LocalityCodeReleased',
    'MetricCodeClaimed',
    'ReadingRecorded',
    'SeriesOpened',
  ])
})

/** Days that an event names and on which something came about, or from which it holds. */
const days =
  /^(openedOn|effectiveOn|closedOn|retiredOn|startedOn|observedOn|studiedOn|decidedOn|cancelledOn|achievedOn|missedOn|reopenedOn)$/

test('an event that names the day on which it came about has that day', () => {
  const shapes = Object.entries(catalogue).filter(([type]) => type in history.on)
  for (const [type, { shape }] of shapes) {
    const named = Object.keys(shape.shape).filter((field) => days.test(field))
    expect(named.length).toBeLessThanOrEqual(1)
    const [field] = named
    if (field === undefined) continue
    const event = { type, data: { [field]: '2024-02-29' } }
    const [operation] = operationsOf(event)
    expect([type, operation?.op === 'upsert' && operation.row['occurredOn']]).toEqual([type, '2024-02-29'])
  }
})

const operationsOf = (event: { type: string; data: object }) => {
  const handlers: { readonly [type: string]: ((event: never) => readonly RowOperation[]) | undefined } =
    history.on
  return handlers[event.type]?.(happened([event])[0] as never) ?? []
}
