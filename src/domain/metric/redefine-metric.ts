import { accept, type Decision, type Refusal, refuse, refuseAll } from '../../eventsourcing/decider.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import type { RedefineMetric } from './commands.js'
import { completeDefinition } from './definition.js'
import type { MetricDefinition, MetricEvent } from './events.js'
import { currentDefinition, definitionAt, type MetricState } from './metric.js'
import { MetricRefusal } from './refusals.js'
import { metricNotFound, metricRetired } from './standing.js'

const remedy = 'define a new metric, and retire this one with the new one as its successor'

const refuseFixed = (
  before: MetricDefinition,
  after: MetricDefinition,
): readonly Refusal<MetricRefusal>[] => {
  const fixed = [
    ['statistic', 'The statistic'],
    ['nature', 'The nature'],
    ['cadence', 'The cadence'],
    ['yearStartsIn', 'The start of the year'],
  ] as const
  return fixed.flatMap(([field, what]) =>
    before[field] === after[field]
      ? []
      : refuse(
          MetricRefusal.DefinitionFixed,
          `${what} of a metric cannot change: ${remedy}`,
          `definition.${field}`,
        ).refusals,
  )
}

const refuseBreakdown = (
  before: MetricDefinition,
  after: MetricDefinition,
): readonly Refusal<MetricRefusal>[] => {
  if (before.breakdown?.dimension !== after.breakdown?.dimension) {
    const field = after.breakdown === undefined ? 'definition.breakdown' : 'definition.breakdown.dimension'
    const message = `What a metric is broken down by cannot change: ${remedy}`
    return refuse(MetricRefusal.DefinitionFixed, message, field).refusals
  }
  const kept = new Set(after.breakdown?.categories.map(({ code }) => code))
  const vanished = (before.breakdown?.categories ?? []).filter(({ code }) => !kept.has(code))
  if (vanished.length === 0) return []
  const codes = vanished.map(({ code }) => code).join(', ')
  const message = `Readings may exist in ${codes}: keep the category, or ${remedy}`
  return refuse(MetricRefusal.CategoryVanished, message, 'definition.breakdown.categories').refusals
}

/**
 * Another version of the definition, from a period on. What readings were checked by cannot change, and categories
 * may be added but not taken away, so that every reading can be read by the newest definition.
 */
export const redefineMetric =
  (command: RedefineMetric) =>
  (state: MetricState): Decision<MetricEvent, MetricRefusal> => {
    if (state.status === 'undefined') return metricNotFound()
    const completed = completeDefinition(command.definition)
    if (completed.kind === 'refused') return refuseAll(completed.refusals)
    const { definition } = completed
    if (sameContent(definitionAt(state, command.effectiveOn).definition, definition)) return accept()
    const retired = metricRetired(state)
    if (retired !== null) return retired
    const current = currentDefinition(state)
    const refusals = [
      ...refuseFixed(current.definition, definition),
      ...refuseBreakdown(current.definition, definition),
    ]
    if (refusals.length > 0) return refuseAll(refusals)
    const data = { ...without(command, 'expectedRevision'), definition, version: current.version + 1 }
    return accept({ type: 'MetricRedefined', data })
  }
