import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { redefineMetric } from '../../application/metric/redefine-metric.js'
import { RedefineMetric } from '../../domain/metric/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { MetricDefinitionInput } from './definition-input.js'
import { loadMetric } from './metric.js'
import { MetricInputBase, MetricPayloadBase } from './metric-mutation.js'

@InputType({ description: 'What a metric means from a period on, and why it changes.' })
export class RedefineMetricInput extends MetricInputBase {
  @Field(() => MetricDefinitionInput, {
    description: 'What it means from then on, in full. Statistic, nature and cadence cannot change.',
  })
  definition!: MetricDefinitionInput

  @Field(() => DateScalar, { description: 'From which period on it holds.' })
  effectiveOn!: string

  @Field(() => String, { description: 'Why it changes.' })
  reason!: string

  @Field(() => Boolean, { description: 'Whether values before and after cannot be compared.' })
  breaksComparability!: boolean
}

@ObjectType({ description: 'The metric with its new definition.' })
export class RedefineMetricPayload extends MetricPayloadBase {}

@Resolver()
export class RedefineMetricMutation {
  @Mutation(() => RedefineMetricPayload, {
    description: 'Gives a metric another definition from a period on. Earlier ones stay for earlier periods.',
  })
  async redefineMetric(
    @Arg('input', () => RedefineMetricInput, { description: 'Which one, and the definition.' })
    input: RedefineMetricInput,
    @Ctx() context: ApiContext,
  ): Promise<RedefineMetricPayload> {
    const outcome = await perform(context, {
      name: 'redefineMetric',
      schema: RedefineMetric,
      input,
      work: redefineMetric,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, metric: await loadMetric(context, outcome.result.metricId) }
  }
}
