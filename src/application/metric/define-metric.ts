import { metricCodeStreamId } from '../../domain/ids.js'
import type { DefineMetric } from '../../domain/metric/commands.js'
import { defineMetric as decide } from '../../domain/metric/define-metric.js'
import { metric } from '../../domain/metric/metric.js'
import { claimMetricCode, metricCode } from '../../domain/metric/metric-code.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { refuseAll } from '../../eventsourcing/decider.js'
import { concluded } from '../concluded.js'

/** Defines a metric and claims its code. */
export const defineMetric = async (unit: UnitOfWork, command: DefineMetric) => {
  const { metricId, code } = command
  const decision = await unit.decide(metric, metricId, decide(command))
  if (decision.kind === 'accepted' && decision.events.length === 0) return concluded(decision, { metricId })
  const claim = await unit.decide(metricCode, metricCodeStreamId(code), claimMetricCode({ code, metricId }))
  const refusals = [decision, claim].flatMap((one) => (one.kind === 'refused' ? one.refusals : []))
  return concluded(refusals.length > 0 ? refuseAll(refusals) : decision, { metricId })
}
