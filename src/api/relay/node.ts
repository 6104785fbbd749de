import { Field, ID, InterfaceType } from 'type-graphql'

@InterfaceType({ description: 'Anything with an id of its own that `node(id)` finds again.' })
export abstract class Node {
  @Field(() => ID, { description: 'Opaque id, unique across all types.' })
  abstract readonly id: string
}
