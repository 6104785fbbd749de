import { Field, ObjectType } from 'type-graphql'

import { enumOf } from './enum-of.js'
import type { Refusal } from '../eventsourcing/decider.js'
import { PositionScalar } from './scalars.js'
import { UserErrorCode } from './user-error-code.js'

export const UserErrorCodeEnum = enumOf(
  UserErrorCode,
  'UserErrorCode',
  'Why something was refused. Codes never change their meaning; new ones may come.',
)

@ObjectType({ description: 'Something to put right before it can be recorded. Nothing was recorded.' })
export class UserError {
  @Field(() => UserErrorCodeEnum, { description: 'For programs.' })
  code!: UserErrorCode

  @Field(() => String, { description: 'For people: what is wrong and what to do about it.' })
  message!: string

  @Field(() => [String], {
    nullable: true,
    description: 'Path of the field, such as `["input", "readings", "3", "period"]`.',
  })
  field!: readonly string[] | null
}

/** What every mutation answers beside the entity. */
@ObjectType()
export abstract class Payload {
  @Field(() => [UserError], { description: 'Why nothing was recorded; empty when all went well.' })
  userErrors!: readonly UserError[]

  @Field(() => PositionScalar, {
    nullable: true,
    description: 'Give it to `minPosition` of a query to be sure to read what was recorded here.',
  })
  position!: bigint | null

  @Field(() => Boolean, {
    description:
      'The entity was read before the read side had caught up, so it may look as before; ask again with `minPosition`.',
  })
  stale!: boolean
}

const codes = new Set<string>(Object.values(UserErrorCode))
const isCode = (code: string): code is UserErrorCode => codes.has(code)

/** A refusal as the API shows it; `field` gets the argument's name in front. */
export const toUserError = ({ code, message, field }: Refusal): UserError => {
  if (!isCode(code)) throw new Error(`The refusal ${code} is missing in UserErrorCode`)
  return { code, message, field: ['input', ...field] }
}
