import { Field, Float, InputType, Int } from 'type-graphql'
import { z } from 'zod'

import { refuseFewPoints } from '../../domain/chart/baseline.js'
import type { ChartType } from '../../domain/chart/vocabulary.js'
import { Cadence, Direction } from '../../domain/metric/vocabulary.js'
import { Amount } from '../../domain/values.js'
import { CadenceEnum, DirectionEnum } from '../metric/enums.js'
import { DateScalar } from '../scalars.js'
import { ChartTypeEnum } from '../series-chart/enums.js'
import { badFieldInput } from './bad-field-input.js'
import { RuleSetOptionsInput } from './chart-args.js'

/** Most points that are analysed at once. */
export const mostPoints = 5_000

@InputType({ description: 'A number to analyse; a value, or a numerator and a denominator.' })
export class AnalysePointInput {
  @Field(() => DateScalar, { description: 'First day of its period. Points come in the order of time.' })
  period!: string

  @Field(() => Float, {
    nullable: true,
    description: 'The value; none: missing, or numerator over denominator times the multiplier.',
  })
  value?: number | null

  @Field(() => Float, { nullable: true, description: 'The numerator of a ratio.' })
  numerator?: number | null

  @Field(() => Float, { nullable: true, description: 'The denominator of a ratio.' })
  denominator?: number | null

  @Field(() => String, {
    nullable: true,
    description: 'Leave the point out of every calculation, for this reason; none: it counts.',
  })
  excludedFor?: string | null
}

@InputType({ description: 'Which points alone set centre line and limits.' })
export class AnalyseBaselineInput {
  @Field(() => Int, { description: 'So many points, 2 or more.' })
  points!: number

  @Field(() => Int, { defaultValue: 0, description: 'After so many points of the phase.' })
  skip!: number
}

@InputType({ description: 'The beginning of a phase.' })
export class AnalysePhaseInput {
  @Field(() => DateScalar, { description: 'Period of its first point.' })
  from!: string

  @Field(() => AnalyseBaselineInput, { nullable: true, description: 'Its baseline; none: all of it.' })
  baseline?: AnalyseBaselineInput | null
}

@InputType({ description: 'Numbers to analyse, and how. Nothing is recorded.' })
export class AnalyseSeriesInput {
  @Field(() => [AnalysePointInput], { description: 'The numbers in the order of time, 5,000 at most.' })
  points!: AnalysePointInput[]

  @Field(() => ChartTypeEnum, { nullable: true, description: 'The chart type; a run chart when left out.' })
  chartType?: ChartType | null

  @Field(() => String, {
    nullable: true,
    description: 'The rule set by its name and version; the usual one of the chart type when left out.',
  })
  ruleSet?: string | null

  @Field(() => RuleSetOptionsInput, { nullable: true, description: 'What the rule set lets one choose.' })
  ruleSetOptions?: RuleSetOptionsInput | null

  @Field(() => AnalyseBaselineInput, {
    nullable: true,
    description: 'The baseline of what comes before the first phase; none: all of its points.',
  })
  baseline?: AnalyseBaselineInput | null

  @Field(() => [AnalysePhaseInput], { nullable: true, description: 'Phases in order, 100 at most.' })
  phases?: AnalysePhaseInput[] | null

  @Field(() => DirectionEnum, { defaultValue: Direction.Neutral, description: 'Which way is better.' })
  direction!: Direction

  @Field(() => Float, { nullable: true, description: 'What is aimed at; none: nothing.' })
  target?: number | null

  @Field(() => Float, {
    defaultValue: 1,
    description: 'What numerator over denominator is multiplied by, such as 100 for percentages.',
  })
  multiplier!: number

  @Field(() => String, { defaultValue: 'value', description: 'Unit of the values, for words and pictures.' })
  unit!: string

  @Field(() => String, { defaultValue: 'Values', description: 'What is measured, for words and pictures.' })
  name!: string

  @Field(() => CadenceEnum, { defaultValue: Cadence.Month, description: 'How long a period is.' })
  cadence!: Cadence
}

const figure = Amount.nullish()
const Points = z
  .array(
    z
      .object({
        period: z.string(),
        value: figure,
        numerator: figure,
        denominator: figure,
        excludedFor: z.string().trim().min(1, { error: 'Say why the point is left out' }).nullish(),
      })
      .refine(({ numerator, denominator }) => numerator == null || (denominator != null && denominator > 0), {
        error: 'Give a denominator above 0 with the numerator, or neither',
        path: ['denominator'],
      }),
  )
  .min(1, { error: 'Give at least one point' })
  .max(mostPoints, { error: `Give at most ${mostPoints.toLocaleString('en-GB')} points` })
const Words = z
  .string()
  .trim()
  .min(1, { error: 'Give a few words' })
  .max(200, { error: 'Give at most 200 characters' })
const Rest = z.object({
  points: Points,
  target: figure,
  multiplier: Amount.positive({ error: 'Give a multiplier above 0, such as 100 for percentages' }),
  unit: Words,
  name: Words,
  phases: z.array(z.unknown()).max(100, { error: 'Give at most 100 phases' }).nullish(),
})

const checkBaseline = (baseline: AnalyseBaselineInput | null | undefined, field: string): void => {
  const [short] = refuseFewPoints(baseline?.points, `${field}.points`)
  if (short !== undefined) throw badFieldInput(short.message, short.field)
  if (baseline && baseline.skip < 0) throw badFieldInput('Skip 0 points or more', [field, 'skip'])
}

/**
 * Checks what is to be analysed, but for chart type and rule set.
 *
 * @throws BAD_USER_INPUT with the field and the remedy
 */
export const checkAnalyseInput = (input: AnalyseSeriesInput): void => {
  const parsed = Rest.safeParse(input)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw badFieldInput(issue?.message ?? 'Give numbers to analyse', [
      'input',
      ...(issue?.path ?? []).map(String),
    ])
  }
  const late = input.points.findIndex(
    ({ period }, at) => at > 0 && period <= (input.points[at - 1]?.period ?? ''),
  )
  if (late >= 0) {
    throw badFieldInput('Points come in the order of time, one for each period', [
      'input',
      'points',
      `${late}`,
      'period',
    ])
  }
  checkBaseline(input.baseline, 'input.baseline')
  for (const [index, { from, baseline }] of (input.phases ?? []).entries()) {
    checkBaseline(baseline, `input.phases.${index}.baseline`)
    const before = input.phases?.[index - 1]?.from ?? input.points[0]?.period ?? ''
    if (from <= before || !input.points.some(({ period }) => period === from)) {
      throw badFieldInput(
        'A phase begins with the period of a point after the first, and phases come in order',
        ['input', 'phases', `${index}`, 'from'],
      )
    }
  }
}
