import { Field, Float, Int, ObjectType } from 'type-graphql'

import {
  AggregationRule,
  Cadence,
  Direction,
  Grade,
  Nature,
  Purpose,
  Statistic,
  YearStart,
} from '../../domain/metric/vocabulary.js'
import type { Rows } from '../loaders.js'
import { oneOf } from '../one-of.js'
import { DateScalar, PositionScalar } from '../scalars.js'
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

@ObjectType({ description: 'The ends of a scale.' })
export class Scale {
  @Field(() => Float, { description: 'The lowest value that can be scored.' })
  lowest!: number

  @Field(() => Float, { description: 'The highest value that can be scored.' })
  highest!: number
}

@ObjectType({ description: 'A part in which a metric is measured, such as an age band.' })
export class Category {
  @Field(() => String, { description: 'Short name, as readings give it.' })
  code!: string

  @Field(() => String, { description: 'Name for people.' })
  label!: string
}

@ObjectType({ description: 'The parts in which a metric is measured: inequality is only seen in parts.' })
export class Breakdown {
  @Field(() => String, { description: 'What it is broken down by, such as "Age band".' })
  dimension!: string

  @Field(() => [Category], { description: 'The parts, in the order in which they are shown.' })
  categories!: Category[]
}

/** Breakdowns are written by the projection from a checked event, so their shape is known. */
export const breakdownOf = (row: Rows['metricDefinition']): Breakdown | null =>
  row.breakdown === null ? null : (row.breakdown as object as Breakdown)

@ObjectType({ description: 'One version of what a metric means.' })
export class MetricDefinition {
  @Field(() => Int, { description: 'Counts up from 1.' })
  version: number

  @Field(() => String, { description: 'Name for people.' })
  name: string

  @Field(() => String, { nullable: true, description: 'What it is and why it matters.' })
  description: string | null

  @Field(() => NatureEnum, { description: 'Numbers or words.' })
  nature: Nature

  @Field(() => StatisticEnum, {
    nullable: true,
    description: 'How a value comes about; none for narratives.',
  })
  statistic: Statistic | null

  @Field(() => String, { nullable: true, description: 'What the numerator counts.' })
  numerator: string | null

  @Field(() => String, { nullable: true, description: 'What the denominator counts.' })
  denominator: string | null

  @Field(() => Float, { description: 'What numerator over denominator is multiplied by.' })
  multiplier: number

  @Field(() => String, { description: 'Unit of the values.' })
  unit: string

  @Field(() => Scale, { nullable: true, description: 'The ends of the scale of a score.' })
  scale: Scale | null

  @Field(() => Float, { nullable: true, description: 'Which percentile, such as 90.' })
  percentile: number | null

  @Field(() => DirectionEnum, { description: 'Which way is better.' })
  direction: Direction

  @Field(() => CadenceEnum, { description: 'How long a period is.' })
  cadence: Cadence

  @Field(() => YearStartEnum, { nullable: true, description: 'In which month yearly periods start.' })
  yearStartsIn: YearStart | null

  @Field(() => PurposeEnum, { description: 'What it is for.' })
  purpose: Purpose

  @Field(() => AggregationRuleEnum, { description: 'How the values of several localities become one.' })
  aggregation: AggregationRule

  @Field(() => GradeEnum, { description: 'How far its figures can be relied on in general.' })
  reliability: Grade

  @Field(() => String, { nullable: true, description: 'How it is standardised, such as by age and sex.' })
  standardisation: string | null

  @Field(() => String, { nullable: true, description: 'Where the figures come from.' })
  source: string | null

  @Field(() => String, { nullable: true, description: 'Under which licence they may be used.' })
  licence: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'Days from the end of a period until its value is usually known.',
  })
  typicalLagDays: number | null

  @Field(() => [String], { description: 'What to bear in mind when reading it.' })
  caveats: string[]

  @Field(() => Breakdown, {
    nullable: true,
    description: 'The parts in which it is measured; none: as a whole.',
  })
  breakdown: Breakdown | null

  @Field(() => DateScalar, {
    nullable: true,
    description: 'From which period on it holds; none: from the beginning.',
  })
  effectiveOn: string | null

  @Field(() => String, { nullable: true, description: 'Why it was changed.' })
  reason: string | null

  @Field(() => Boolean, { description: 'Values before and after this version cannot be compared.' })
  breaksComparability: boolean

  @Field(() => PositionScalar, { description: 'Where in the log it was recorded.' })
  position: bigint

  constructor(row: Rows['metricDefinition']) {
    this.version = row.version
    this.name = row.name
    this.description = row.description
    this.nature = oneOf(Nature, row.nature)
    this.statistic = row.statistic === null ? null : oneOf(Statistic, row.statistic)
    this.numerator = row.numerator
    this.denominator = row.denominator
    this.multiplier = row.multiplier
    this.unit = row.unit
    this.scale =
      row.scaleLowest === null || row.scaleHighest === null
        ? null
        : { lowest: row.scaleLowest, highest: row.scaleHighest }
    this.percentile = row.percentile
    this.direction = oneOf(Direction, row.direction)
    this.cadence = oneOf(Cadence, row.cadence)
    this.yearStartsIn = row.yearStartsIn === null ? null : oneOf(YearStart, row.yearStartsIn)
    this.purpose = oneOf(Purpose, row.purpose)
    this.aggregation = oneOf(AggregationRule, row.aggregation)
    this.reliability = oneOf(Grade, row.reliability)
    this.standardisation = row.standardisation
    this.source = row.source
    this.licence = row.licence
    this.typicalLagDays = row.typicalLagDays
    this.caveats = row.caveats as string[]
    this.breakdown = breakdownOf(row)
    this.effectiveOn = row.effectiveOn
    this.reason = row.reason
    this.breaksComparability = row.breaksComparability
    this.position = row.fromPosition
  }
}
