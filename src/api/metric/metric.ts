import { Field, ObjectType } from 'type-graphql'

import { Nature, Purpose } from '../../domain/metric/vocabulary.js'
import type { ApiContext } from '../context.js'
import type { Rows } from '../loaders.js'
import { oneOf } from '../one-of.js'
import { connectionOf } from '../relay/connection.js'
import { Node } from '../relay/node.js'
import { RevisedNode } from '../relay/revised-node.js'
import { DateScalar } from '../scalars.js'
import { NatureEnum, PurposeEnum } from './enums.js'

@ObjectType({
  implements: Node,
  description:
    'Something that is measured again and again. Its definition has versions; readings keep to the one of their period.',
})
export class Metric extends RevisedNode {
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

  constructor(readonly row: Rows['metric']) {
    super('Metric', row)
    this.code = row.code
    this.name = row.name
    this.purpose = oneOf(Purpose, row.purpose)
    this.nature = oneOf(Nature, row.nature)
    this.validFrom = row.validFrom
    this.retiredOn = row.retiredOn
    this.retiredFor = row.retiredFor
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
