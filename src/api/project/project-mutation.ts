import { Field, ID, InputType, ObjectType } from 'type-graphql'

import { RevisedInputBase } from '../mutation-input.js'
import { Payload } from '../user-error.js'
import { Project } from './project.js'

/** What every mutation of a chartered project is given. */
@InputType()
export abstract class ProjectInputBase extends RevisedInputBase {
  @Field(() => ID, { description: 'The project.' })
  projectId!: string
}

/** What every mutation of a project answers. */
@ObjectType()
export abstract class ProjectPayloadBase extends Payload {
  @Field(() => Project, { nullable: true, description: 'The project as it stands now.' })
  project?: Project | null
}
