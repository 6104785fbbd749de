import { Field, ObjectType } from 'type-graphql'

import { LocalityKind } from '../../domain/locality/vocabulary.js'
import type { ApiContext } from '../context.js'
import type { Rows } from '../loaders.js'
import { oneOf } from '../one-of.js'
import { connectionOf } from '../relay/connection.js'
import { Node } from '../relay/node.js'
import { RevisedNode } from '../relay/revised-node.js'
import { DateScalar } from '../scalars.js'
import { LocalityKindEnum } from './enums.js'

@ObjectType({
  implements: Node,
  description: 'A place or an organisation. Its name, its codes and its place in the tree change over time.',
})
export class Locality extends RevisedNode {
  @Field(() => LocalityKindEnum, { description: 'What kind of place it is.' })
  kind: LocalityKind

  @Field(() => DateScalar, { description: 'From when it exists.' })
  openedOn: string

  @Field(() => DateScalar, { nullable: true, description: 'From when it exists no longer.' })
  closedOn: string | null

  @Field(() => String, { nullable: true, description: 'Anything worth knowing about it.' })
  note: string | null

  constructor(readonly row: Rows['locality']) {
    super('Locality', row)
    this.kind = oneOf(LocalityKind, row.kind)
    this.openedOn = row.openedOn
    this.closedOn = row.closedOn
    this.note = row.note
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
