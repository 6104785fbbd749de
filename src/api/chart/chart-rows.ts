import type { Prisma } from '../../../prisma/client/client.js'
import type { ApiContext } from '../context.js'
import type { Rows } from '../loaders.js'
import { definitionAt } from '../metric/definition-at.js'

/** Which chart: a metric, a locality, a part of the breakdown, and the periods to show. */
export interface ChartRequest {
  readonly metric: Rows['metric']
  readonly locality: Rows['locality']
  readonly category: string | null
  readonly seriesId: string
  /** First and last period to show; null: as far as there are readings. */
  readonly from: string | null
  readonly to: string | null
}

/** Everything that a run chart is made of, read in a bounded number of statements. */
export interface ChartRows {
  readonly definition: Rows['metricDefinition']
  readonly readings: readonly Rows['reading'][]
  readonly targets: readonly Rows['target'][]
  readonly cycles: readonly Rows['cycle'][]
  readonly milestones: readonly Rows['milestone'][]
}

const readingsOf = (context: ApiContext, { seriesId, from, to }: ChartRequest): Promise<Rows['reading'][]> =>
  context.reads.client().reading.findMany({
    where: {
      seriesId,
      toPosition: null,
      status: { not: 'WITHDRAWN' },
      period: { ...(from === null ? {} : { gte: from }), ...(to === null ? {} : { lte: to }) },
    },
    orderBy: { period: 'asc' },
  })

const atLocality = (
  localityId: string,
): { where: { localityId: string }; orderBy: Prisma.CycleOrderByWithRelationInput } => ({
  where: { localityId },
  orderBy: { fromPosition: 'asc' },
})

/** Reads what a chart shows. The definition is the one that holds for its last period. */
export const readChartRows = async (context: ApiContext, request: ChartRequest): Promise<ChartRows> => {
  const { metric, locality } = request
  const client = context.reads.client()
  const [definitions, readings, targets, cycles, milestones] = await Promise.all([
    context.loaders.metricDefinitions.load(metric.id),
    readingsOf(context, request),
    context.loaders.metricTargets.load(metric.id),
    client.cycle.findMany(atLocality(locality.id)),
    client.milestone.findMany({ where: { localityId: locality.id }, orderBy: { fromPosition: 'asc' } }),
  ])
  return {
    definition: definitionAt(definitions, readings.at(-1)?.period ?? context.today()),
    readings,
    targets: targets.filter(({ localityId }) => localityId === null || localityId === locality.id),
    cycles,
    milestones,
  }
}
