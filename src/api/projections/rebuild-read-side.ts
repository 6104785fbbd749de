import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import type { ApiContext, Reads } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { Payload } from '../user-error.js'
import { ReadSideRebuild } from './rebuild.js'

@InputType({ description: 'A wish for new tables.' })
export class RebuildReadSideInput extends MutationInputBase {}

@ObjectType({ description: 'The rebuild that goes on now, or that the same key began before.' })
export class RebuildReadSidePayload extends Payload {
  @Field(() => ReadSideRebuild, { nullable: true, description: 'How far it is.' })
  rebuild!: ReadSideRebuild | null
}

/** The key under which the last rebuild of a server was asked for: nothing is recorded that could remember it. */
const lastKeys = new WeakMap<Reads, string>()

@Resolver()
export class RebuildReadSideMutation {
  @Mutation(() => RebuildReadSidePayload, {
    description:
      'Makes the tables from which queries are answered afresh from everything that was recorded, for operators. The ' +
      'present ones serve until the new ones show as much; nothing has to be stopped. Answers at once: ask ' +
      '`readSide { rebuild }` how far it is. Asked while one goes on, it joins that one.',
  })
  async rebuildReadSide(
    @Arg('input', () => RebuildReadSideInput, { description: 'Under which key.' })
    { idempotencyKey }: RebuildReadSideInput,
    @Ctx() { reads }: ApiContext,
  ): Promise<RebuildReadSidePayload> {
    const known = typeof idempotencyKey === 'string' && lastKeys.get(reads) === idempotencyKey
    if (!known) {
      if (typeof idempotencyKey === 'string') lastKeys.set(reads, idempotencyKey)
      else lastKeys.delete(reads)
      // How it ends is in its status.
      void reads.rebuild().catch(() => undefined)
    }
    const { rebuild } = await reads.status()
    return {
      rebuild: rebuild === undefined ? null : new ReadSideRebuild(rebuild),
      userErrors: [],
      position: null,
      stale: false,
    }
  }
}
