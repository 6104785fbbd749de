import type { ChartEvent } from '../src/domain/chart/events.js'
import type { CycleEvent } from '../src/domain/cycle/events.js'
import type { LocalityEvent } from '../src/domain/locality/events.js'
import type { MetricEvent } from '../src/domain/metric/events.js'
import type { MilestoneEvent } from '../src/domain/milestone/events.js'
import type { ProjectEvent } from '../src/domain/project/events.js'
import type { SeriesEvent } from '../src/domain/series/events.js'
import type { Handlers, Projected, Projection, RowOperation } from '../src/eventsourcing/projection.js'
import { insert } from './rows.js'

/** First readings are rows of their own, with who and when: repeating tens of thousands here would help nobody. */
type ToldSeriesEvent = Exclude<SeriesEvent, { type: 'SeriesOpened' | 'ReadingRecorded' }>

type ToldEvent =
  LocalityEvent | MetricEvent | ToldSeriesEvent | ChartEvent | ProjectEvent | CycleEvent | MilestoneEvent

/** Writes an event into the history of its subject. `occurredOn`: the day in the world that the event names. */
const told = (
  subject: string,
  subjectId: string,
  event: Projected<ToldEvent>,
  occurredOn: string | null,
): readonly RowOperation[] => [
  insert('HistoryEntry', {
    position: event.position,
    subject,
    subjectId,
    type: event.type,
    occurredOn,
    reason: 'reason' in event.data ? event.data.reason : null,
    data: event.data,
    recordedAt: event.recordedAt,
    actor: event.meta.actor,
    commandId: event.meta.commandId,
    eventId: event.id,
    revision: event.revision,
  }),
]

const locality = (event: Projected<LocalityEvent>, day: string | null) =>
  told('locality', event.data.localityId, event, day)
const metric = (event: Projected<MetricEvent>, day: string | null) =>
  told('metric', event.data.metricId, event, day)
const series = (event: Projected<ToldSeriesEvent>) =>
  told('series', event.data.seriesId, event, event.data.period)
const chart = (event: Projected<ChartEvent>, day: string | null) =>
  told('chart', event.data.seriesId, event, day)
const project = (event: Projected<ProjectEvent>, day: string | null) =>
  told('project', event.data.projectId, event, day)
const cycle = (event: Projected<CycleEvent>, day: string | null) =>
  told('cycle', event.data.cycleId, event, day)
const milestone = (event: Projected<MilestoneEvent>, day: string | null) =>
  told('milestone', event.data.milestoneId, event, day)

const on: Required<Handlers<ToldEvent>> = {
  LocalityRegistered: (event) => locality(event, event.data.openedOn),
  LocalityRenamed: (event) => locality(event, event.data.effectiveOn),
  LocalityMoved: (event) => locality(event, event.data.effectiveOn),
  LocalityCodeAssigned: (event) => locality(event, event.data.validFrom),
  LocalityCodeEnded: (event) => locality(event, event.data.validTo),
  LocalityClosed: (event) => locality(event, event.data.closedOn),
  LocalitySucceeded: (event) => locality(event, event.data.effectiveOn),
  LocalityPreceded: (event) => locality(event, event.data.effectiveOn),
  PopulationEstimated: (event) => locality(event, null),
  PopulationEstimateWithdrawn: (event) => locality(event, null),

  MetricDefined: (event) => metric(event, event.data.validFrom ?? null),
  MetricRedefined: (event) => metric(event, event.data.effectiveOn),
  TargetSet: (event) => metric(event, event.data.validFrom),
  TargetWithdrawn: (event) => metric(event, null),
  MetricRetired: (event) => metric(event, event.data.retiredOn),

  ReadingCorrected: series,
  ReadingWithdrawn: series,
  PeriodDeclaredMissing: series,

  ChartDefaultsSet: (event) => chart(event, null),
  PhaseProposed: (event) => chart(event, event.data.from),
  PhaseProposalDeclined: (event) => chart(event, null),
  PhaseAccepted: (event) => chart(event, event.data.from),
  PhaseWithdrawn: (event) => chart(event, null),
  PointExcluded: (event) => chart(event, event.data.period),
  PointIncluded: (event) => chart(event, event.data.period),

  ProjectChartered: (event) => project(event, null),
  ProjectCharterRevised: (event) => project(event, null),
  RampAdded: (event) => project(event, null),
  ProjectClosed: (event) => project(event, event.data.closedOn),
  ProjectReopened: (event) => project(event, null),

  CyclePlanned: (event) => cycle(event, null),
  CyclePlanRevised: (event) => cycle(event, null),
  CycleStarted: (event) => cycle(event, event.data.startedOn),
  ObservationRecorded: (event) => cycle(event, event.data.observedOn),
  CycleStudied: (event) => cycle(event, event.data.studiedOn),
  CycleDecided: (event) => cycle(event, event.data.decidedOn),
  CycleCancelled: (event) => cycle(event, event.data.cancelledOn),

  MilestonePlanned: (event) => milestone(event, null),
  MilestoneReforecast: (event) => milestone(event, null),
  MilestoneStarted: (event) => milestone(event, event.data.startedOn),
  MilestoneAchieved: (event) => milestone(event, event.data.achievedOn),
  MilestoneMissed: (event) => milestone(event, event.data.missedOn),
  MilestoneReopened: (event) => milestone(event, event.data.reopenedOn),
  MilestoneCancelled: (event) => milestone(event, event.data.cancelledOn),
}

/** What changed, when, by whom and why: one row for each event, first readings excepted. */
export const history: Projection<ToldEvent> = { name: 'history', version: 1, tables: ['HistoryEntry'], on }
