import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { reviseProjectCharter } from '../../application/project/revise-project-charter.js'
import { ReviseProjectCharter } from '../../domain/project/commands.js'
import type { ApiContext } from '../context.js'
import { ExpectedRevisionField } from '../mutation-input.js'
import { perform } from '../perform.js'
import { loadProject } from './project.js'
import { ProjectCharterInputBase } from './project-charter-input.js'
import { ProjectPayloadBase } from './project-mutation.js'

@InputType({ description: 'The whole charter as it is to read from now on, and why.' })
export class ReviseProjectCharterInput extends ProjectCharterInputBase {
  @Field(() => ID, { description: 'The project.' })
  projectId!: string

  @Field(() => String, { description: 'Why it is revised.' })
  reason!: string

  @ExpectedRevisionField()
  expectedRevision?: number | null
}

@ObjectType({ description: 'The project with its new charter.' })
export class ReviseProjectCharterPayload extends ProjectPayloadBase {}

@Resolver()
export class ReviseProjectCharterMutation {
  @Mutation(() => ReviseProjectCharterPayload, {
    description: 'Rewrites the charter of an open project. Earlier wordings stay in its history.',
  })
  async reviseProjectCharter(
    @Arg('input', () => ReviseProjectCharterInput, { description: 'The new charter and the reason.' })
    input: ReviseProjectCharterInput,
    @Ctx() context: ApiContext,
  ): Promise<ReviseProjectCharterPayload> {
    const outcome = await perform(context, {
      name: 'reviseProjectCharter',
      schema: ReviseProjectCharter,
      input,
      work: reviseProjectCharter,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, project: await loadProject(context, outcome.result.projectId) }
  }
}
