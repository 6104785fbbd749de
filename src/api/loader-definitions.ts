import type { Prisma } from '../../prisma/client/client.js'
import { manyEach, oneEach, within } from './batching.js'

/** What a chart shows of a reading: half of its columns, and a scorecard is made of thousands. */
export const chartedColumns = {
  readingId: true,
  seriesId: true,
  period: true,
  status: true,
  value: true,
  numerator: true,
  denominator: true,
  denominatorVintage: true,
  sampleSize: true,
  grade: true,
  reason: true,
} as const satisfies Prisma.ReadingSelect

/** What resolvers read by id or by owner, batched: a page of a hundred items costs one statement a relation. */
export const loaderDefinitions = {
  locality: oneEach(
    (client, ids) => client.locality.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  localityNames: manyEach(
    (client, ids) =>
      client.localityName.findMany({
        where: { localityId: within(ids), toPosition: null },
        orderBy: [{ validFrom: 'asc' }, { fromPosition: 'asc' }],
      }),
    (row) => row.localityId,
  ),
  localityParents: manyEach(
    (client, ids) =>
      client.localityParent.findMany({
        where: { localityId: within(ids), toPosition: null },
        orderBy: [{ validFrom: 'asc' }, { fromPosition: 'asc' }],
      }),
    (row) => row.localityId,
  ),
  localityChildren: manyEach(
    (client, ids) =>
      client.localityParent.findMany({
        where: { parentId: within(ids), toPosition: null },
        orderBy: [{ validFrom: 'asc' }, { fromPosition: 'asc' }],
      }),
    (row) => row.parentId,
  ),
  localityCodes: manyEach(
    (client, ids) =>
      client.localityCode.findMany({
        where: { localityId: within(ids), toPosition: null },
        orderBy: [{ scheme: 'asc' }, { validFrom: 'asc' }, { code: 'asc' }],
      }),
    (row) => row.localityId,
  ),
  predecessors: manyEach(
    (client, ids) =>
      client.localitySuccession.findMany({
        where: { successorId: within(ids) },
        orderBy: [{ effectiveOn: 'asc' }, { id: 'asc' }],
      }),
    (row) => row.successorId,
  ),
  successors: manyEach(
    (client, ids) =>
      client.localitySuccession.findMany({
        where: { predecessorId: within(ids) },
        orderBy: [{ effectiveOn: 'asc' }, { id: 'asc' }],
      }),
    (row) => row.predecessorId,
  ),
  population: oneEach(
    (client, ids) => client.population.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  metric: oneEach(
    (client, ids) => client.metric.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  metricDefinitions: manyEach(
    (client, ids) =>
      client.metricDefinition.findMany({ where: { metricId: within(ids) }, orderBy: { version: 'asc' } }),
    (row) => row.metricId,
  ),
  target: oneEach(
    (client, ids) => client.metricTarget.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  metricTargets: manyEach(
    (client, ids) =>
      client.metricTarget.findMany({
        where: { metricId: within(ids), toPosition: null },
        orderBy: [{ validFrom: 'asc' }, { fromPosition: 'asc' }],
      }),
    (row) => row.metricId,
  ),
  series: oneEach(
    (client, ids) => client.series.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  /** Revision of each series: that of the last thing that was said of it. */
  seriesRevision: oneEach(
    async (client, ids) => {
      const last = await client.reading.groupBy({
        by: ['seriesId'],
        where: { seriesId: within(ids) },
        _max: { revision: true },
      })
      return last.map(({ seriesId, _max }) => ({ seriesId, revision: Number(_max.revision ?? 0n) }))
    },
    (row) => row.seriesId,
  ),
  reading: oneEach(
    (client, ids) => client.reading.findMany({ where: { readingId: within(ids), toPosition: null } }),
    (row) => row.readingId,
  ),
  readingVersions: manyEach(
    (client, ids) =>
      client.reading.findMany({ where: { readingId: within(ids) }, orderBy: { fromPosition: 'asc' } }),
    (row) => row.readingId,
  ),
  /** What charts show of what is known now of each period of a series, in order: withdrawn readings too. */
  chartedReadings: manyEach(
    (client, ids) =>
      client.reading.findMany({
        select: chartedColumns,
        where: { seriesId: within(ids), toPosition: null },
        orderBy: { period: 'asc' },
      }),
    (row) => row.seriesId,
  ),
  /** How far the chart of each series has changed. */
  chart: oneEach(
    (client, ids) => client.chart.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  chartDefault: oneEach(
    (client, ids) => client.chartDefault.findMany({ where: { seriesId: within(ids), toPosition: null } }),
    (row) => row.seriesId,
  ),
  phase: oneEach(
    (client, ids) => client.chartPhase.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  seriesPhases: manyEach(
    (client, ids) =>
      client.chartPhase.findMany({
        where: { seriesId: within(ids) },
        orderBy: [{ from: 'asc' }, { fromPosition: 'asc' }],
      }),
    (row) => row.seriesId,
  ),
  chartExclusions: manyEach(
    (client, ids) =>
      client.chartExclusion.findMany({
        where: { seriesId: within(ids) },
        orderBy: [{ period: 'asc' }, { fromPosition: 'asc' }],
      }),
    (row) => row.seriesId,
  ),
  project: oneEach(
    (client, ids) => client.project.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  ramp: oneEach(
    (client, ids) => client.ramp.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  projectRamps: manyEach(
    (client, ids) =>
      client.ramp.findMany({ where: { projectId: within(ids) }, orderBy: { fromPosition: 'asc' } }),
    (row) => row.projectId,
  ),
  cycle: oneEach(
    (client, ids) => client.cycle.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  localityCycles: manyEach(
    (client, ids) =>
      client.cycle.findMany({ where: { localityId: within(ids) }, orderBy: { fromPosition: 'asc' } }),
    (row) => row.localityId,
  ),
  cyclesInformed: manyEach(
    (client, ids) =>
      client.cycle.findMany({
        where: { informedByCycleId: within(ids) },
        orderBy: [{ plannedStartOn: 'asc' }, { id: 'asc' }],
      }),
    (row) => row.informedByCycleId,
  ),
  cyclePlanVersions: manyEach(
    (client, ids) =>
      client.cyclePlanVersion.findMany({
        where: { cycleId: within(ids) },
        orderBy: { fromPosition: 'asc' },
      }),
    (row) => row.cycleId,
  ),
  observation: oneEach(
    (client, ids) => client.cycleObservation.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  cycleObservations: manyEach(
    (client, ids) =>
      client.cycleObservation.findMany({
        where: { cycleId: within(ids) },
        orderBy: [{ observedOn: 'asc' }, { fromPosition: 'asc' }],
      }),
    (row) => row.cycleId,
  ),
  milestone: oneEach(
    (client, ids) => client.milestone.findMany({ where: { id: within(ids) } }),
    (row) => row.id,
  ),
  localityMilestones: manyEach(
    (client, ids) =>
      client.milestone.findMany({ where: { localityId: within(ids) }, orderBy: { fromPosition: 'asc' } }),
    (row) => row.localityId,
  ),
  milestoneForecasts: manyEach(
    (client, ids) =>
      client.milestoneForecast.findMany({
        where: { milestoneId: within(ids) },
        orderBy: { fromPosition: 'asc' },
      }),
    (row) => row.milestoneId,
  ),
  milestoneStatusChanges: manyEach(
    (client, ids) =>
      client.milestoneStatusChange.findMany({
        where: { milestoneId: within(ids) },
        orderBy: { fromPosition: 'asc' },
      }),
    (row) => row.milestoneId,
  ),
}
