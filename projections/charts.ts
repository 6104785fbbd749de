import type { Baseline, ChartEvent } from '../src/domain/chart/events.js'
import { PhaseStatus } from '../src/domain/chart/vocabulary.js'
import type { Handlers, Projected, Projection, RowOperation } from '../src/eventsourcing/projection.js'
import { update, upsert } from './rows.js'

type On<Type extends ChartEvent['type']> = Projected<Extract<ChartEvent, { type: Type }>>

/** The chart has changed, whatever else. */
const touched = ({ data, revision, recordedAt }: Projected<ChartEvent>): RowOperation =>
  upsert('Chart', { id: data.seriesId, revision, updatedAt: recordedAt })

const recorded = ({ recordedAt, meta, position }: Projected<ChartEvent>) => ({
  recordedAt,
  recordedBy: meta.actor,
  fromPosition: position,
})

const baselineColumns = (baseline: Baseline | null) => {
  if (baseline === null) return {}
  if ('points' in baseline) return { baselinePoints: baseline.points }
  return { baselineFrom: baseline.from, baselineTo: baseline.to }
}

const defaultsSet = (event: On<'ChartDefaultsSet'>): readonly RowOperation[] => {
  const { seriesId, baseline, ...chosen } = event.data
  return [
    touched(event),
    update('ChartDefault', { seriesId, toPosition: null }, { toPosition: event.position }),
    upsert('ChartDefault', {
      ...recorded(event),
      ...chosen,
      ...baselineColumns(baseline),
      id: `${seriesId}@${event.position}`,
      seriesId,
    }),
  ]
}

const phaseProposed = (event: On<'PhaseProposed'>): readonly RowOperation[] => {
  const { proposalId, ...proposal } = event.data
  return [
    touched(event),
    upsert('ChartPhase', {
      ...proposal,
      id: proposalId,
      status: PhaseStatus.Proposed,
      proposedAt: event.recordedAt,
      proposedBy: event.meta.actor,
      fromPosition: event.position,
    }),
  ]
}

const decided = ({ data, recordedAt, meta }: On<'PhaseAccepted' | 'PhaseProposalDeclined'>) => ({
  decidedAt: recordedAt,
  decidedBy: meta.actor,
  decidedFor: data.reason,
})

const proposalDeclined = (event: On<'PhaseProposalDeclined'>): readonly RowOperation[] => [
  touched(event),
  update(
    'ChartPhase',
    { id: event.data.proposalId },
    { ...decided(event), status: PhaseStatus.Declined, toPosition: event.position },
  ),
]

const phaseAccepted = (event: On<'PhaseAccepted'>): readonly RowOperation[] => [
  touched(event),
  update(
    'ChartPhase',
    { id: event.data.phaseId },
    {
      ...decided(event),
      status: PhaseStatus.Accepted,
      baselinePoints: event.data.baselinePoints ?? null,
      acceptedPosition: event.position,
    },
  ),
]

const phaseWithdrawn = (event: On<'PhaseWithdrawn'>): readonly RowOperation[] => [
  touched(event),
  update(
    'ChartPhase',
    { id: event.data.phaseId },
    {
      status: PhaseStatus.Withdrawn,
      withdrawnAt: event.recordedAt,
      withdrawnBy: event.meta.actor,
      withdrawnFor: event.data.reason,
      toPosition: event.position,
    },
  ),
]

const pointExcluded = (event: On<'PointExcluded'>): readonly RowOperation[] => {
  const { seriesId, period, reason } = event.data
  const id = `${seriesId}|${period}@${event.position}`
  return [touched(event), upsert('ChartExclusion', { ...recorded(event), id, seriesId, period, reason })]
}

const pointIncluded = (event: On<'PointIncluded'>): readonly RowOperation[] => {
  const { seriesId, period, reason } = event.data
  return [
    touched(event),
    update(
      'ChartExclusion',
      { seriesId, period, toPosition: null },
      {
        includedAt: event.recordedAt,
        includedBy: event.meta.actor,
        includedFor: reason,
        toPosition: event.position,
      },
    ),
  ]
}

const on: Required<Handlers<ChartEvent>> = {
  ChartDefaultsSet: defaultsSet,
  PhaseProposed: phaseProposed,
  PhaseProposalDeclined: proposalDeclined,
  PhaseAccepted: phaseAccepted,
  PhaseWithdrawn: phaseWithdrawn,
  PointExcluded: pointExcluded,
  PointIncluded: pointIncluded,
}

/** How everyone sees each series: the defaults of its chart, its phases, and the points that are left out. */
export const charts: Projection<ChartEvent> = {
  name: 'charts',
  version: 1,
  tables: ['Chart', 'ChartDefault', 'ChartPhase', 'ChartExclusion'],
  on,
}
