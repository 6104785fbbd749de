import { Field, Float, ObjectType } from 'type-graphql'

import type { ApiContext } from '../context.js'
import type { Rows } from '../loaders.js'
import { toGlobalId } from '../relay/global-id.js'
import { Node } from '../relay/node.js'
import { DateScalar } from '../scalars.js'

@ObjectType({ implements: Node, description: 'A value that is aimed at from some day on.' })
export class Target implements Node {
  readonly id: string

  @Field(() => Float, { description: 'The value that is aimed at.' })
  value: number

  @Field(() => DateScalar, { description: 'From when it holds.' })
  validFrom: string

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it holds no longer.' })
  validTo: string | null

  @Field(() => String, { nullable: true, description: 'Who set it, or where it is written.' })
  source: string | null

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn.' })
  withdrawnFor: string | null

  constructor(readonly row: Rows['target']) {
    this.id = toGlobalId('Target', row.id)
    this.value = row.value
    this.validFrom = row.validFrom
    this.validTo = row.validTo
    this.source = row.source
    this.withdrawnFor = row.withdrawnFor
  }
}

/** A target by its UUID, a withdrawn one too; null when there is none. */
export const loadTarget = async (context: ApiContext, id: string): Promise<Target | null> => {
  const row = await context.loaders.target.load(id)
  return row === null ? null : new Target(row)
}
