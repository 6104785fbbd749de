import { accept, type Decision, type Refusal, refuse, refuseAll } from '../../eventsourcing/decider.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import type { RetireMetric } from './commands.js'
import type { MetricEvent } from './events.js'
import type { MetricState } from './metric.js'
import { MetricRefusal } from './refusals.js'
import { metricNotFound, metricRetired } from './standing.js'

const refuseSuccessor = (
  { metricId, successorId, retiredOn }: RetireMetric,
  successor: MetricState | null,
): readonly Refusal<MetricRefusal>[] => {
  if (successorId === undefined) return []
  if (successorId === metricId) {
    const message = 'A metric cannot succeed itself; name the metric that takes its place, or none'
    return refuse(MetricRefusal.SuccessorIsItself, message, 'successorId').refusals
  }
  if (successor === null || successor.status === 'undefined') {
    const message = 'No metric has this id; define the successor first'
    return refuse(MetricRefusal.SuccessorNotFound, message, 'successorId').refusals
  }
  if (successor.retirement === null || successor.retirement.retiredOn > retiredOn) return []
  const message = `That metric was retired on ${successor.retirement.retiredOn}; name one that is still measured then`
  return refuse(MetricRefusal.SuccessorRetired, message, 'successorId').refusals
}

/**
 * Ends a metric: no period that begins on that day or later is measured by it, and it changes no more.
 * Readings of earlier periods stay, and can still be recorded and corrected.
 * `facts.successor`: the state of the named successor; null when none was named.
 */
export const retireMetric =
  (command: RetireMetric, facts: { readonly successor: MetricState | null }) =>
  (state: MetricState): Decision<MetricEvent, MetricRefusal> => {
    if (state.status === 'undefined') return metricNotFound()
    const data = { ...without(command, 'expectedRevision'), successorId: command.successorId ?? null }
    if (state.retirement !== null && sameContent(state.retirement, data)) return accept()
    const retired = metricRetired(state)
    if (retired !== null) return retired
    const refusals = [
      ...refuseSuccessor(command, facts.successor),
      ...(state.validFrom !== null && command.retiredOn < state.validFrom
        ? refuse(
            MetricRefusal.RetiredBeforeValid,
            `The metric is measured from ${state.validFrom} on; give that day or a later one`,
            'retiredOn',
          ).refusals
        : []),
    ]
    return refusals.length > 0 ? refuseAll(refusals) : accept({ type: 'MetricRetired', data })
  }
