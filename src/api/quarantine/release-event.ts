import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { releaseEvent } from '../../application/quarantine/release-event.js'
import { ReleaseEvent } from '../../domain/quarantine/commands.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { QuarantinePayloadBase } from './quarantine-event.js'
import { loadQuarantinedEvent } from './quarantined-event.js'

@InputType({ description: 'An event in quarantine that shall count again, and why.' })
export class ReleaseEventInput extends MutationInputBase {
  @Field(() => ID, { description: 'The id of the event.' })
  eventId!: string

  @Field(() => String, { description: 'Why it shall count again, such as a release that can process it.' })
  reason!: string
}

@ObjectType({ description: 'The event whose quarantine was lifted.' })
export class ReleaseEventPayload extends QuarantinePayloadBase {}

@Resolver()
export class ReleaseEventMutation {
  @Mutation(() => ReleaseEventPayload, {
    description:
      'Lifts the quarantine of an event. What is shown stays as it is until the next rebuild of the read side, which ' +
      'takes the event in, or stands still at it when it still cannot be processed.',
  })
  async releaseEvent(
    @Arg('input', () => ReleaseEventInput, { description: 'Which event, and why.' })
    input: ReleaseEventInput,
    @Ctx() context: ApiContext,
  ): Promise<ReleaseEventPayload> {
    const outcome = await perform(context, {
      name: 'releaseEvent',
      schema: ReleaseEvent,
      input,
      work: (unit, command) => releaseEvent(unit, command),
    })
    if (outcome.kind === 'refused') return outcome.payload
    return {
      ...outcome.payload,
      quarantinedEvent: await loadQuarantinedEvent(context, outcome.result.eventId),
    }
  }
}
