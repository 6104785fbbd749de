import { Field, ID, Int, ObjectType } from 'type-graphql'

import { PhaseMethod, PhaseStatus } from '../../domain/chart/vocabulary.js'
import type { ApiContext } from '../context.js'
import type { Rows } from '../loaders.js'
import { oneOf } from '../one-of.js'
import { toGlobalId } from '../relay/global-id.js'
import { Node } from '../relay/node.js'
import { DateScalar, DateTimeScalar, JsonScalar, PositionScalar } from '../scalars.js'
import { PhaseMethodEnum, PhaseStatusEnum } from './enums.js'

@ObjectType({
  implements: Node,
  description:
    'A stretch of a chart with a centre line of its own, from its proposal on. It changes the chart only once a ' +
    'person has accepted it, and it ends where the next one begins.',
})
export class SeriesPhase implements Node {
  readonly id: string

  @Field(() => ID, { description: 'The UUID behind the opaque id.' })
  uuid: string

  @Field(() => DateScalar, { description: 'Its first period.' })
  from: string

  @Field(() => PhaseStatusEnum, { description: 'How it stands.' })
  status: PhaseStatus

  @Field(() => PhaseMethodEnum, { description: 'Who or what found it.' })
  method: PhaseMethod

  @Field(() => JsonScalar, { nullable: true, description: 'What the method saw.' })
  evidence: unknown

  @Field(() => String, { nullable: true, description: 'What was noted with the proposal.' })
  note: string | null

  @Field(() => DateTimeScalar, { description: 'When it was proposed.' })
  proposedAt: Date

  @Field(() => String, { description: 'Who proposed it.' })
  proposedBy: string

  @Field(() => Int, {
    nullable: true,
    description: 'Centre line and limits come from so many of its first points; none: from all of it.',
  })
  baselinePoints: number | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was accepted or declined.' })
  decidedAt: Date | null

  @Field(() => String, { nullable: true, description: 'Who accepted or declined it.' })
  decidedBy: string | null

  @Field(() => String, { nullable: true, description: 'Why it was accepted or declined.' })
  decidedFor: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was withdrawn.' })
  withdrawnAt: Date | null

  @Field(() => String, { nullable: true, description: 'Who withdrew it.' })
  withdrawnBy: string | null

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn.' })
  withdrawnFor: string | null

  @Field(() => PositionScalar, { description: 'From which position of the log it was known.' })
  fromPosition: bigint

  @Field(() => PositionScalar, {
    nullable: true,
    description: 'From which position of the log it changed the chart; none: it never has.',
  })
  acceptedPosition: bigint | null

  @Field(() => PositionScalar, {
    nullable: true,
    description: 'At which position of the log it was declined or withdrawn; none: it stands.',
  })
  toPosition: bigint | null

  constructor(readonly row: Rows['phase']) {
    this.id = toGlobalId('SeriesPhase', row.id)
    this.uuid = row.id
    this.from = row.from
    this.status = oneOf(PhaseStatus, row.status)
    this.method = oneOf(PhaseMethod, row.method)
    this.evidence = row.evidence
    this.note = row.note
    this.proposedAt = row.proposedAt
    this.proposedBy = row.proposedBy
    this.baselinePoints = row.baselinePoints
    this.decidedAt = row.decidedAt
    this.decidedBy = row.decidedBy
    this.decidedFor = row.decidedFor
    this.withdrawnAt = row.withdrawnAt
    this.withdrawnBy = row.withdrawnBy
    this.withdrawnFor = row.withdrawnFor
    this.fromPosition = row.fromPosition
    this.acceptedPosition = row.acceptedPosition
    this.toPosition = row.toPosition
  }
}

/** A phase or a proposal by its UUID; null when there is none. */
export const loadPhase = async (context: ApiContext, id: string): Promise<SeriesPhase | null> => {
  const row = await context.loaders.phase.load(id)
  return row === null ? null : new SeriesPhase(row)
}
