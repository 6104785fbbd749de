import { Field, Float, ID, Int, ObjectType } from 'type-graphql'

import { isWanted } from '../../charts/describe-run-chart.js'
import type { Signal } from '../../charts/signal.js'
import { oneOf } from '../one-of.js'
import { toGlobalId } from '../relay/global-id.js'
import { DateScalar } from '../scalars.js'
import { ReadingStatus, ReadingStatusEnum } from '../series/reading.js'
import type { ChartAnnotation } from './chart-annotations.js'
import type { RunChartAnswer } from './run-chart-answer.js'
import {
  ChartAnnotationKindEnum,
  ChartSide,
  ChartSideEnum,
  RunChartRule,
  RunChartRuleEnum,
  RunChartWarningEnum,
  type ChartAnnotationKind,
  type RunChartWarning,
} from './enums.js'

const sides = { [1]: ChartSide.Above, [-1]: ChartSide.Below, [0]: ChartSide.On } as const

@ObjectType({ description: 'One period of a chart. Every period is present, whether it has a value or not.' })
export class RunChartPoint {
  @Field(() => DateScalar, { description: 'First day of the period.' })
  period: string

  @Field(() => Float, { nullable: true, description: 'The value; none where the period has no value.' })
  value: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'The numerator, where the reading was given as a ratio.',
  })
  numerator: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'The denominator, where the reading was given as a ratio.',
  })
  denominator: number | null

  @Field(() => ReadingStatusEnum, {
    nullable: true,
    description: 'How the reading stands; none: nothing was recorded.',
  })
  status: ReadingStatus | null

  @Field(() => String, { nullable: true, description: 'Why there is no value, where that was declared.' })
  missingReason: string | null

  @Field(() => ChartSideEnum, { nullable: true, description: 'Where the value lies, seen from the median.' })
  side: ChartSide | null

  @Field(() => Boolean, { description: 'It belongs to a run that is longer than its limit.' })
  inSignallingRun: boolean

  @Field(() => ID, { nullable: true, description: 'Id of the reading.' })
  readingId: string | null

  constructor({ points, analysis }: RunChartAnswer, index: number) {
    const point = points[index]
    const analysed = analysis.points[index]
    if (point === undefined || analysed === undefined) throw new Error(`A chart has no point ${index}`)
    const { reading } = point
    this.period = point.period
    this.value = analysed.value
    this.numerator = reading?.numerator ?? null
    this.denominator = reading?.denominator ?? null
    this.status = reading === null ? null : oneOf(ReadingStatus, reading.status)
    this.missingReason = reading?.status === 'MISSING' ? reading.reason : null
    this.side = analysed.side === null ? null : sides[analysed.side]
    this.inSignallingRun = analysed.run !== null
    this.readingId = reading === null ? null : toGlobalId('Reading', reading.readingId)
  }
}

const rules: Readonly<Record<Signal['rule'], RunChartRule>> = {
  'anhoej-2014/longest-run': RunChartRule.LongestRun,
  'anhoej-2014/crossings': RunChartRule.Crossings,
}

@ObjectType({
  description: 'A sign of variation that is probably not random: which rule saw it, where and why.',
})
export class RunChartSignal {
  @Field(() => RunChartRuleEnum, { description: 'The rule.' })
  rule: RunChartRule

  @Field(() => String, {
    description: 'The rule set and the rule by their full name, such as `anhoej-2014/crossings`.',
  })
  ruleName: string

  @Field(() => String, { description: 'A few words for people.' })
  name: string

  @Field(() => ChartSideEnum, {
    nullable: true,
    description: 'On which side of the median; none for crossings.',
  })
  side: ChartSide | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'On the better side, by the direction of the metric; none where neither side is better.',
  })
  favourable: boolean | null

  @Field(() => [DateScalar], { description: 'The periods that it concerns, in order.' })
  periods: string[]

  @Field(() => Int, { description: 'What was counted: points of the run, or crossings.' })
  observed: number

  @Field(() => Int, { description: 'What it was compared with.' })
  limit: number

  @Field(() => String, { description: 'One sentence that explains it.' })
  explanation: string

  constructor({ points, picture }: RunChartAnswer, signal: Signal) {
    const { direction } = signal
    this.rule = rules[signal.rule]
    this.ruleName = signal.rule
    this.name = signal.name
    this.side = direction === null ? null : direction === 'above' ? ChartSide.Above : ChartSide.Below
    this.favourable = direction === null ? null : isWanted(direction, picture.direction)
    this.periods = signal.points.flatMap((index) => points[index]?.period ?? [])
    this.observed = signal.observed
    this.limit = signal.limit
    this.explanation = signal.explanation
  }
}

@ObjectType({
  description:
    'Something that happened at the locality on a day. That it lies near a change of the values says nothing about ' +
    'why they changed.',
})
export class RunChartAnnotation {
  @Field(() => DateScalar, { description: 'On which day.' })
  on: string

  @Field(() => ChartAnnotationKindEnum, { description: 'What it is.' })
  kind: ChartAnnotationKind

  @Field(() => String, { description: 'A few words.' })
  label: string

  @Field(() => String, { nullable: true, description: 'More about it.' })
  detail: string | null

  readonly cycleId: string | null
  readonly milestoneId: string | null

  constructor(annotation: ChartAnnotation) {
    this.on = annotation.on
    this.kind = annotation.kind
    this.label = annotation.label
    this.detail = annotation.detail ?? null
    this.cycleId = annotation.cycleId
    this.milestoneId = annotation.milestoneId
  }
}

@ObjectType({ description: 'What to bear in mind when reading a chart.' })
export class RunChartNote {
  @Field(() => RunChartWarningEnum, { description: 'For programs.' })
  code!: RunChartWarning

  @Field(() => String, { description: 'For people.' })
  message!: string
}

/** A target as a chart draws it. */
@ObjectType({ description: 'A target while it held.' })
export class RunChartTarget {
  @Field(() => Float, { description: 'The value that is aimed at.' })
  value!: number

  @Field(() => DateScalar, { description: 'From when it holds.' })
  from!: string

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it held no longer.' })
  to!: string | null
}
