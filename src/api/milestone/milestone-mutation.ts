import { Field, ID, InputType, ObjectType } from 'type-graphql'

import { RevisedInputBase } from '../mutation-input.js'
import { Payload } from '../user-error.js'
import { Milestone } from './milestone.js'

/** What every mutation of a planned milestone is given. */
@InputType()
export abstract class MilestoneInputBase extends RevisedInputBase {
  @Field(() => ID, { description: 'The milestone.' })
  milestoneId!: string
}

/** What every mutation of a milestone answers. */
@ObjectType()
export abstract class MilestonePayloadBase extends Payload {
  @Field(() => Milestone, { nullable: true, description: 'The milestone as it stands now.' })
  milestone?: Milestone | null
}
