import { Field, InputType } from 'type-graphql'

import { DateScalar } from '../scalars.js'

@InputType({ description: 'A code of a named scheme.' })
export class LocalityCodeInput {
  @Field(() => String, {
    description: 'The scheme, such as `ODS` or `ONS-GSS`. It is recorded, never guessed from the code.',
  })
  scheme!: string

  @Field(() => String, { description: 'The code.' })
  code!: string

  @Field(() => DateScalar, {
    nullable: true,
    description: 'From when it holds; from when the locality exists when left out.',
  })
  validFrom?: string | null
}
