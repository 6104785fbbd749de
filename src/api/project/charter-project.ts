import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { charterProject } from '../../application/project/charter-project.js'
import { CharterProject } from '../../domain/project/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { loadProject } from './project.js'
import { ProjectCharterInputBase } from './project-charter-input.js'
import { ProjectPayloadBase } from './project-mutation.js'

@InputType({ description: 'A project and its charter.' })
export class CharterProjectInput extends ProjectCharterInputBase {
  @Field(() => ID, { nullable: true, description: 'UUID for the project; made by the server when left out.' })
  id?: string | null

  @Field(() => ID, { description: 'The locality where it takes place.' })
  localityId!: string
}

@ObjectType({ description: 'The project that was begun.' })
export class CharterProjectPayload extends ProjectPayloadBase {}

@Resolver()
export class CharterProjectMutation {
  @Mutation(() => CharterProjectPayload, {
    description: 'Begins an improvement project in a locality by writing down its charter.',
  })
  async charterProject(
    @Arg('input', () => CharterProjectInput, { description: 'The charter.' }) input: CharterProjectInput,
    @Ctx() context: ApiContext,
  ): Promise<CharterProjectPayload> {
    const outcome = await perform(context, {
      name: 'charterProject',
      schema: CharterProject,
      input,
      creates: 'projectId',
      work: charterProject,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, project: await loadProject(context, outcome.result.projectId) }
  }
}
