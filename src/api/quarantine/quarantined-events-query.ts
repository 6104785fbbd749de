import { Args, Ctx, Query, Resolver } from 'type-graphql'

import type { ApiContext } from '../context.js'
import { readPage, type Connection } from '../relay/connection.js'
import { ListArgs, settled } from '../settled.js'
import { QuarantinedEvent, QuarantinedEventConnection } from './quarantined-event.js'

@Resolver()
export class QuarantinedEventsQuery {
  @Query(() => QuarantinedEventConnection, {
    description: 'What was recorded and is not shown, because an operator decided to go on without it.',
  })
  async quarantinedEvents(
    @Args(() => ListArgs) args: ListArgs,
    @Ctx() context: ApiContext,
  ): Promise<Connection<QuarantinedEvent>> {
    await settled(context, args)
    const client = context.reads.client()
    return new QuarantinedEventConnection(
      await readPage({
        args,
        sort: [{ column: 'position', holds: 'bigint' }, { column: 'id' }],
        rows: (page) => client.quarantinedEvent.findMany(page),
        count: () => client.quarantinedEvent.count(),
        item: (row) => new QuarantinedEvent(row),
      }),
    )
  }
}
