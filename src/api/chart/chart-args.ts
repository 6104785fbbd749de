import { ArgsType, Field, InputType, Int } from 'type-graphql'

import type { ChartType, RunsTable } from '../../domain/chart/vocabulary.js'
import { DateScalar } from '../scalars.js'
import { ChartBaselineInput } from '../series-chart/chart-baseline.js'
import { ChartTypeEnum, RunsTableEnum } from '../series-chart/enums.js'
import { readChoice, type ChartChoice } from './chart-choice.js'

@InputType({ description: 'What a rule set lets its reader choose.' })
export class RuleSetOptionsInput {
  @Field(() => RunsTableEnum, {
    nullable: true,
    description: 'By which table `perla-2011` counts runs; as printed when left out.',
  })
  runsTable?: RunsTable | null

  @Field(() => Int, {
    nullable: true,
    description: 'Points in a row that make a shift or a trend for `mdc-2023-11`: 6 or 7, 7 when left out.',
  })
  pointsInARow?: number | null
}

@InputType({ description: 'The beginning of a phase.' })
export class ChartPhaseInput {
  @Field(() => DateScalar, { description: 'The phase begins with the period of this day.' })
  from!: string

  @Field(() => Int, {
    nullable: true,
    description: 'Take centre line and limits from so many of its first points, 2 or more; none: all of it.',
  })
  baselinePoints?: number | null
}

@ArgsType()
export class ChartReadingArgs {
  @Field(() => ChartTypeEnum, {
    nullable: true,
    description: 'Another chart type than everyone sees; a run chart where nobody has chosen.',
  })
  chartType?: ChartType | null

  @Field(() => String, {
    nullable: true,
    description: 'Another rule set by its name and version, such as `perla-2011` or `mdc-2023-11`.',
  })
  ruleSet?: string | null

  @Field(() => RuleSetOptionsInput, { nullable: true, description: 'What the rule set lets one choose.' })
  ruleSetOptions?: RuleSetOptionsInput | null
}

@ArgsType()
export class ChartChoiceArgs extends ChartReadingArgs {
  @Field(() => ChartBaselineInput, {
    nullable: true,
    description: 'Other points for centre line and limits of the first phase; null: all of its points.',
  })
  baseline?: ChartBaselineInput | null

  @Field(() => [ChartPhaseInput], {
    nullable: true,
    description: 'Other phases than those that were accepted, at most 100; an empty list: none.',
  })
  phases?: ChartPhaseInput[] | null

  @Field(() => DateScalar, { nullable: true, description: 'Begin with the period of this day.' })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'End with the period of this day.' })
  to?: string | null
}

/** What the arguments choose. A rule set is text, as names with dots are no enum values; its name is checked here. */
export const choiceOf = ({
  chartType,
  ruleSet,
  ruleSetOptions,
  ...rest
}: Omit<ChartChoiceArgs, 'from' | 'to'>): ChartChoice =>
  readChoice({
    chartType,
    ruleSet,
    ruleSetOptions,
    ...('baseline' in rest ? { baseline: rest.baseline } : {}),
    phases: rest.phases,
  })
