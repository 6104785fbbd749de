import { Field, InputType, Int } from 'type-graphql'

/** The caller's name for a request, for inputs that cannot extend `MutationInputBase`. */
export const IdempotencyKeyField = () =>
  Field(() => String, {
    nullable: true,
    description:
      'Your own name for this request, such as a UUID. Sent again under the same key, the request records nothing ' +
      'twice and gets the first answer; another request under the same key is refused.',
  })

/** The revision that the caller saw, for inputs that cannot extend `RevisedInputBase`. */
export const ExpectedRevisionField = () =>
  Field(() => Int, {
    nullable: true,
    description:
      'The `revision` that you saw: refused with REVISION_CONFLICT when somebody changed it since.',
  })

/** What every mutation's input may carry. */
@InputType()
export abstract class MutationInputBase {
  @IdempotencyKeyField()
  idempotencyKey?: string | null
}

/** For things that two people may change at once. */
@InputType()
export abstract class RevisedInputBase extends MutationInputBase {
  @ExpectedRevisionField()
  expectedRevision?: number | null
}
