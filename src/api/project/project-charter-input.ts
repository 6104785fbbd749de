import { Field, ID, InputType } from 'type-graphql'

import { MutationInputBase } from '../mutation-input.js'
import { DateScalar } from '../scalars.js'

@InputType({ description: 'Somebody in a team.' })
export class TeamMemberInput {
  @Field(() => String, { description: 'The name.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'What they do in the team.' })
  role?: string | null
}

/** What a charter says, when it is written and when it is rewritten. */
@InputType()
export abstract class ProjectCharterInputBase extends MutationInputBase {
  @Field(() => String, { description: 'The title.' })
  title!: string

  @Field(() => String, { description: 'What is to improve, for whom, by how much and by when.' })
  aim!: string

  @Field(() => String, { nullable: true, description: 'Whom it is for, such as a group of patients.' })
  population?: string | null

  @Field(() => [ID], { nullable: true, description: 'The metrics that it watches, 50 at most.' })
  metricIds?: string[] | null

  @Field(() => [TeamMemberInput], { nullable: true, description: 'Who works on it, 100 people at most.' })
  team?: TeamMemberInput[] | null

  @Field(() => String, { nullable: true, description: 'Who stands behind it.' })
  sponsor?: string | null

  @Field(() => DateScalar, { description: 'When it starts.' })
  startOn!: string

  @Field(() => DateScalar, { nullable: true, description: 'When it is to end; after the start.' })
  endOn?: string | null
}
