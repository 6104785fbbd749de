import { Field, ID, ObjectType } from 'type-graphql'

import type { ApiContext } from '../context.js'
import type { Rows } from '../loaders.js'
import { connectionOf } from '../relay/connection.js'
import { toGlobalId } from '../relay/global-id.js'
import { Node } from '../relay/node.js'
import { DateTimeScalar } from '../scalars.js'

@ObjectType({
  implements: Node,
  description:
    'The readings of one metric for one locality and, where the metric has a breakdown, one category.',
})
export class Series implements Node {
  readonly id: string

  @Field(() => ID, { description: 'The UUID behind the opaque id.' })
  uuid: string

  @Field(() => DateTimeScalar, { description: 'When its first reading was recorded.' })
  openedAt: Date

  constructor(readonly row: Rows['series']) {
    this.id = toGlobalId('Series', row.id)
    this.uuid = row.id
    this.openedAt = row.openedAt
  }
}

export const SeriesConnection = connectionOf(() => Series, 'Series', 'series')

/** A series by its UUID; null when there is none. */
export const loadSeries = async (context: ApiContext, id: string): Promise<Series | null> => {
  const row = await context.loaders.series.load(id)
  return row === null ? null : new Series(row)
}
