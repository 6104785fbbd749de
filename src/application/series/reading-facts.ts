import type { LocalityId, MetricId } from '../../domain/ids.js'
import { type Life, lifeOf, locality } from '../../domain/locality/locality.js'
import { metric, type MetricState } from '../../domain/metric/metric.js'
import type { ReadingFacts } from '../../domain/series/placement.js'
import type { UnitOfWork } from '../../eventsourcing/command.js'

/** The day on which it is decided, `2024-04-01`. */
export interface Today {
  readonly today: string
}

/** Looks metrics and localities up for many readings of one command, each of them once. */
export const readingFacts = (unit: UnitOfWork, { today }: Today) => {
  const metrics = new Map<MetricId, MetricState>()
  const localities = new Map<LocalityId, Life | null>()

  const metricOf = async (metricId: MetricId): Promise<MetricState> => {
    const known = metrics.get(metricId) ?? (await unit.read(metric, metricId))
    metrics.set(metricId, known)
    return known
  }

  const localityOf = async (localityId: LocalityId): Promise<Life | null> => {
    const known = localities.get(localityId)
    if (known !== undefined) return known
    const life = lifeOf(await unit.read(locality, localityId))
    localities.set(localityId, life)
    return life
  }

  return async (place: { metricId: MetricId; localityId: LocalityId }): Promise<ReadingFacts> => ({
    metric: await metricOf(place.metricId),
    locality: await localityOf(place.localityId),
    today,
  })
}
