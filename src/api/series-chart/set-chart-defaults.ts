import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'

import { setChartDefaults } from '../../application/chart/set-chart-defaults.js'
import { SetChartDefaults } from '../../domain/chart/commands.js'
import { RuleSet, type ChartType, type RunsTable } from '../../domain/chart/vocabulary.js'
import type { ApiContext } from '../context.js'
import { perform } from '../perform.js'
import { loadSeries } from '../series/series.js'
import { ChartBaselineInput } from './chart-baseline.js'
import { loadChartDefaults, SeriesChartDefaults } from './chart-defaults.js'
import { ChartTypeEnum, RunsTableEnum } from './enums.js'
import { SeriesChartInputBase, SeriesChartPayloadBase } from './series-chart-mutation.js'

const ruleSets = Object.values(RuleSet)
  .map((id) => `\`${id}\``)
  .join(', ')

@InputType({ description: 'How everyone is to see a series.' })
export class SetChartDefaultsInput extends SeriesChartInputBase {
  @Field(() => ChartTypeEnum, { description: 'How it is charted.' })
  chartType!: ChartType

  @Field(() => String, {
    nullable: true,
    description: `By which rules it is read: ${ruleSets}. None for moving ranges only.`,
  })
  ruleSet?: string | null

  @Field(() => RunsTableEnum, {
    nullable: true,
    description: 'By which table `perla-2011` counts runs; none: as printed.',
  })
  runsTable?: RunsTable | null

  @Field(() => ChartBaselineInput, {
    nullable: true,
    description: 'Which points centre line and limits come from; none: all of them.',
  })
  baseline?: ChartBaselineInput | null

  @Field(() => String, {
    nullable: true,
    description: 'Why; needed where the series has been seen otherwise before.',
  })
  reason?: string | null
}

@ObjectType({ description: 'The choice that holds now.' })
export class SetChartDefaultsPayload extends SeriesChartPayloadBase {
  @Field(() => SeriesChartDefaults, { nullable: true, description: 'How everyone sees the series now.' })
  chartDefaults?: SeriesChartDefaults | null
}

@Resolver()
export class SetChartDefaultsMutation {
  @Mutation(() => SetChartDefaultsPayload, {
    description:
      'Chooses chart type, rule set and baseline of a series, so that everyone sees the same chart. A reader may ask ' +
      'for another without changing it.',
  })
  async setChartDefaults(
    @Arg('input', () => SetChartDefaultsInput, { description: 'The series and the choice.' })
    input: SetChartDefaultsInput,
    @Ctx() context: ApiContext,
  ): Promise<SetChartDefaultsPayload> {
    const outcome = await perform(context, {
      name: 'setChartDefaults',
      schema: SetChartDefaults,
      input,
      work: (unit, command) => setChartDefaults(unit, command, { today: context.today() }),
    })
    if (outcome.kind === 'refused') return outcome.payload
    const { seriesId } = outcome.result
    return {
      ...outcome.payload,
      chartDefaults: await loadChartDefaults(context, seriesId),
      series: await loadSeries(context, seriesId),
    }
  }
}
