import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { defineMetric } from '../../application/metric/define-metric.js'
import { DefineMetric } from '../../domain/metric/commands.js'
import type { ApiContext } from '../context.js'
import { MutationInputBase } from '../mutation-input.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { MetricDefinitionInput } from './definition-input.js'
import { loadMetric } from './metric.js'
import { MetricPayloadBase } from './metric-mutation.js'

@InputType({ description: 'A metric and what it means.' })
export class DefineMetricInput extends MutationInputBase {
  @Field(() => ID, { nullable: true, description: 'UUID for the metric; made by the server when left out.' })
  id?: string | null

  @Field(() => String, {
    description: 'Short unique name, such as `ea65`; letters, digits, hyphens, dots and underscores.',
  })
  code!: string

  @Field(() => MetricDefinitionInput, { description: 'What it means.' })
  definition!: MetricDefinitionInput

  @Field(() => DateScalar, {
    nullable: true,
    description: 'From which period it is measured; none: no limit.',
  })
  validFrom?: string | null
}

@ObjectType({ description: 'The metric that was defined.' })
export class DefineMetricPayload extends MetricPayloadBase {}

@Resolver()
export class DefineMetricMutation {
  @Mutation(() => DefineMetricPayload, {
    description: 'Defines a metric: what is measured, how often, and which way is better.',
  })
  async defineMetric(
    @Arg('input', () => DefineMetricInput, { description: 'What to define.' }) input: DefineMetricInput,
    @Ctx() context: ApiContext,
  ): Promise<DefineMetricPayload> {
    const outcome = await perform(context, {
      name: 'defineMetric',
      schema: DefineMetric,
      input,
      creates: 'metricId',
      work: defineMetric,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, metric: await loadMetric(context, outcome.result.metricId) }
  }
}
