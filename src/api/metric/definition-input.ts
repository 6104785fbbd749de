import { Field, Float, InputType, Int } from 'type-graphql'

import type {
  AggregationRule,
  Cadence,
  Direction,
  Grade,
  Nature,
  Purpose,
  Statistic,
  YearStart,
} from '../../domain/metric/vocabulary.js'
import { BreakdownInput } from './breakdown-input.js'
import {
  AggregationRuleEnum,
  CadenceEnum,
  DirectionEnum,
  GradeEnum,
  NatureEnum,
  PurposeEnum,
  StatisticEnum,
  YearStartEnum,
} from './enums.js'

@InputType({ description: 'The ends of the scale of a score.' })
export class ScaleInput {
  @Field(() => Float, { description: 'The lowest value that can be scored.' })
  lowest!: number

  @Field(() => Float, { description: 'The highest value that can be scored.' })
  highest!: number
}

@InputType({ description: 'What a metric means.' })
export class MetricDefinitionInput {
  @Field(() => String, { description: 'Name for people.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'What it is and why it matters.' })
  description?: string | null

  @Field(() => NatureEnum, { nullable: true, description: 'Numbers or words; numbers when left out.' })
  nature?: Nature | null

  @Field(() => StatisticEnum, {
    nullable: true,
    description: 'How a value comes about; needed for numbers, left out for words.',
  })
  statistic?: Statistic | null

  @Field(() => String, {
    nullable: true,
    description: 'What the numerator counts; needed for a rate or percentage.',
  })
  numerator?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What the denominator counts; needed for a rate or percentage.',
  })
  denominator?: string | null

  @Field(() => Float, {
    nullable: true,
    description: 'What numerator over denominator is multiplied by, such as 100000; needed for a rate.',
  })
  multiplier?: number | null

  @Field(() => String, {
    nullable: true,
    description: 'Unit of the values; follows from the statistic when left out.',
  })
  unit?: string | null

  @Field(() => ScaleInput, { nullable: true, description: 'The ends of the scale; needed for a score.' })
  scale?: ScaleInput | null

  @Field(() => Float, {
    nullable: true,
    description: 'Which percentile, such as 90; needed for a percentile.',
  })
  percentile?: number | null

  @Field(() => DirectionEnum, { description: 'Which way is better.' })
  direction!: Direction

  @Field(() => CadenceEnum, { description: 'How long a period is.' })
  cadence!: Cadence

  @Field(() => YearStartEnum, {
    nullable: true,
    description: 'In which month yearly periods start; January when left out.',
  })
  yearStartsIn?: YearStart | null

  @Field(() => PurposeEnum, { description: 'What it is for.' })
  purpose!: Purpose

  @Field(() => AggregationRuleEnum, {
    nullable: true,
    description: 'How the values of several localities become one; follows from the statistic when left out.',
  })
  aggregation?: AggregationRule | null

  @Field(() => GradeEnum, { description: 'How far its figures can be relied on in general.' })
  reliability!: Grade

  @Field(() => String, { nullable: true, description: 'How it is standardised, such as by age and sex.' })
  standardisation?: string | null

  @Field(() => String, { nullable: true, description: 'Where the figures come from.' })
  source?: string | null

  @Field(() => String, { nullable: true, description: 'Under which licence they may be used.' })
  licence?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'Days from the end of a period until its value is usually known.',
  })
  typicalLagDays?: number | null

  @Field(() => [String], { nullable: true, description: 'What to bear in mind when reading it.' })
  caveats?: string[] | null

  @Field(() => BreakdownInput, {
    nullable: true,
    description: 'The parts in which it is measured; left out, it is measured as a whole.',
  })
  breakdown?: BreakdownInput | null
}
