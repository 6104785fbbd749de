import { Field, ObjectType } from 'type-graphql'

import { enumOf } from '../enum-of.js'
import type { ApiContext } from '../context.js'
import type { Rows } from '../loaders.js'
import { oneOf } from '../one-of.js'
import { connectionOf } from '../relay/connection.js'
import { toGlobalId } from '../relay/global-id.js'
import { Node } from '../relay/node.js'
import { RevisedNode } from '../relay/revised-node.js'
import { DateScalar } from '../scalars.js'

export const ProjectStatus = { Open: 'OPEN', Closed: 'CLOSED' } as const
export type ProjectStatus = (typeof ProjectStatus)[keyof typeof ProjectStatus]

export const ProjectStatusEnum = enumOf(ProjectStatus, 'ProjectStatus', 'Whether work goes on.', {
  OPEN: 'Cycles can be planned and tested.',
  CLOSED: 'Ended; it can be reopened.',
})

@ObjectType({ description: 'Somebody in a team.' })
export class TeamMember {
  @Field(() => String, { description: 'The name.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'What they do in the team.' })
  role?: string | null
}

@ObjectType({
  implements: Node,
  description: 'An improvement project: its charter, its ramps of cycles and its milestones.',
})
export class Project extends RevisedNode {
  @Field(() => String, { description: 'The title.' })
  title: string

  @Field(() => String, { description: 'What is to improve, for whom, by how much and by when.' })
  aim: string

  @Field(() => String, { nullable: true, description: 'Whom it is for.' })
  population: string | null

  @Field(() => [TeamMember], { description: 'Who works on it.' })
  team: TeamMember[]

  @Field(() => String, { nullable: true, description: 'Who stands behind it.' })
  sponsor: string | null

  @Field(() => DateScalar, { description: 'When it starts.' })
  startOn: string

  @Field(() => DateScalar, { nullable: true, description: 'When it is to end.' })
  endOn: string | null

  @Field(() => ProjectStatusEnum, { description: 'Whether work goes on.' })
  status: ProjectStatus

  @Field(() => DateScalar, { nullable: true, description: 'When it was closed.' })
  closedOn: string | null

  @Field(() => String, { nullable: true, description: 'What came of it, as said when it was closed.' })
  summary: string | null

  constructor(readonly row: Rows['project']) {
    super('Project', row)
    this.title = row.title
    this.aim = row.aim
    this.population = row.population
    this.team = row.team as object as TeamMember[]
    this.sponsor = row.sponsor
    this.startOn = row.startOn
    this.endOn = row.endOn
    this.status = oneOf(ProjectStatus, row.status)
    this.closedOn = row.closedOn
    this.summary = row.summary
  }
}

@ObjectType({
  implements: Node,
  description: 'A row of cycles that test one change idea, from small to large.',
})
export class Ramp implements Node {
  readonly id: string

  @Field(() => String, { description: 'The title.' })
  title: string

  @Field(() => String, { description: 'The change that is tested.' })
  changeIdea: string

  @Field(() => String, { nullable: true, description: 'Why it is thought to help.' })
  rationale: string | null

  constructor(readonly row: Rows['ramp']) {
    this.id = toGlobalId('Ramp', row.id)
    this.title = row.title
    this.changeIdea = row.changeIdea
    this.rationale = row.rationale
  }
}

export const ProjectConnection = connectionOf(() => Project, 'Project', 'projects')

export const loadProject = async (context: ApiContext, id: string): Promise<Project | null> => {
  const row = await context.loaders.project.load(id)
  return row === null ? null : new Project(row)
}

export const loadRamp = async (context: ApiContext, id: string): Promise<Ramp | null> => {
  const row = await context.loaders.ramp.load(id)
  return row === null ? null : new Ramp(row)
}
