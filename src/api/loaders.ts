import type { Prisma, PrismaClient } from '../../prisma/client/client.js'
import { manyEach, oneEach, within } from './batching.js'

/**
 * What resolvers read by id or by owner, batched: a page of a hundred items costs one statement a relation.
 * Made for each request, so that nobody sees another request's rows or an older state than was waited for.
 */
export const createLoaders = (client: () => PrismaClient) => ({
  locality: oneEach(
    (ids) => client().locality.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  localityNames: manyEach(
    (ids) =>
      client().localityName.findMany({
        where: { localityId: within(ids), toPosition: null },
        orderBy: [{ validFrom: 'asc' }, { fromPosition: 'asc' }],
      }),
    (row) => row.localityId,
  ),
  localityParents: manyEach(
    (ids) =>
      client().localityParent.findMany({
        where: { localityId: within(ids), toPosition: null },
        orderBy: [{ validFrom: 'asc' }, { fromPosition: 'asc' }],
      }),
    (row) => row.localityId,
  ),
  localityChildren: manyEach(
    (ids) =>
      client().localityParent.findMany({
        where: { parentId: within(ids), toPosition: null },
        orderBy: [{ validFrom: 'asc' }, { fromPosition: 'asc' }],
      }),
    (row) => row.parentId,
  ),
  localityCodes: manyEach(
    (ids) =>
      client().localityCode.findMany({
        where: { localityId: within(ids), toPosition: null },
        orderBy: [{ scheme: 'asc' }, { validFrom: 'asc' }, { code: 'asc' }],
      }),
    (row) => row.localityId,
  ),
  predecessors: manyEach(
    (ids) =>
      client().localitySuccession.findMany({
        where: { successorId: within(ids) },
        orderBy: [{ effectiveOn: 'asc' }, { id: 'asc' }],
      }),
    (row) => row.successorId,
  ),
  successors: manyEach(
    (ids) =>
      client().localitySuccession.findMany({
        where: { predecessorId: within(ids) },
        orderBy: [{ effectiveOn: 'asc' }, { id: 'asc' }],
      }),
    (row) => row.predecessorId,
  ),
  population: oneEach(
    (ids) => client().population.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  metric: oneEach(
    (ids) => client().metric.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  metricDefinitions: manyEach(
    (ids) =>
      client().metricDefinition.findMany({ where: { metricId: within(ids) }, orderBy: { version: 'asc' } }),
    (row) => row.metricId,
  ),
  target: oneEach(
    (ids) => client().metricTarget.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  metricTargets: manyEach(
    (ids) =>
      client().metricTarget.findMany({
        where: { metricId: within(ids), toPosition: null },
        orderBy: [{ validFrom: 'asc' }, { fromPosition: 'asc' }],
      }),
    (row) => row.metricId,
  ),
  series: oneEach(
    (ids) => client().series.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  /** Revision of each series: that of the last thing that was said of it. */
  seriesRevision: oneEach(
    async (ids) => {
      const last = await client().reading.groupBy({
        by: ['seriesId'],
        where: { seriesId: within(ids) },
        _max: { revision: true },
      })
      return last.map(({ seriesId, _max }) => ({ seriesId, revision: Number(_max.revision ?? 0n) }))
    },
    (row) => row.seriesId,
  ),
  reading: oneEach(
    (ids) => client().reading.findMany({ where: { readingId: within(ids), toPosition: null } }),
    (row) => row.readingId,
  ),
  readingVersions: manyEach(
    (ids) =>
      client().reading.findMany({ where: { readingId: within(ids) }, orderBy: { fromPosition: 'asc' } }),
    (row) => row.readingId,
  ),
  /** What is known now of each period of a series, in order: withdrawn readings too. */
  seriesReadings: manyEach(
    (ids) =>
      client().reading.findMany({
        where: { seriesId: within(ids), toPosition: null },
        orderBy: { period: 'asc' },
      }),
    (row) => row.seriesId,
  ),
  /** How far the chart of each series has changed. */
  chart: oneEach(
    (ids) => client().chart.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  chartDefault: oneEach(
    (ids) => client().chartDefault.findMany({ where: { seriesId: within(ids), toPosition: null } }),
    (row) => row.seriesId,
  ),
  phase: oneEach(
    (ids) => client().chartPhase.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  seriesPhases: manyEach(
    (ids) =>
      client().chartPhase.findMany({
        where: { seriesId: within(ids) },
        orderBy: [{ from: 'asc' }, { fromPosition: 'asc' }],
      }),
    (row) => row.seriesId,
  ),
  chartExclusions: manyEach(
    (ids) =>
      client().chartExclusion.findMany({
        where: { seriesId: within(ids) },
        orderBy: [{ period: 'asc' }, { fromPosition: 'asc' }],
      }),
    (row) => row.seriesId,
  ),
  project: oneEach(
    (ids) => client().project.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  ramp: oneEach(
    (ids) => client().ramp.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  projectRamps: manyEach(
    (ids) => client().ramp.findMany({ where: { projectId: within(ids) }, orderBy: { fromPosition: 'asc' } }),
    (row) => row.projectId,
  ),
  cycle: oneEach(
    (ids) => client().cycle.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  localityCycles: manyEach(
    (ids) =>
      client().cycle.findMany({ where: { localityId: within(ids) }, orderBy: { fromPosition: 'asc' } }),
    (row) => row.localityId,
  ),
  cyclesInformed: manyEach(
    (ids) =>
      client().cycle.findMany({
        where: { informedByCycleId: within(ids) },
        orderBy: [{ plannedStartOn: 'asc' }, { id: 'asc' }],
      }),
    (row) => row.informedByCycleId,
  ),
  cyclePlanVersions: manyEach(
    (ids) =>
      client().cyclePlanVersion.findMany({
        where: { cycleId: within(ids) },
        orderBy: { fromPosition: 'asc' },
      }),
    (row) => row.cycleId,
  ),
  observation: oneEach(
    (ids) => client().cycleObservation.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  cycleObservations: manyEach(
    (ids) =>
      client().cycleObservation.findMany({
        where: { cycleId: within(ids) },
        orderBy: [{ observedOn: 'asc' }, { fromPosition: 'asc' }],
      }),
    (row) => row.cycleId,
  ),
  milestone: oneEach(
    (ids) => client().milestone.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  localityMilestones: manyEach(
    (ids) =>
      client().milestone.findMany({ where: { localityId: within(ids) }, orderBy: { fromPosition: 'asc' } }),
    (row) => row.localityId,
  ),
  milestoneForecasts: manyEach(
    (ids) =>
      client().milestoneForecast.findMany({
        where: { milestoneId: within(ids) },
        orderBy: { fromPosition: 'asc' },
      }),
    (row) => row.milestoneId,
  ),
  milestoneStatusChanges: manyEach(
    (ids) =>
      client().milestoneStatusChange.findMany({
        where: { milestoneId: within(ids) },
        orderBy: { fromPosition: 'asc' },
      }),
    (row) => row.milestoneId,
  ),
})

export type Loaders = ReturnType<typeof createLoaders>

/** Forgets what was read, because something changed since. */
export const clearLoaders = (loaders: Loaders): void => {
  for (const loader of Object.values(loaders)) loader.clearAll()
}

export type Rows = {
  readonly locality: Prisma.LocalityGetPayload<object>
  readonly metric: Prisma.MetricGetPayload<object>
  readonly metricDefinition: Prisma.MetricDefinitionGetPayload<object>
  readonly target: Prisma.MetricTargetGetPayload<object>
  readonly series: Prisma.SeriesGetPayload<object>
  readonly reading: Prisma.ReadingGetPayload<object>
  readonly chartDefault: Prisma.ChartDefaultGetPayload<object>
  readonly phase: Prisma.ChartPhaseGetPayload<object>
  readonly chartExclusion: Prisma.ChartExclusionGetPayload<object>
  readonly project: Prisma.ProjectGetPayload<object>
  readonly ramp: Prisma.RampGetPayload<object>
  readonly cycle: Prisma.CycleGetPayload<object>
  readonly milestone: Prisma.MilestoneGetPayload<object>
}
