import { Field, ID, InputType } from 'type-graphql'

import { predictionIdOf } from '../../domain/ids.js'
import { MutationInputBase } from '../mutation-input.js'
import { DateScalar } from '../scalars.js'

@InputType({ description: 'What the team expects, written down before the test.' })
export class PredictionInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'UUID of the prediction, by which the study refers to it. Made from the cycle and the question when left out, ' +
      'so that the same question keeps its id when the plan is revised.',
  })
  predictionId?: string | null

  @Field(() => String, { description: 'The question.' })
  question!: string

  @Field(() => String, { description: 'What is expected.' })
  prediction!: string

  @Field(() => ID, { nullable: true, description: 'The metric that it speaks of.' })
  metricId?: string | null
}

@InputType({ description: 'Something to be done in a cycle.' })
export class CycleTaskInput {
  @Field(() => String, { description: 'What.' })
  what!: string

  @Field(() => String, { nullable: true, description: 'By whom.' })
  who?: string | null

  @Field(() => String, { nullable: true, description: 'When.' })
  when?: string | null

  @Field(() => String, { nullable: true, description: 'Where.' })
  where?: string | null
}

/** What a plan says, when it is written and when it is rewritten. */
@InputType()
export abstract class CyclePlanInputBase extends MutationInputBase {
  @Field(() => String, { description: 'The title.' })
  title!: string

  @Field(() => String, { description: 'What the cycle is for.' })
  objective!: string

  @Field(() => String, { description: 'What is changed in this test.' })
  change!: string

  @Field(() => [PredictionInput], { description: 'What the team expects: 1 to 20 predictions.' })
  predictions!: PredictionInput[]

  @Field(() => String, {
    nullable: true,
    description: 'How small the test is, such as "3 patients, one morning".',
  })
  scale?: string | null

  @Field(() => String, { nullable: true, description: 'Where it takes place.' })
  setting?: string | null

  @Field(() => [CycleTaskInput], {
    nullable: true,
    description: 'Who does what, when and where; 100 tasks at most.',
  })
  tasks?: CycleTaskInput[] | null

  @Field(() => String, { nullable: true, description: 'Who collects which data, when and where.' })
  dataPlan?: string | null

  @Field(() => [ID], { nullable: true, description: 'The metrics that it watches, 20 at most.' })
  metricIds?: string[] | null

  @Field(() => DateScalar, { description: 'When the test is to start.' })
  startOn!: string

  @Field(() => DateScalar, { description: 'When the test is to end: on the day of its start or later.' })
  endOn!: string
}

type Values = Readonly<Record<string, unknown>>

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** Gives each prediction that has no id one of its own. */
export const withPredictionIds = (values: Values): Values => {
  const { predictions } = values
  if (!Array.isArray(predictions)) return values
  const cycleId = textOf(values['cycleId']).toLowerCase()
  const asked = new Map<string, number>()
  const complete = (prediction: unknown): unknown => {
    if (!isValues(prediction) || prediction['predictionId'] !== undefined) return prediction
    const question = textOf(prediction['question'])
    const occurrence = asked.get(question) ?? 0
    asked.set(question, occurrence + 1)
    return { ...prediction, predictionId: predictionIdOf(cycleId, question, occurrence) }
  }
  return { ...values, predictions: predictions.map(complete) }
}
