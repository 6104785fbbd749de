import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { closeProject } from '../../application/project/close-project.js'
import { CloseProject } from '../../domain/project/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadProject } from './project.js'
import { ProjectInputBase, ProjectPayloadBase } from './project-mutation.js'

@InputType({ description: 'That a project is over, and what came of it.' })
export class CloseProjectInput extends ProjectInputBase {
  @Field(() => DateScalar, {
    description: 'The day on which it ended: its start or later, and it must have come.',
  })
  closedOn!: string

  @Field(() => String, { description: 'What came of it.' })
  summary!: string
}

@ObjectType({ description: 'The project that was closed.' })
export class CloseProjectPayload extends ProjectPayloadBase {}

@Resolver()
export class CloseProjectMutation {
  @Mutation(() => CloseProjectPayload, {
    description:
      'Ends a project with a summary. Cycles that run may still be studied and decided; it can be reopened.',
  })
  async closeProject(
    @Arg('input', () => CloseProjectInput, { description: 'Which one, when, and what came of it.' })
    input: CloseProjectInput,
    @Ctx() context: ApiContext,
  ): Promise<CloseProjectPayload> {
    const outcome = await perform(context, {
      name: 'closeProject',
      schema: CloseProject,
      input,
      work: (unit, command) => closeProject(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, project: await loadProject(context, outcome.result.projectId) }
  }
}
