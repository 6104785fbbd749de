import type { Decider } from '../../eventsourcing/decider.js'
import type { MetricId, TargetId } from '../ids.js'
import type { MetricDefinition, MetricEvent } from './events.js'

type Data<Type extends MetricEvent['type']> = Extract<MetricEvent, { type: Type }>['data']

/** What the metric means from a day on; null: from the beginning. Versions count from 1. */
export type MetricVersion = Readonly<{
  version: number
  definition: MetricDefinition
  effectiveOn: string | null
}>

export type Target = Data<'TargetSet'> & { readonly withdrawnFor: string | null }

export type DefinedMetric = Readonly<{
  status: 'defined'
  /** As first defined: a repeated `defineMetric` is compared with it. */
  defined: Data<'MetricDefined'>
  metricId: MetricId
  code: string
  /** From which period it is measured at all; null: no limit. */
  validFrom: string | null
  /** In the order in which they were recorded; never empty. */
  versions: readonly [MetricVersion, ...MetricVersion[]]
  targets: ReadonlyMap<TargetId, Target>
  retirement: Data<'MetricRetired'> | null
}>

export type MetricState = Readonly<{ status: 'undefined' }> | DefinedMetric

/**
 * The definition by which a period is measured: of the versions that are effective by its first day the one that
 * was recorded last. So a later version with an earlier date makes void what was said before for the time after.
 */
export const definitionAt = (state: DefinedMetric, period: string): MetricVersion =>
  state.versions.findLast(({ effectiveOn }) => effectiveOn === null || effectiveOn <= period) ??
  state.versions[0]

/** The definition recorded last. */
export const currentDefinition = (state: DefinedMetric): MetricVersion =>
  state.versions.at(-1) ?? state.versions[0]

const defined = (data: Data<'MetricDefined'>): DefinedMetric => ({
  status: 'defined',
  defined: data,
  metricId: data.metricId,
  code: data.code,
  validFrom: data.validFrom ?? null,
  versions: [{ version: 1, definition: data.definition, effectiveOn: null }],
  targets: new Map(),
  retirement: null,
})

const withWithdrawn = (
  targets: DefinedMetric['targets'],
  { targetId, reason }: Data<'TargetWithdrawn'>,
): DefinedMetric['targets'] => {
  const known = targets.get(targetId)
  return known === undefined ? targets : new Map(targets).set(targetId, { ...known, withdrawnFor: reason })
}

const evolve = (state: MetricState, event: MetricEvent): MetricState => {
  if (event.type === 'MetricDefined') return defined(event.data)
  if (state.status === 'undefined') return state
  switch (event.type) {
    case 'MetricRedefined': {
      const { version, definition, effectiveOn } = event.data
      return { ...state, versions: [...state.versions, { version, definition, effectiveOn }] }
    }
    case 'TargetSet':
      return {
        ...state,
        targets: new Map(state.targets).set(event.data.targetId, { ...event.data, withdrawnFor: null }),
      }
    case 'TargetWithdrawn':
      return { ...state, targets: withWithdrawn(state.targets, event.data) }
    case 'MetricRetired':
      return { ...state, retirement: event.data }
  }
}

/** What is measured and how, through its versions, targets and retirement. */
export const metric: Decider<MetricState, MetricEvent> = {
  category: 'metric',
  initial: { status: 'undefined' },
  evolve,
}
