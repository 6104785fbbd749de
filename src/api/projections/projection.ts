import { Field, Float, Int, ObjectType } from 'type-graphql'

import type { ProjectionStatus } from '../../eventsourcing/projection-status.js'
import type { ReadSideStatus } from '../../eventsourcing/read-side.js'
import { oneOf } from '../one-of.js'
import { PositionScalar } from '../scalars.js'
import { ReadSideState, ReadSideStateEnum } from './read-side-state.js'

@ObjectType({
  description:
    'One of the parts by which what was recorded becomes tables that answer queries, in one build of these tables.',
})
export class Projection {
  @Field(() => String, { description: 'Its name, such as `readings`.' })
  name!: string

  @Field(() => String, { description: 'The build of the tables that it fills.' })
  generation!: string

  @Field(() => PositionScalar, { description: 'How far its tables have come in the log.' })
  position!: bigint

  @Field(() => Int, { description: 'How many recorded events its tables do not show yet.' })
  lagEvents!: number

  @Field(() => Float, {
    description: 'Age in seconds of the oldest event that its tables do not show yet; 0 when there is none.',
  })
  lagSeconds!: number

  @Field(() => ReadSideStateEnum, { description: 'What it is doing.' })
  status!: ReadSideState

  @Field(() => Int, {
    nullable: true,
    description:
      'How many events its tables do not show by an operator’s decision; see `quarantinedEvents`. null for a build ' +
      'that does not answer queries yet.',
  })
  quarantinedEvents!: number | null

  @Field(() => String, { nullable: true, description: 'What stopped it, or what it tries to get over.' })
  error!: string | null
}

/** What all projections of one build have in common: they come forward together. */
type Build = Omit<Projection, 'name'>

const buildOf = (status: ProjectionStatus, quarantinedEvents: number | null): Build => ({
  generation: status.generation,
  position: status.position,
  lagEvents: status.lagEvents,
  lagSeconds: status.lagSeconds,
  status: oneOf(ReadSideState, status.state.toUpperCase()),
  quarantinedEvents,
  error: status.error?.message ?? null,
})

/**
 * Every projection in every build that serves or goes on. A fault in one of them stops its whole build.
 *
 * @param quarantined events that the build which serves does not show
 */
export const projectionsOf = (
  { projections, beside, ...own }: ReadSideStatus,
  quarantined: number,
): readonly Projection[] =>
  [own, ...(beside === undefined ? [] : [beside])].flatMap((status) =>
    projections.map((name) => ({
      ...buildOf(status, status.generation === own.serving ? quarantined : null),
      name,
    })),
  )
