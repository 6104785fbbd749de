import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { quarantineEvent, type QuarantineFacts } from '../../application/quarantine/quarantine-event.js'
import { QuarantineEvent } from '../../domain/quarantine/commands.js'
import type { StandingEvent } from '../../domain/quarantine/quarantine-event.js'
import type { ReadSideStatus } from '../../eventsourcing/read-side.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { PositionScalar } from '../scalars.js'
import { Payload } from '../user-error.js'
import { loadQuarantinedEvent, QuarantinedEvent } from './quarantined-event.js'

@InputType({ description: 'An event at which the read side stands still, and why it may go on without it.' })
export class QuarantineEventInput extends MutationInputBase {
  @Field(() => PositionScalar, {
    nullable: true,
    description: 'The position of the event, as the status of the projections shows it. This or `eventId`.',
  })
  position?: bigint | null

  @Field(() => ID, { nullable: true, description: 'The id of the event. This or `position`, or both.' })
  eventId?: string | null

  @Field(() => String, { description: 'Why it is right to go on without it.' })
  reason!: string
}

/** What every decision about an event answers. */
@ObjectType()
export abstract class QuarantinePayloadBase extends Payload {
  @Field(() => QuarantinedEvent, {
    nullable: true,
    description: 'The event as it is listed now; null until the read side has gone past it.',
  })
  quarantinedEvent?: QuarantinedEvent | null
}

@ObjectType({ description: 'The event that was put in quarantine.' })
export class QuarantineEventPayload extends QuarantinePayloadBase {}

const standingOf = ({ state, error }: ReadSideStatus): StandingEvent | null => {
  if (state !== 'stopped' || error === undefined) return null
  const { eventId, position, type, stream } = error
  if (eventId === undefined || position === undefined || type === undefined || stream === undefined)
    return null
  return { eventId, position, type, stream }
}

/** What the read side knows about the event that is asked about. */
const factsOf = async (context: ApiContext, position: bigint | undefined): Promise<QuarantineFacts> => {
  const status = await context.reads.status()
  const row =
    position === undefined
      ? null
      : await context.reads.client().quarantinedEvent.findFirst({ where: { position } })
  return { head: status.head, standing: standingOf(status), passedOver: row?.id ?? null }
}

@Resolver()
export class QuarantineEventMutation {
  @Mutation(() => QuarantineEventPayload, {
    description:
      'Lets the read side go on without an event that cannot be processed and at which it stands still. For ' +
      'operators: what the event says is not shown from then on. It goes on by itself, without a restart.',
  })
  async quarantineEvent(
    @Arg('input', () => QuarantineEventInput, { description: 'Which event, and why.' })
    input: QuarantineEventInput,
    @Ctx() context: ApiContext,
  ): Promise<QuarantineEventPayload> {
    const outcome = await perform(context, {
      name: 'quarantineEvent',
      schema: QuarantineEvent,
      input,
      work: async (unit, command) => quarantineEvent(unit, command, await factsOf(context, command.position)),
    })
    if (outcome.kind === 'refused') return outcome.payload
    return {
      ...outcome.payload,
      quarantinedEvent: await loadQuarantinedEvent(context, outcome.result.eventId),
    }
  }
}
