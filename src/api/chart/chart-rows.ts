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

/** Everything that a chart is made of, read in a number of statements that does not grow with the charts. */
export interface ChartRows {
  readonly definition: Rows['metricDefinition']
  /** All versions of what the metric means, in order. */
  readonly definitions: readonly Rows['metricDefinition'][]
  /** What is known now of each period, in order, from the first that stands to the last; withdrawn ones between. */
  readonly readings: readonly Rows['chartedReading'][]
  /** First period of the series with a reading that stands, shown or not; null: none. */
  readonly beginning: string | null
  readonly targets: readonly Rows['target'][]
  readonly cycles: readonly Rows['cycle'][]
  readonly milestones: readonly Rows['milestone'][]
  /** How everyone sees it; null: nobody has chosen. */
  readonly defaults: Rows['chartDefault'] | null
  /** Accepted phases by their first periods. */
  readonly phases: readonly Rows['phase'][]
  /** Points that are left out now. */
  readonly exclusions: readonly Rows['chartExclusion'][]
}

const stands = ({ status }: Rows['chartedReading']): boolean => status !== 'WITHDRAWN'

/** A withdrawn reading leaves a gap that can be looked up, but makes no chart longer. */
const betweenStanding = (readings: readonly Rows['chartedReading'][]): readonly Rows['chartedReading'][] => {
  const first = readings.findIndex(stands)
  return first < 0 ? [] : readings.slice(first, readings.findLastIndex(stands) + 1)
}

/** What happened at the locality is left out of tables, which have no room for it. */
const happenings = async ({ loaders }: ApiContext, localityId: string, wanted: boolean) => {
  if (!wanted) return { cycles: [], milestones: [] }
  const [cycles, milestones] = await Promise.all([
    loaders.localityCycles.load(localityId),
    loaders.localityMilestones.load(localityId),
  ])
  return { cycles, milestones }
}

/**
 * Reads what a chart shows. Charts that are asked for at the same time share their statements: one for the readings
 * of all, one for their targets, and so on. The definition is the one that holds for the last period.
 */
export const readChartRows = async (
  context: ApiContext,
  { metric, locality, seriesId, from, to }: ChartRequest,
  { withHappenings = true }: { readonly withHappenings?: boolean } = {},
): Promise<ChartRows> => {
  const { loaders } = context
  const [definitions, all, targets, happened, defaults, phases, exclusions] = await Promise.all([
    loaders.metricDefinitions.load(metric.id),
    loaders.chartedReadings.load(seriesId),
    loaders.metricTargets.load(metric.id),
    happenings(context, locality.id, withHappenings),
    loaders.chartDefault.load(seriesId),
    loaders.seriesPhases.load(seriesId),
    loaders.chartExclusions.load(seriesId),
  ])
  const readings = betweenStanding(
    all.filter(({ period }) => (from === null || period >= from) && (to === null || period <= to)),
  )
  return {
    definition: definitionAt(definitions, readings.at(-1)?.period ?? context.today()),
    definitions,
    readings,
    beginning: all.find(stands)?.period ?? null,
    targets: targets.filter(({ localityId }) => localityId === null || localityId === locality.id),
    ...happened,
    defaults,
    phases: phases.filter(({ status }) => status === 'ACCEPTED'),
    exclusions: exclusions.filter(({ toPosition }) => toPosition === null),
  }
}
