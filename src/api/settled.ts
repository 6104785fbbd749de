import { ArgsType, Field } from 'type-graphql'

import type { WaitOutcome } from '../eventsourcing/read-side-position.js'
import { readYourWritesMs, type ApiContext } from './context.js'
import { readSideBehind } from './errors.js'
import { PageArgs } from './relay/page.js'
import { PositionScalar } from './scalars.js'

const description =
  'Read only once everything up to this position can be read: the `position` that a mutation returned. Waits 2 ' +
  'seconds at most, then answers with the error READ_SIDE_BEHIND.'

@ArgsType()
export class ReadArgs {
  @Field(() => PositionScalar, { nullable: true, description })
  minPosition?: bigint | null
}

@ArgsType()
export class ListArgs extends PageArgs {
  @Field(() => PositionScalar, { nullable: true, description })
  minPosition?: bigint | null
}

/** Waits until the read side shows a position, but not long. */
export const waitUntilShown = async (context: ApiContext, position: bigint): Promise<WaitOutcome> => {
  const ended = context.waiting?.(position)
  const outcome = await context.reads.waitUntil(position, readYourWritesMs)
  ended?.(outcome)
  return outcome
}

/** Waits until the read side shows what the caller wants to see. */
export const settled = async (context: ApiContext, { minPosition }: ReadArgs): Promise<void> => {
  if (minPosition === null || minPosition === undefined) return
  const reached = await waitUntilShown(context, minPosition)
  if (reached === 'timed-out') throw readSideBehind(minPosition)
}
