import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { badUserInput } from '../errors.js'
import { ReadArgs, settled } from '../settled.js'
import { fromGlobalId } from './global-id.js'
import { loadNode } from './load-node.js'
import { Node } from './node.js'
import { largestPage } from './page.js'

const find = async (context: ApiContext, id: string): Promise<Node | null> => {
  const global = fromGlobalId(id)
  return global === null ? null : loadNode(context, global.type, global.key)
}

@Resolver()
export class NodeQueries {
  @Query(() => Node, {
    nullable: true,
    description: 'Anything by its opaque id; null when there is nothing.',
  })
  async node(
    @Arg('id', () => ID, { description: 'The opaque id.' }) id: string,
    @Args(() => ReadArgs) read: ReadArgs,
    @Ctx() context: ApiContext,
  ): Promise<Node | null> {
    await settled(context, read)
    return find(context, id)
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: 'Up to 100 things by their opaque ids, in the same order; null where there is nothing.',
  })
  async nodes(
    @Arg('ids', () => [ID], { description: 'The opaque ids.' }) ids: string[],
    @Args(() => ReadArgs) read: ReadArgs,
    @Ctx() context: ApiContext,
  ): Promise<(Node | null)[]> {
    if (ids.length > largestPage) throw badUserInput(`Ask for at most ${largestPage} ids at once`)
    await settled(context, read)
    return Promise.all(ids.map((id) => find(context, id)))
  }
}
