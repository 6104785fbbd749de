import { Arg, Args, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql'

import type { Prisma } from '../../../prisma/client/client.js'
import type { ApiContext } from '../context.js'
import { keyOf } from '../relay/key-of.js'
import { readPage, type Connection } from '../relay/connection.js'
import { containing } from '../search.js'
import { ListArgs, ReadArgs, settled } from '../settled.js'
import { loadProject, Project, ProjectConnection, ProjectStatus } from './project.js'
import { ProjectStatusEnum } from './project.js'

@InputType({ description: 'Which projects to list. All that is given must hold.' })
export class ProjectFilter {
  @Field(() => ID, { nullable: true, description: 'Only of this locality.' })
  localityId?: string | null

  @Field(() => ProjectStatusEnum, { nullable: true, description: 'Only open or only closed ones.' })
  status?: ProjectStatus | null

  @Field(() => String, { nullable: true, description: 'Part of the title, in any case.' })
  search?: string | null
}

const titled = (context: ApiContext, text: string): Promise<Prisma.ProjectWhereInput> =>
  containing(text, ['titleKey'], (where) =>
    context.reads.client().project.findMany({ where, select: { id: true, titleKey: true } }),
  )

const matching = async (context: ApiContext, filter: ProjectFilter): Promise<Prisma.ProjectWhereInput> => ({
  ...(filter.localityId ? { localityId: keyOf(filter.localityId, 'Locality', 'filter.localityId') } : {}),
  ...(filter.status ? { status: filter.status } : {}),
  ...(filter.search ? await titled(context, filter.search) : {}),
})

/** A page of projects in the order in which they start. */
export const listProjects = async (
  context: ApiContext,
  args: ListArgs,
  where: Prisma.ProjectWhereInput,
): Promise<Connection<Project>> => {
  const client = context.reads.client()
  return new ProjectConnection(
    await readPage({
      args,
      sort: [{ column: 'startOn' }, { column: 'id' }],
      rows: (page) =>
        client.project.findMany({
          where: { AND: [where, page.where] },
          orderBy: page.orderBy,
          take: page.take,
        }),
      count: () => client.project.count({ where }),
      item: (row) => new Project(row),
    }),
  )
}

@Resolver()
export class ProjectQueries {
  @Query(() => Project, { nullable: true, description: 'A project by its id; null when there is none.' })
  async project(
    @Arg('id', () => ID, { description: 'The id of the project.' }) id: string,
    @Args(() => ReadArgs) read: ReadArgs,
    @Ctx() context: ApiContext,
  ): Promise<Project | null> {
    await settled(context, read)
    return loadProject(context, keyOf(id, 'Project', 'id'))
  }

  @Query(() => ProjectConnection, { description: 'Projects in the order in which they start.' })
  async projects(
    @Args(() => ListArgs) args: ListArgs,
    @Arg('filter', () => ProjectFilter, { nullable: true, description: 'Which ones.' })
    filter: ProjectFilter | null | undefined,
    @Ctx() context: ApiContext,
  ): Promise<Connection<Project>> {
    await settled(context, args)
    return listProjects(context, args, await matching(context, filter ?? {}))
  }
}
