import type { Prisma } from '../../../prisma/client/client.js'
import type { ApiContext } from '../context.js'
import type { Rows } from '../loaders.js'
import type { Paged } from '../relay/connection.js'
import { pageOfList } from '../relay/list.js'
import type { PageArgs } from '../relay/page.js'
import type { ChartRequest } from './chart-rows.js'
import { chartRequest, type ChartPeriods } from './find-chart.js'

/** A series that a chart can show, with what it is sorted by. */
interface ListedSeries {
  readonly series: Rows['series']
  readonly keys: readonly [string, string, string]
}

/** What is listed, and how: by metric at one locality, or by locality for one metric. */
export interface SeriesListing {
  readonly where: Prisma.SeriesWhereInput
  readonly by: 'metric' | 'locality'
  /** Metrics that are measured no longer are left out. */
  readonly currentOnly?: boolean
}

const columns = [{ column: 'name' }, { column: 'category' }, { column: 'id' }]

const listed = async (
  { loaders, reads, today }: ApiContext,
  { where, by, currentOnly = false }: SeriesListing,
): Promise<ListedSeries[]> => {
  const all = await reads.client().series.findMany({ where })
  const found = await Promise.all(
    all.map(async (series): Promise<ListedSeries | null> => {
      const [metric, locality] = await Promise.all([
        loaders.metric.load(series.metricId),
        loaders.locality.load(series.localityId),
      ])
      if (metric === null || locality === null || metric.nature === 'QUALITATIVE') return null
      if (currentOnly && metric.retiredOn !== null && metric.retiredOn <= today()) return null
      const { nameKey } = by === 'metric' ? metric : locality
      return { series, keys: [nameKey, series.category ?? '', series.id] }
    }),
  )
  return found.filter((one) => one !== null)
}

/**
 * A page of what series show, by name and then by category. The statements are the same whatever the size of the
 * page: names first, and then what is shown of all series of the page at once.
 *
 * @param show reads and shows one series; those of a page are read together
 */
export const pageOfSeries = async <Item>(
  context: ApiContext,
  listing: SeriesListing,
  page: PageArgs,
  periods: ChartPeriods,
  show: (request: ChartRequest) => Promise<Item>,
): Promise<Paged<Item>> => {
  const { edges, ...rest } = pageOfList(page, await listed(context, listing), ({ keys }) => keys, columns)
  const shown = await Promise.all(
    edges.map(async ({ cursor, node }) => {
      const request = await chartRequest(context, node.series, periods)
      return request === null ? null : { cursor, node: await show(request) }
    }),
  )
  return { ...rest, edges: shown.filter((edge) => edge !== null) }
}
