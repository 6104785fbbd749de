import { Field, ID, Int, ObjectType } from 'type-graphql'

import { enumOf } from '../enum-of.js'
import type { Prisma } from '../../../prisma/client/client.js'
import { oneOf } from '../one-of.js'
import { connectionOf } from '../relay/connection.js'
import { DateScalar, DateTimeScalar, JsonScalar, PositionScalar } from '../scalars.js'

/** Categories of streams whose changes are told, in capitals. */
export const HistorySubject = {
  Locality: 'LOCALITY',
  Metric: 'METRIC',
  Series: 'SERIES',
  Chart: 'CHART',
  Project: 'PROJECT',
  Cycle: 'CYCLE',
  Milestone: 'MILESTONE',
} as const
export type HistorySubject = (typeof HistorySubject)[keyof typeof HistorySubject]

export const HistorySubjectEnum = enumOf(HistorySubject, 'HistorySubject', 'What kind of thing changed.', {
  LOCALITY: 'A locality.',
  METRIC: 'A metric, its definition or its targets.',
  SERIES: 'Readings of a series.',
  CHART: 'How a series is charted: its defaults, its phases, the points left out.',
  PROJECT: 'A project, its charter or its ramps.',
  CYCLE: 'A PDSA cycle.',
  MILESTONE: 'A milestone.',
})

@ObjectType({
  description: 'Something that changed: what, when, by whom and why. Entries are never altered.',
})
export class HistoryEntry {
  @Field(() => PositionScalar, { description: 'Where in the log it was recorded.' })
  position: bigint

  @Field(() => ID, { description: 'UUID of the recorded event.' })
  eventId: string

  @Field(() => HistorySubjectEnum, { description: 'What kind of thing changed.' })
  subject: HistorySubject

  @Field(() => ID, { description: 'UUID of what changed.' })
  subjectId: string

  @Field(() => String, { description: 'What happened, such as `MilestoneReforecast`.' })
  type: string

  @Field(() => DateScalar, {
    nullable: true,
    description: 'When it happened in the world, where that was said.',
  })
  occurredOn: string | null

  @Field(() => String, { nullable: true, description: 'Why.' })
  reason: string | null

  @Field(() => JsonScalar, { description: 'Everything that was recorded.' })
  data: unknown

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date

  @Field(() => String, { description: 'Who recorded it.' })
  actor: string

  @Field(() => String, {
    description: 'The command that recorded it: the idempotency key, where one was given.',
  })
  commandId: string

  @Field(() => Int, { description: 'Which change of the subject it was, from 0.' })
  revision: number

  constructor(row: Prisma.HistoryEntryGetPayload<object>) {
    this.position = row.position
    this.eventId = row.eventId
    this.subject = oneOf(HistorySubject, row.subject.toUpperCase())
    this.subjectId = row.subjectId
    this.type = row.type
    this.occurredOn = row.occurredOn
    this.reason = row.reason
    this.data = row.data
    this.recordedAt = row.recordedAt
    this.actor = row.actor
    this.commandId = row.commandId
    this.revision = Number(row.revision)
  }
}

export const HistoryConnection = connectionOf(() => HistoryEntry, 'HistoryEntry', 'changes')
