import { Field, Float, Int, ObjectType } from 'type-graphql'

import type { ReadSideStatus } from '../../eventsourcing/read-side.js'
import { oneOf } from '../one-of.js'
import { ReadSideState, ReadSideStateEnum } from '../projections/read-side-state.js'
import { ReadSideRebuild } from '../projections/rebuild.js'
import { PositionScalar } from '../scalars.js'

@ObjectType({
  description:
    'How far queries are behind what was recorded. Queries answer from tables that are kept up to the log.',
})
export class ReadSide {
  @Field(() => String, { description: 'Name of the build of the tables that this release wants.' })
  generation: string

  @Field(() => String, {
    description: 'Name of the build that answers queries now: an older one while the wanted one is made.',
  })
  serving: string

  @Field(() => ReadSideStateEnum, { description: 'What it is doing.' })
  state: ReadSideState

  @Field(() => Boolean, { description: 'Whether queries see everything that was recorded, or nearly so.' })
  ready: boolean

  @Field(() => PositionScalar, { description: 'How far it has come in the log.' })
  position: bigint

  @Field(() => PositionScalar, { description: 'The end of the log.' })
  head: bigint

  @Field(() => Int, { description: 'How many recorded events it has not taken in yet.' })
  lagEvents: number

  @Field(() => Float, {
    description: 'Age in seconds of the oldest event that it has not taken in yet; 0 when there is none.',
  })
  lagSeconds: number

  @Field(() => String, { nullable: true, description: 'What stopped it, or what it tries to get over.' })
  fault: string | null

  @Field(() => ReadSideRebuild, {
    nullable: true,
    description: 'The last rebuild since this server started, such as `rebuildReadSide` begins.',
  })
  rebuild: ReadSideRebuild | null

  constructor(status: ReadSideStatus) {
    this.generation = status.generation
    this.serving = status.serving
    this.state = oneOf(ReadSideState, status.state.toUpperCase())
    this.ready = status.ready
    this.position = status.position
    this.head = status.head
    this.lagEvents = status.lagEvents
    this.lagSeconds = status.lagSeconds
    this.fault = status.error?.message ?? null
    this.rebuild = status.rebuild === undefined ? null : new ReadSideRebuild(status.rebuild)
  }
}
