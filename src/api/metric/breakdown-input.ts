import { Field, InputType } from 'type-graphql'

@InputType({ description: 'A part in which a metric is measured, such as an age band.' })
export class CategoryInput {
  @Field(() => String, { description: 'Short name, as readings give it.' })
  code!: string

  @Field(() => String, { description: 'Name for people.' })
  label!: string
}

@InputType({ description: 'The parts in which a metric is measured.' })
export class BreakdownInput {
  @Field(() => String, { description: 'What it is broken down by, such as "Age band".' })
  dimension!: string

  @Field(() => [CategoryInput], { description: 'The parts, in the order in which they are to be shown.' })
  categories!: CategoryInput[]
}
