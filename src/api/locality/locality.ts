import { Field, ID, Int, ObjectType } from 'type-graphql'

import { LocalityKind } from '../../domain/locality/vocabulary.js'
import type { ApiContext } from '../context.js'
import type { Rows } from '../loaders.js'
import { oneOf } from '../one-of.js'
import { connectionOf } from '../relay/connection.js'
import { toGlobalId } from '../relay/global-id.js'
import { Node } from '../relay/node.js'
import { DateScalar, DateTimeScalar } from '../scalars.js'
import { LocalityKindEnum } from './enums.js'

@ObjectType({
  implements: Node,
  description: 'A place or an organisation. Its name, its codes and its place in the tree change over time.',
})
export class Locality implements Node {
  readonly id: string

  @Field(() => ID, { description: 'The UUID behind the opaque id.' })
  uuid: string

  @Field(() => LocalityKindEnum, { description: 'What kind of place it is.' })
  kind: LocalityKind

  @Field(() => DateScalar, { description: 'From when it exists.' })
  openedOn: string

  @Field(() => DateScalar, { nullable: true, description: 'From when it exists no longer.' })
  closedOn: string | null

  @Field(() => String, { nullable: true, description: 'Anything worth knowing about it.' })
  note: string | null

  @Field(() => Int, { description: 'Counts up with every change; give it to `expectedRevision`.' })
  revision: number

  @Field(() => DateTimeScalar, { description: 'When it was first recorded.' })
  createdAt: Date

  @Field(() => DateTimeScalar, { description: 'When it was last changed.' })
  updatedAt: Date

  constructor(readonly row: Rows['locality']) {
    this.id = toGlobalId('Locality', row.id)
    this.uuid = row.id
    this.kind = oneOf(LocalityKind, row.kind)
    this.openedOn = row.openedOn
    this.closedOn = row.closedOn
    this.note = row.note
    this.revision = Number(row.revision)
    this.createdAt = row.createdAt
    this.updatedAt = row.updatedAt
  }
}

export const LocalityConnection = connectionOf(() => Locality, 'Locality', 'localities')

/** A locality by its UUID; null when there is none. */
export const loadLocality = async (context: ApiContext, id: string): Promise<Locality | null> => {
  const row = await context.loaders.locality.load(id)
  return row === null ? null : new Locality(row)
}

export const loadLocalities = async (context: ApiContext, ids: readonly string[]): Promise<Locality[]> =>
  (await Promise.all(ids.map((id) => loadLocality(context, id)))).filter((locality) => locality !== null)
