import { ClaimedKind } from '../../domain/id-claim/events.js'
import { lifeOf, locality } from '../../domain/locality/locality.js'
import type { SetTarget } from '../../domain/metric/commands.js'
import { metric } from '../../domain/metric/metric.js'
import { MetricRefusal } from '../../domain/metric/refusals.js'
import { setTarget as decide } from '../../domain/metric/targets.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'
import { concluded } from '../concluded.js'
import { withClaimedId } from '../with-claimed-id.js'

/** Sets a target for a locality that exists, or for all. */
export const setTarget = async (unit: UnitOfWork, command: SetTarget) => {
  const { metricId, targetId, localityId } = command
  const facts = { locality: localityId === undefined ? null : lifeOf(await unit.read(locality, localityId)) }
  const decision = await withClaimedId(
    unit,
    await unit.decide(metric, metricId, decide(command, facts)),
    { id: targetId, kind: ClaimedKind.Target, ownerId: metricId },
    { taken: MetricRefusal.TargetIdTaken, field: 'targetId' },
  )
  return concluded(decision, { metricId, targetId })
}
