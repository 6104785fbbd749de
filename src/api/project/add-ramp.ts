import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { addRamp } from '../../application/project/add-ramp.js'
import { AddRamp } from '../../domain/project/commands.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { loadProject, loadRamp, Ramp } from './project.js'
import { ProjectPayloadBase } from './project-mutation.js'

@InputType({ description: 'A ramp: a row of cycles that test one change idea.' })
export class AddRampInput extends MutationInputBase {
  @Field(() => ID, { nullable: true, description: 'UUID for the ramp; made by the server when left out.' })
  id?: string | null

  @Field(() => ID, { description: 'The project that it belongs to.' })
  projectId!: string

  @Field(() => String, { description: 'The title.' })
  title!: string

  @Field(() => String, { description: 'The change that is to be tested.' })
  changeIdea!: string

  @Field(() => String, { nullable: true, description: 'Why it is thought to help.' })
  rationale?: string | null
}

@ObjectType({ description: 'The ramp that was added, and its project.' })
export class AddRampPayload extends ProjectPayloadBase {
  @Field(() => Ramp, { nullable: true, description: 'The ramp.' })
  ramp?: Ramp | null
}

@Resolver()
export class AddRampMutation {
  @Mutation(() => AddRampPayload, {
    description: 'Adds a ramp to a project: a row of cycles that test one change idea, from small to large.',
  })
  async addRamp(
    @Arg('input', () => AddRampInput, { description: 'The ramp.' }) input: AddRampInput,
    @Ctx() context: ApiContext,
  ): Promise<AddRampPayload> {
    const outcome = await perform(context, {
      name: 'addRamp',
      schema: AddRamp,
      input,
      creates: 'rampId',
      work: addRamp,
    })
    if (outcome.kind === 'refused') return outcome.payload
    const { projectId, rampId } = outcome.result
    const [project, ramp] = await Promise.all([loadProject(context, projectId), loadRamp(context, rampId)])
    return { ...outcome.payload, project, ramp }
  }
}
