import { Field, ID, InputType, ObjectType } from 'type-graphql'

import { RevisedInputBase } from '../mutation-input.js'
import { Payload } from '../user-error.js'
import { Metric } from './metric.js'
import { Target } from './target.js'

/** For what changes one metric. */
@InputType()
export abstract class MetricInputBase extends RevisedInputBase {
  @Field(() => ID, { description: 'The metric.' })
  metricId!: string
}

@ObjectType()
export abstract class MetricPayloadBase extends Payload {
  @Field(() => Metric, { nullable: true, description: 'The metric.' })
  metric?: Metric | null
}

@ObjectType()
export abstract class TargetPayloadBase extends Payload {
  @Field(() => Target, { nullable: true, description: 'The target.' })
  target?: Target | null
}
