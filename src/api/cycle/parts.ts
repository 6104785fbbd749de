import { Field, ID, ObjectType } from 'type-graphql'

import type { Prisma } from '../../../prisma/client/client.js'
import { ObservationKind, PredictionOutcome } from '../../domain/cycle/vocabulary.js'
import type { ApiContext } from '../context.js'
import { oneOf } from '../one-of.js'
import { toGlobalId } from '../relay/global-id.js'
import { Node } from '../relay/node.js'
import { DateScalar, DateTimeScalar, JsonScalar, PositionScalar } from '../scalars.js'
import { ObservationKindEnum, PredictionOutcomeEnum } from './enums.js'

@ObjectType({ description: 'What the team expected, written down before the test.' })
export class Prediction {
  @Field(() => ID, { description: 'UUID of the prediction, by which the study refers to it.' })
  predictionId!: string

  @Field(() => String, { description: 'The question.' })
  question!: string

  @Field(() => String, { description: 'What was expected.' })
  prediction!: string

  /** UUID; the field resolver gives the metric itself. */
  metricId?: string
}

@ObjectType({ description: 'Something to be done in a cycle.' })
export class CycleTask {
  @Field(() => String, { description: 'What.' })
  what!: string

  @Field(() => String, { nullable: true, description: 'By whom.' })
  who?: string | null

  @Field(() => String, { nullable: true, description: 'When.' })
  when?: string | null

  @Field(() => String, { nullable: true, description: 'Where.' })
  where?: string | null
}

@ObjectType({ description: 'How a prediction compares with what was seen.' })
export class PredictionComparison {
  @Field(() => ID, { description: 'UUID of the prediction.' })
  predictionId!: string

  @Field(() => PredictionOutcomeEnum, { description: 'How it compares.' })
  outcome!: PredictionOutcome

  @Field(() => String, { nullable: true, description: 'Anything to add.' })
  comment?: string | null
}

@ObjectType({ implements: Node, description: 'Something seen while a test ran.' })
export class Observation implements Node {
  readonly id: string

  @Field(() => ObservationKindEnum, { description: 'What kind of thing it was.' })
  kind: ObservationKind

  @Field(() => String, { description: 'What was seen.' })
  text: string

  @Field(() => DateScalar, { description: 'When it was seen.' })
  observedOn: string

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date

  @Field(() => String, { description: 'Who recorded it.' })
  recordedBy: string

  constructor(row: Prisma.CycleObservationGetPayload<object>) {
    this.id = toGlobalId('Observation', row.id)
    this.kind = oneOf(ObservationKind, row.kind)
    this.text = row.text
    this.observedOn = row.observedOn
    this.recordedAt = row.recordedAt
    this.recordedBy = row.recordedBy
  }
}

/** An observation by its UUID; null when there is none. */
export const loadObservation = async (context: ApiContext, id: string): Promise<Observation | null> => {
  const row = await context.loaders.observation.load(id)
  return row === null ? null : new Observation(row)
}

@ObjectType({ description: 'One wording of the plan of a cycle.' })
export class CyclePlanVersion {
  @Field(() => JsonScalar, { description: 'Everything that the plan said.' })
  plan: unknown

  @Field(() => String, { nullable: true, description: 'Why it was revised; none for the first.' })
  reason: string | null

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date

  @Field(() => String, { description: 'Who recorded it.' })
  recordedBy: string

  @Field(() => PositionScalar, { description: 'From which position of the log it held.' })
  fromPosition: bigint

  @Field(() => PositionScalar, { nullable: true, description: 'From which position it was superseded.' })
  toPosition: bigint | null

  constructor(row: Prisma.CyclePlanVersionGetPayload<object>) {
    this.plan = row.plan
    this.reason = row.reason
    this.recordedAt = row.recordedAt
    this.recordedBy = row.recordedBy
    this.fromPosition = row.fromPosition
    this.toPosition = row.toPosition
  }
}
