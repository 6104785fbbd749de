import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { includePoint } from '../../application/chart/include-point.js'
import { IncludePoint } from '../../domain/chart/commands.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { DateScalar } from '../scalars.js'
import { loadSeries } from '../series/series.js'
import { loadPoint } from './excluded-point.js'
import { PointPayloadBase, SeriesChartInputBase } from './series-chart-mutation.js'

@InputType({ description: 'Which point counts again, and why.' })
export class IncludePointInput extends SeriesChartInputBase {
  @Field(() => DateScalar, { description: 'First day of its period.' })
  period!: string

  @Field(() => String, { description: 'Why.' })
  reason!: string
}

@ObjectType({ description: 'The point that counts again.' })
export class IncludePointPayload extends PointPayloadBase {}

@Resolver()
export class IncludePointMutation {
  @Mutation(() => IncludePointPayload, {
    description: 'Lets a point count again that was left out.',
  })
  async includePoint(
    @Arg('input', () => IncludePointInput, { description: 'Which one, and why.' }) input: IncludePointInput,
    @Ctx() context: ApiContext,
  ): Promise<IncludePointPayload> {
    const outcome = await perform(context, {
      name: 'includePoint',
      schema: IncludePoint,
      input,
      work: (unit, command) => includePoint(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    const [point, series] = [
      await loadPoint(context, outcome.result),
      await loadSeries(context, outcome.result.seriesId),
    ]
    return { ...outcome.payload, point, series }
  }
}
