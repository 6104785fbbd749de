import { Field, ID, Int, ObjectType } from 'type-graphql'

import { DateTimeScalar } from '../scalars.js'
import { toGlobalId, type NodeType } from './global-id.js'
import type { Node } from './node.js'

/** The columns of every entity that two people may change. */
interface RevisedRow {
  readonly id: string
  readonly revision: bigint
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** What every entity tells that two people may change. */
@ObjectType()
export abstract class RevisedNode implements Node {
  readonly id: string

  @Field(() => ID, { description: 'The UUID behind the opaque id.' })
  uuid: string

  @Field(() => Int, { description: 'Counts up with every change; give it to `expectedRevision`.' })
  revision: number

  @Field(() => DateTimeScalar, { description: 'When it was first recorded.' })
  createdAt: Date

  @Field(() => DateTimeScalar, { description: 'When it was last changed.' })
  updatedAt: Date

  constructor(type: NodeType, row: RevisedRow) {
    this.id = toGlobalId(type, row.id)
    this.uuid = row.id
    this.revision = Number(row.revision)
    this.createdAt = row.createdAt
    this.updatedAt = row.updatedAt
  }
}
