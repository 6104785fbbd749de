import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { excludePoint } from '../../application/chart/exclude-point.js'
import { ExcludePoint } from '../../domain/chart/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadSeries } from '../series/series.js'
import { loadPoint } from './excluded-point.js'
import { PointPayloadBase, SeriesChartInputBase } from './series-chart-mutation.js'

@InputType({ description: 'Which point is left out, and why.' })
export class ExcludePointInput extends SeriesChartInputBase {
  @Field(() => DateScalar, { description: 'First day of its period.' })
  period!: string

  @Field(() => String, { description: 'Why.' })
  reason!: string
}

@ObjectType({ description: 'The point that is left out.' })
export class ExcludePointPayload extends PointPayloadBase {}

@Resolver()
export class ExcludePointMutation {
  @Mutation(() => ExcludePointPayload, {
    description:
      'Leaves a point out of every calculation of the chart; it is drawn still. A reading that is wrong is corrected or withdrawn instead.',
  })
  async excludePoint(
    @Arg('input', () => ExcludePointInput, { description: 'Which one, and why.' }) input: ExcludePointInput,
    @Ctx() context: ApiContext,
  ): Promise<ExcludePointPayload> {
    const outcome = await perform(context, {
      name: 'excludePoint',
      schema: ExcludePoint,
      input,
      work: (unit, command) => excludePoint(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    const [point, series] = [
      await loadPoint(context, outcome.result),
      await loadSeries(context, outcome.result.seriesId),
    ]
    return { ...outcome.payload, point, series }
  }
}
