import { Field, ID, InputType, ObjectType } from 'type-graphql'

import { RevisedInputBase } from '../mutation-input.js'
import { Payload } from '../user-error.js'
import { Cycle } from './cycle.js'

/** What every mutation of a planned cycle is given. */
@InputType()
export abstract class CycleInputBase extends RevisedInputBase {
  @Field(() => ID, { description: 'The cycle.' })
  cycleId!: string
}

/** What every mutation of a cycle answers. */
@ObjectType()
export abstract class CyclePayloadBase extends Payload {
  @Field(() => Cycle, { nullable: true, description: 'The cycle as it stands now.' })
  cycle?: Cycle | null
}
