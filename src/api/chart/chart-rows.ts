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
  /** What is known now of each period, in order, from the first that stands to the last; withdrawn ones between. */
  readonly readings: readonly Rows['reading'][]
  readonly targets: readonly Rows['target'][]
  readonly cycles: readonly Rows['cycle'][]
  readonly milestones: readonly Rows['milestone'][]
}

/** A withdrawn reading leaves a gap that can be looked up, but makes no chart longer. */
const betweenStanding = (readings: readonly Rows['reading'][]): readonly Rows['reading'][] => {
  const stands = ({ status }: Rows['reading']) => status !== 'WITHDRAWN'
  const first = readings.findIndex(stands)
  return first < 0 ? [] : readings.slice(first, readings.findLastIndex(stands) + 1)
}

const readingsOf = async (
  context: ApiContext,
  { seriesId, from, to }: ChartRequest,
): Promise<readonly Rows['reading'][]> => {
  const readings = await context.reads.client().reading.findMany({
    where: {
      seriesId,
      toPosition: null,
      period: { ...(from === null ? {} : { gte: from }), ...(to === null ? {} : { lte: to }) },
    },
    orderBy: { period: 'asc' },
  })
  return betweenStanding(readings)
}

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
