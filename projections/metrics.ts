import type { MetricDefinition, MetricEvent } from '../src/domain/metric/events.js'
import type { Handlers, Projected, Projection, RowOperation } from '../src/eventsourcing/projection.js'
import { update, updateAtLeast, upsert } from './rows.js'

type On<Type extends MetricEvent['type']> = Projected<Extract<MetricEvent, { type: Type }>>

const touched = (event: Projected<MetricEvent>): RowOperation =>
  update('Metric', { id: event.data.metricId }, { revision: event.revision, updatedAt: event.recordedAt })

/** What a metric's own row shows of its definition. */
const shown = ({ name, purpose, nature }: MetricDefinition) => ({
  name,
  nameKey: name.toLowerCase(),
  purpose,
  nature,
})

interface Wording {
  readonly version: number
  readonly effectiveOn: string | null
  readonly reason?: string
  readonly breaksComparability: boolean
}

const definition = (event: On<'MetricDefined' | 'MetricRedefined'>, wording: Wording): RowOperation => {
  const { scale, breakdown, ...said } = event.data.definition
  const { metricId } = event.data
  return upsert('MetricDefinition', {
    ...said,
    ...wording,
    id: `${metricId}@${event.position}`,
    metricId,
    scaleLowest: scale?.lowest,
    scaleHighest: scale?.highest,
    breakdown,
    fromPosition: event.position,
  })
}

const defined = (event: On<'MetricDefined'>): readonly RowOperation[] => {
  const { data, recordedAt, revision } = event
  return [
    upsert('Metric', {
      ...shown(data.definition),
      id: data.metricId,
      code: data.code,
      version: 1,
      validFrom: data.validFrom,
      revision,
      createdAt: recordedAt,
      updatedAt: recordedAt,
    }),
    definition(event, { version: 1, effectiveOn: null, breaksComparability: false }),
  ]
}

const redefined = (event: On<'MetricRedefined'>): readonly RowOperation[] => {
  const { metricId, version, effectiveOn, reason, breaksComparability } = event.data
  return [
    touched(event),
    update('Metric', { id: metricId }, { ...shown(event.data.definition), version }),
    // What was to hold from this day or a later one never will.
    updateAtLeast(
      'MetricDefinition',
      { metricId, toPosition: null },
      { effectiveOn },
      { toPosition: event.position },
    ),
    definition(event, { version, effectiveOn, reason, breaksComparability }),
  ]
}

const targetSet = (event: On<'TargetSet'>): readonly RowOperation[] => {
  const { targetId, ...target } = event.data
  return [touched(event), upsert('MetricTarget', { id: targetId, ...target, fromPosition: event.position })]
}

const targetWithdrawn = (event: On<'TargetWithdrawn'>): readonly RowOperation[] => [
  touched(event),
  update(
    'MetricTarget',
    { id: event.data.targetId },
    { toPosition: event.position, withdrawnFor: event.data.reason },
  ),
]

const retired = (event: On<'MetricRetired'>): readonly RowOperation[] => {
  const { metricId, retiredOn, reason, successorId } = event.data
  return [touched(event), update('Metric', { id: metricId }, { retiredOn, retiredFor: reason, successorId })]
}

const on: Required<Handlers<MetricEvent>> = {
  MetricDefined: defined,
  MetricRedefined: redefined,
  TargetSet: targetSet,
  TargetWithdrawn: targetWithdrawn,
  MetricRetired: retired,
}

/** Metrics with every wording of their definitions and their targets. */
export const metrics: Projection<MetricEvent> = {
  name: 'metrics',
  version: 1,
  tables: ['Metric', 'MetricDefinition', 'MetricTarget'],
  on,
}
