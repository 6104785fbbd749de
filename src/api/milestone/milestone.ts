import { Field, Int, ObjectType } from 'type-graphql'

import { enumOf } from '../enum-of.js'
import type { Prisma } from '../../../prisma/client/client.js'
import { MilestoneStatus } from '../../domain/milestone/vocabulary.js'
import type { ApiContext } from '../context.js'
import type { Rows } from '../loaders.js'
import { oneOf } from '../one-of.js'
import { connectionOf } from '../relay/connection.js'
import { Node } from '../relay/node.js'
import { RevisedNode } from '../relay/revised-node.js'
import { DateScalar, DateTimeScalar, PositionScalar } from '../scalars.js'

export const MilestoneStatusEnum = enumOf(MilestoneStatus, 'MilestoneStatus', 'How a milestone stands.', {
  PLANNED: 'Not begun.',
  STARTED: 'Work on it goes on.',
  ACHIEVED: 'Reached, with evidence.',
  MISSED: 'Its date passed without it, and that was stated.',
  CANCELLED: 'Given up.',
})

@ObjectType({ description: 'A date that was expected from some time on; the first is the date due.' })
export class MilestoneForecast {
  @Field(() => DateScalar, { description: 'The date expected.' })
  forecastOn: string

  @Field(() => String, { nullable: true, description: 'Why it changed; none for the first.' })
  reason: string | null

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date

  @Field(() => String, { description: 'Who recorded it.' })
  recordedBy: string

  @Field(() => PositionScalar, { description: 'From which position of the log it was known.' })
  fromPosition: bigint

  constructor(row: Prisma.MilestoneForecastGetPayload<object>) {
    this.forecastOn = row.forecastOn
    this.reason = row.reason
    this.recordedAt = row.recordedAt
    this.recordedBy = row.recordedBy
    this.fromPosition = row.fromPosition
  }
}

@ObjectType({ description: 'How a milestone stood from some time on.' })
export class MilestoneStatusChange {
  @Field(() => MilestoneStatusEnum, { description: 'How it stood.' })
  status: MilestoneStatus

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it came about.' })
  effectiveOn: string | null

  @Field(() => String, { nullable: true, description: 'Why.' })
  reason: string | null

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date

  @Field(() => String, { description: 'Who recorded it.' })
  recordedBy: string

  @Field(() => PositionScalar, { description: 'From which position of the log it was known.' })
  fromPosition: bigint

  constructor(row: Prisma.MilestoneStatusChangeGetPayload<object>) {
    this.status = oneOf(MilestoneStatus, row.status)
    this.effectiveOn = row.effectiveOn
    this.reason = row.reason
    this.recordedAt = row.recordedAt
    this.recordedBy = row.recordedBy
    this.fromPosition = row.fromPosition
  }
}

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000

@ObjectType({
  implements: Node,
  description: 'A step on the way to integrated care, with the date first promised and every date since.',
})
export class Milestone extends RevisedNode {
  @Field(() => String, { description: 'The title.' })
  title: string

  @Field(() => String, { nullable: true, description: 'What it is about.' })
  description: string | null

  @Field(() => String, { nullable: true, description: 'What will show that it is reached.' })
  criteria: string | null

  @Field(() => String, { nullable: true, description: 'Who answers for it.' })
  owner: string | null

  @Field(() => MilestoneStatusEnum, { description: 'How it stands.' })
  status: MilestoneStatus

  @Field(() => DateScalar, { description: 'The date first promised; it never changes.' })
  dueOn: string

  @Field(() => DateScalar, { description: 'The date expected now.' })
  forecastOn: string

  @Field(() => Int, {
    description:
      'Days between the date first promised and the date expected now or reached; negative when early.',
  })
  slippedDays: number

  @Field(() => DateScalar, { nullable: true, description: 'When work on it started.' })
  startedOn: string | null

  @Field(() => DateScalar, { nullable: true, description: 'When it was reached.' })
  achievedOn: string | null

  @Field(() => String, { nullable: true, description: 'What shows that it is reached.' })
  evidence: string | null

  @Field(() => String, { nullable: true, description: 'Where the evidence can be found.' })
  evidenceUrl: string | null

  @Field(() => DateScalar, { nullable: true, description: 'When it was stated to be missed.' })
  missedOn: string | null

  @Field(() => DateScalar, { nullable: true, description: 'When it was given up.' })
  cancelledOn: string | null

  constructor(readonly row: Rows['milestone']) {
    super('Milestone', row)
    this.title = row.title
    this.description = row.description
    this.criteria = row.criteria
    this.owner = row.owner
    this.status = oneOf(MilestoneStatus, row.status)
    this.dueOn = row.dueOn
    this.forecastOn = row.forecastOn
    this.slippedDays = dayNumber(row.achievedOn ?? row.forecastOn) - dayNumber(row.dueOn)
    this.startedOn = row.startedOn
    this.achievedOn = row.achievedOn
    this.evidence = row.evidence
    this.evidenceUrl = row.evidenceUrl
    this.missedOn = row.missedOn
    this.cancelledOn = row.cancelledOn
  }
}

export const MilestoneConnection = connectionOf(() => Milestone, 'Milestone', 'milestones')

/** A milestone by its UUID; null when there is none. */
export const loadMilestone = async (context: ApiContext, id: string): Promise<Milestone | null> => {
  const row = await context.loaders.milestone.load(id)
  return row === null ? null : new Milestone(row)
}
