import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { badUserInput } from '../errors.js'
import { childrenOn } from '../locality/tree.js'
import { connectionOf, type Connection } from '../relay/connection.js'
import { keyOf } from '../relay/key-of.js'
import { ListArgs, settled } from '../settled.js'
import { badFieldInput } from './bad-field-input.js'
import { ChartChoiceArgs, choiceOf } from './chart-args.js'
import { pageOfSeries, type SeriesListing } from './chart-list.js'
import { readChartRows } from './chart-rows.js'
import { Chart } from './chart.js'
import { seriesChart } from './series-chart.js'

export const ChartConnection = connectionOf(() => Chart, 'Chart', 'charts')

/** Most localities that can be named at once. */
export const mostLocalities = 250

/** UUIDs of localities that are named, or lie right below another on a day. */
export const namedLocalities = async (
  context: ApiContext,
  {
    localityIds,
    parentId,
    on,
  }: {
    readonly localityIds?: readonly string[] | null
    readonly parentId?: string | null
    readonly on: string
  },
): Promise<readonly string[]> => {
  if (localityIds && !parentId) {
    if (localityIds.length === 0 || localityIds.length > mostLocalities) {
      throw badFieldInput(`Name 1 to ${mostLocalities} localities`, ['localityIds'])
    }
    return [...new Set(localityIds.map((id, index) => keyOf(id, 'Locality', `localityIds.${index}`)))]
  }
  if (!parentId || localityIds) throw badUserInput('Give `localityIds` or `parentId`, not both')
  const children = await childrenOn(context, keyOf(parentId, 'Locality', 'parentId'), on)
  if (children.length > mostLocalities) {
    throw badFieldInput(
      `${children.length} localities lie below it, and at most ${mostLocalities} can be shown; name them instead`,
      ['parentId'],
    )
  }
  return children
}

@Resolver()
export class ChartsQuery {
  @Query(() => ChartConnection, {
    description:
      'Many charts at once: all of a locality by metric (`localityId`), or those of a metric at several localities by ' +
      'name (`metricId` with `localityIds` or `parentId`). Series without readings have no chart.',
  })
  async charts(
    @Arg('localityId', () => ID, { nullable: true, description: 'All charts of this locality.' })
    localityId: string | null | undefined,
    @Arg('metricId', () => ID, {
      nullable: true,
      description: 'Charts of this metric; alone with `localityId`, or at several localities.',
    })
    metricId: string | null | undefined,
    @Arg('localityIds', () => [ID], { nullable: true, description: 'At these localities, 250 at most.' })
    localityIds: string[] | null | undefined,
    @Arg('parentId', () => ID, {
      nullable: true,
      description: 'At the localities right below this one today.',
    })
    parentId: string | null | undefined,
    @Arg('category', () => String, { nullable: true, description: 'Only of the category with this code.' })
    category: string | null | undefined,
    @Args(() => ChartChoiceArgs) asked: ChartChoiceArgs,
    @Args(() => ListArgs) page: ListArgs,
    @Ctx() context: ApiContext,
  ): Promise<Connection<Chart>> {
    await settled(context, page)
    const choice = choiceOf(asked)
    const metric = metricId ? { metricId: keyOf(metricId, 'Metric', 'metricId') } : {}
    const part = category ? { category } : {}
    const listing = async (): Promise<SeriesListing> => {
      if (localityId) {
        if (localityIds || parentId)
          throw badUserInput('With `localityId`, leave `localityIds` and `parentId` out')
        const where = { localityId: keyOf(localityId, 'Locality', 'localityId'), ...metric, ...part }
        return { where, by: 'metric' }
      }
      if (!metricId) throw badUserInput('Give `localityId`, or `metricId` with `localityIds` or `parentId`')
      const ids = await namedLocalities(context, {
        ...(localityIds ? { localityIds } : {}),
        ...(parentId ? { parentId } : {}),
        on: context.today(),
      })
      return { where: { ...metric, ...part, localityId: { in: [...ids] } }, by: 'locality' }
    }
    return new ChartConnection(
      await pageOfSeries(
        context,
        await listing(),
        page,
        asked,
        async (request) => new Chart(seriesChart(request, await readChartRows(context, request), choice)),
      ),
    )
  }
}
