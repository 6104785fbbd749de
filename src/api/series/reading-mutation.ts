import { Field, ObjectType } from 'type-graphql'

import { Payload } from '../user-error.js'
import { Reading } from './reading.js'

@ObjectType()
export abstract class ReadingPayloadBase extends Payload {
  @Field(() => Reading, { nullable: true, description: 'The reading.' })
  reading?: Reading | null
}
