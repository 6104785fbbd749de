import { Field, ID, InputType, ObjectType } from 'type-graphql'

import { RevisedInputBase } from '../mutation-input.js'
import { Payload } from '../user-error.js'
import { Locality } from './locality.js'
import { PopulationEstimate } from './parts.js'

/** For what changes one locality. */
@InputType()
export abstract class LocalityInputBase extends RevisedInputBase {
  @Field(() => ID, { description: 'The locality.' })
  localityId!: string
}

@ObjectType()
export abstract class LocalityPayloadBase extends Payload {
  @Field(() => Locality, { nullable: true, description: 'The locality.' })
  locality?: Locality | null
}

@ObjectType()
export abstract class PopulationPayloadBase extends Payload {
  @Field(() => PopulationEstimate, { nullable: true, description: 'The estimate.' })
  population?: PopulationEstimate | null
}
