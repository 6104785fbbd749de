import { accept, type Decision, refuse, refuseAll } from '../../eventsourcing/decider.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import type { DefineMetric } from './commands.js'
import { completeDefinition } from './definition.js'
import type { MetricEvent } from './events.js'
import type { MetricState } from './metric.js'
import { MetricRefusal } from './refusals.js'

/** The first definition of a metric, completed and checked. */
export const defineMetric =
  (command: DefineMetric) =>
  (state: MetricState): Decision<MetricEvent, MetricRefusal> => {
    const completed = completeDefinition(command.definition)
    if (completed.kind === 'refused') return refuseAll(completed.refusals)
    const data = { ...without(command), definition: completed.definition }
    if (state.status === 'undefined') return accept({ type: 'MetricDefined', data })
    if (sameContent(state.defined, data)) return accept()
    const message = 'Another metric has this id; give the new one an id of its own, or redefine that metric'
    return refuse(MetricRefusal.MetricIdTaken, message, 'metricId')
  }
