import { accept, type Decision, type Refusal, refuse, refuseAll } from '../../eventsourcing/decider.js'
import type { Life } from '../locality/locality.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import type { SetTarget, WithdrawTarget } from './commands.js'
import type { MetricDefinition, MetricEvent } from './events.js'
import { definitionAt, type MetricState, type Target } from './metric.js'
import { MetricRefusal } from './refusals.js'
import { metricNotFound, metricRetired } from './standing.js'
import { Statistic } from './vocabulary.js'

const refuseRange = (value: number, lowest: number, highest: number, what: string) =>
  value >= lowest && value <= highest
    ? []
    : refuse(MetricRefusal.TargetOutOfRange, `A target of a ${what}`, 'value').refusals

/** Whether the metric can ever have the value. */
const refuseValue = (
  { statistic, scale }: MetricDefinition,
  value: number,
): readonly Refusal<MetricRefusal>[] => {
  switch (statistic) {
    case undefined: {
      const message = 'A qualitative metric has no target; set one on a quantitative metric'
      return refuse(MetricRefusal.TargetNotExpected, message, 'metricId').refusals
    }
    case Statistic.Count:
      return refuseRange(value, 0, Infinity, 'count cannot be negative; give 0 or more')
    case Statistic.Rate:
      return refuseRange(value, 0, Infinity, 'rate cannot be negative; give 0 or more')
    case Statistic.Percentage:
      return refuseRange(value, 0, 100, 'percentage lies between 0 and 100; give 95 for 95%')
    case Statistic.Score: {
      const { lowest, highest } = scale ?? { lowest: -Infinity, highest: Infinity }
      return refuseRange(value, lowest, highest, `score lies on its scale; give ${lowest} to ${highest}`)
    }
    case Statistic.Mean:
    case Statistic.Percentile:
      return []
  }
}

/** `life`: null when no such locality was registered. */
const refuseLocality = (life: Life | null, validFrom: string): readonly Refusal<MetricRefusal>[] => {
  if (life === null) {
    const message = 'No locality has this id; register it first, or leave it out for a target of all'
    return refuse(MetricRefusal.LocalityNotFound, message, 'localityId').refusals
  }
  if (life.closedOn === null || validFrom < life.closedOn) return []
  const message = `The locality exists no longer from ${life.closedOn} on; let the target hold from an earlier day`
  return refuse(MetricRefusal.LocalityClosed, message, 'validFrom').refusals
}

const repeated = (known: Target, data: unknown): Decision<MetricEvent, MetricRefusal> => {
  if (known.withdrawnFor !== null) {
    const message = 'The target with this id was withdrawn; set it again under a new id'
    return refuse(MetricRefusal.TargetWithdrawn, message, 'targetId')
  }
  if (sameContent(without(known, 'withdrawnFor'), data)) return accept()
  const message =
    'Another target has this id; set the new one under an id of its own, it takes the place of the old'
  return refuse(MetricRefusal.TargetIdTaken, message, 'targetId')
}

/**
 * A value to reach, for one locality or for all. A target recorded later for the same locality and first day takes
 * the place of the earlier one. `facts.locality`: when the locality exists; null when there is no such locality,
 * or none was named.
 */
export const setTarget =
  (command: SetTarget, facts: { readonly locality: Life | null }) =>
  (state: MetricState): Decision<MetricEvent, MetricRefusal> => {
    if (state.status === 'undefined') return metricNotFound()
    const { targetId, localityId, value, validFrom, validTo } = command
    const data = { ...without(command), localityId: localityId ?? null, validTo: validTo ?? null }
    const known = state.targets.get(targetId)
    if (known !== undefined) return repeated(known, data)
    const retired = metricRetired(state)
    if (retired !== null) return retired
    const refusals = [
      ...refuseValue(definitionAt(state, validFrom).definition, value),
      ...(localityId === undefined ? [] : refuseLocality(facts.locality, validFrom)),
      ...(validTo !== undefined && validTo <= validFrom
        ? refuse(
            MetricRefusal.TargetEndsBeforeStart,
            `The target holds from ${validFrom}; give a later day, the first on which it holds no longer`,
            'validTo',
          ).refusals
        : []),
    ]
    return refusals.length > 0 ? refuseAll(refusals) : accept({ type: 'TargetSet', data })
  }

/** Takes a target back. Twice for the same reason is nothing new. */
export const withdrawTarget =
  (command: WithdrawTarget) =>
  (state: MetricState): Decision<MetricEvent, MetricRefusal> => {
    if (state.status === 'undefined') return metricNotFound()
    const known = state.targets.get(command.targetId)
    if (known === undefined) {
      const message = 'This metric has no target with this id; look up its targets'
      return refuse(MetricRefusal.TargetNotFound, message, 'targetId')
    }
    if (known.withdrawnFor === command.reason) return accept()
    if (known.withdrawnFor !== null) {
      const message = 'The target was withdrawn before for another reason; nothing is left to withdraw'
      return refuse(MetricRefusal.TargetWithdrawn, message, 'targetId')
    }
    return metricRetired(state) ?? accept({ type: 'TargetWithdrawn', data: command })
  }
