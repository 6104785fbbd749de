import { GraphQLDateTime } from 'graphql-scalars'
import { Field, Int, ObjectType } from 'type-graphql'

import type { RebuildStatus } from '../../eventsourcing/read-side.js'
import { enumOf } from '../enum-of.js'
import { oneOf } from '../one-of.js'
import { PositionScalar } from '../scalars.js'

export const RebuildState = { Building: 'BUILDING', Switched: 'SWITCHED', Failed: 'FAILED' } as const
export type RebuildState = (typeof RebuildState)[keyof typeof RebuildState]

export const RebuildStateEnum = enumOf(RebuildState, 'RebuildState', 'How far a rebuild has come.', {
  BUILDING: 'The new tables are made; those before them serve and are kept up to date.',
  SWITCHED: 'The new tables serve.',
  FAILED: 'The new tables were given up; those before them serve on.',
})

@ObjectType({ description: 'The tables from which queries are answered, made afresh while others serve.' })
export class ReadSideRebuild {
  @Field(() => String, { description: 'Name of the new build.' })
  generation: string

  @Field(() => RebuildStateEnum, { description: 'How far it has come.' })
  state: RebuildState

  @Field(() => PositionScalar, { description: 'How far the new tables have come in the log.' })
  position: bigint

  @Field(() => PositionScalar, { description: 'The end of the log when that was last asked for.' })
  head: bigint

  @Field(() => Int, { description: 'How many events were taken in a second so far.' })
  eventsPerSecond: number

  @Field(() => GraphQLDateTime, { description: 'When it began.' })
  startedAt: Date

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it switched or failed.' })
  finishedAt: Date | null

  @Field(() => String, { nullable: true, description: 'Why it failed.' })
  error: string | null

  constructor(status: RebuildStatus) {
    this.generation = status.generation
    this.state = oneOf(RebuildState, status.state.toUpperCase())
    this.position = status.position
    this.head = status.head
    this.eventsPerSecond = status.eventsPerSecond
    this.startedAt = status.startedAt
    this.finishedAt = status.finishedAt
    this.error = status.error
  }
}
