import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { reopenProject } from '../../application/project/reopen-project.js'
import { ReopenProject } from '../../domain/project/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { loadProject } from './project.js'
import { ProjectInputBase, ProjectPayloadBase } from './project-mutation.js'

@InputType({ description: 'That a closed project is taken up again, and why.' })
export class ReopenProjectInput extends ProjectInputBase {
  @Field(() => String, { description: 'Why it is taken up again.' })
  reason!: string
}

@ObjectType({ description: 'The project that was taken up again.' })
export class ReopenProjectPayload extends ProjectPayloadBase {}

@Resolver()
export class ReopenProjectMutation {
  @Mutation(() => ReopenProjectPayload, { description: 'Takes up a closed project again.' })
  async reopenProject(
    @Arg('input', () => ReopenProjectInput, { description: 'Which one and why.' }) input: ReopenProjectInput,
    @Ctx() context: ApiContext,
  ): Promise<ReopenProjectPayload> {
    const outcome = await perform(context, {
      name: 'reopenProject',
      schema: ReopenProject,
      input,
      work: reopenProject,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, project: await loadProject(context, outcome.result.projectId) }
  }
}
