import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { retireMetric } from '../../application/metric/retire-metric.js'
import { RetireMetric } from '../../domain/metric/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadMetric } from './metric.js'
import { MetricInputBase, MetricPayloadBase } from './metric-mutation.js'

@InputType({ description: 'From when a metric is measured no longer, and why.' })
export class RetireMetricInput extends MetricInputBase {
  @Field(() => DateScalar, {
    description: 'From when it is measured no longer. Earlier periods can still be recorded and corrected.',
  })
  retiredOn!: string

  @Field(() => String, { description: 'Why.' })
  reason!: string

  @Field(() => ID, { nullable: true, description: 'The metric that takes its place.' })
  successorId?: string | null
}

@ObjectType({ description: 'The metric that was retired.' })
export class RetireMetricPayload extends MetricPayloadBase {}

@Resolver()
export class RetireMetricMutation {
  @Mutation(() => RetireMetricPayload, { description: 'Retires a metric from a day on. Its readings stay.' })
  async retireMetric(
    @Arg('input', () => RetireMetricInput, { description: 'Which one, when and why.' })
    input: RetireMetricInput,
    @Ctx() context: ApiContext,
  ): Promise<RetireMetricPayload> {
    const outcome = await perform(context, {
      name: 'retireMetric',
      schema: RetireMetric,
      input,
      references: { successorId: 'Metric' },
      work: retireMetric,
    })
    if (outcome.kind === 'refused') return outcome.payload
    return { ...outcome.payload, metric: await loadMetric(context, outcome.result.metricId) }
  }
}
