import { Field, ID, Int, ObjectType } from 'type-graphql'

import { Nature, Purpose } from '../../domain/metric/vocabulary.js'
import type { ApiContext } from '../context.js'
import type { Rows } from '../loaders.js'
import { oneOf } from '../one-of.js'
import { connectionOf } from '../relay/connection.js'
import { toGlobalId } from '../relay/global-id.js'
import { Node } from '../relay/node.js'
import { DateScalar, DateTimeScalar } from '../scalars.js'
import { NatureEnum, PurposeEnum } from './enums.js'

@ObjectType({
  implements: Node,
  description:
    'Something that is measured again and again. Its definition has versions; readings keep to the one of their period.',
})
export class Metric implements Node {
  readonly id: string

  @Field(() => ID, { description: 'The UUID behind the opaque id.' })
  uuid: string

  @Field(() => String, { description: 'Short unique name, such as `ea65`.' })
  code: string

  @Field(() => String, { description: 'Name for people.' })
  name: string

  @Field(() => PurposeEnum, { description: 'What it is for.' })
  purpose: Purpose

  @Field(() => NatureEnum, { description: 'Numbers or words.' })
  nature: Nature

  @Field(() => DateScalar, { nullable: true, description: 'From when it is measured; none: no limit.' })
  validFrom: string | null

  @Field(() => DateScalar, { nullable: true, description: 'From when it is measured no longer.' })
  retiredOn: string | null

  @Field(() => String, { nullable: true, description: 'Why it was retired.' })
  retiredFor: string | null

  @Field(() => Int, { description: 'Counts up with every change; give it to `expectedRevision`.' })
  revision: number

  @Field(() => DateTimeScalar, { description: 'When it was first recorded.' })
  createdAt: Date

  @Field(() => DateTimeScalar, { description: 'When it was last changed.' })
  updatedAt: Date

  constructor(readonly row: Rows['metric']) {
    this.id = toGlobalId('Metric', row.id)
    this.uuid = row.id
    this.code = row.code
    this.name = row.name
    this.purpose = oneOf(Purpose, row.purpose)
    this.nature = oneOf(Nature, row.nature)
    this.validFrom = row.validFrom
    this.retiredOn = row.retiredOn
    this.retiredFor = row.retiredFor
    this.revision = Number(row.revision)
    this.createdAt = row.createdAt
    this.updatedAt = row.updatedAt
  }
}

export const MetricConnection = connectionOf(() => Metric, 'Metric', 'metrics')

/** A metric by its UUID; null when there is none. */
export const loadMetric = async (context: ApiContext, id: string): Promise<Metric | null> => {
  const row = await context.loaders.metric.load(id)
  return row === null ? null : new Metric(row)
}

export const loadMetrics = async (context: ApiContext, ids: readonly string[]): Promise<Metric[]> =>
  (await Promise.all(ids.map((id) => loadMetric(context, id)))).filter((metric) => metric !== null)
