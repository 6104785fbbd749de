import { Field, ID, ObjectType } from 'type-graphql'

import type { Prisma } from '../../../prisma/client/client.js'
import type { ApiContext } from '../context.js'
import { connectionOf } from '../relay/connection.js'
import { DateTimeScalar, PositionScalar } from '../scalars.js'

@ObjectType({
  description:
    'Something recorded that queries do not show: it could not be processed, and an operator decided to go on without it.',
})
export class QuarantinedEvent {
  @Field(() => ID, { description: 'The id of the event.' })
  eventId: string

  @Field(() => PositionScalar, { description: 'Where it stands in the log.' })
  eventPosition: bigint

  @Field(() => String, { description: 'The type of the event, such as `ReadingRecorded`.' })
  eventType: string

  @Field(() => String, { description: 'The stream that it stands in: what it is about.' })
  stream: string

  @Field(() => String, {
    nullable: true,
    description: 'The projection that failed; null when the event could not even be read.',
  })
  projection: string | null

  @Field(() => String, { description: 'What went wrong.' })
  error: string

  @Field(() => String, { description: 'Why the operator decided to go on without it.' })
  reason: string

  @Field(() => DateTimeScalar, { description: 'When that was decided.' })
  quarantinedAt: Date

  @Field(() => String, { description: 'Who decided it.' })
  quarantinedBy: string

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the quarantine was lifted; the event is tried again at the next rebuild.',
  })
  releasedAt: Date | null

  @Field(() => String, { nullable: true, description: 'Who lifted it.' })
  releasedBy: string | null

  @Field(() => String, { nullable: true, description: 'Why it was lifted.' })
  releasedFor: string | null

  constructor(row: Prisma.QuarantinedEventGetPayload<object>) {
    this.eventId = row.id
    this.eventPosition = row.position
    this.eventType = row.type
    this.stream = row.stream
    this.projection = row.projection
    this.error = row.error
    this.reason = row.reason
    this.quarantinedAt = row.quarantinedAt
    this.quarantinedBy = row.quarantinedBy
    this.releasedAt = row.releasedAt
    this.releasedBy = row.releasedBy
    this.releasedFor = row.releasedFor
  }
}

export const QuarantinedEventConnection = connectionOf(
  () => QuarantinedEvent,
  'QuarantinedEvent',
  'quarantined events',
)

/** A quarantined event by its id; null when there is none. */
export const loadQuarantinedEvent = async (
  context: ApiContext,
  id: string,
): Promise<QuarantinedEvent | null> => {
  const row = await context.reads.client().quarantinedEvent.findUnique({ where: { id } })
  return row === null ? null : new QuarantinedEvent(row)
}
