import { Ctx, Field, FieldResolver, Float, Int, ObjectType, Resolver, Root } from 'type-graphql'

import type { AnalysedChartPoint } from '../../charts/analysed-chart.js'
import type { ApiContext } from '../context.js'
import type { Rows } from '../loaders.js'
import { oneOf } from '../one-of.js'
import { DateScalar } from '../scalars.js'
import { loadReading, Reading, ReadingStatus, ReadingStatusEnum } from '../series/reading.js'
import { ChartSignal } from './chart-signal.js'
import { ChartSide, ChartSideEnum, ChartVariationEnum, type ChartVariation } from './enums.js'
import { variationSaid } from './said.js'

/** Where a point comes from. */
export interface PointSource {
  readonly period: string
  readonly numerator: number | null
  readonly denominator: number | null
  readonly excludedReason: string | null
  readonly reading: Rows['chartedReading'] | null
}

const sides = { [1]: ChartSide.Above, [-1]: ChartSide.Below, [0]: ChartSide.On } as const

@ObjectType({ description: 'One period of a chart. Every period is present, whether it has a value or not.' })
export class ChartPoint {
  @Field(() => DateScalar, { description: 'First day of the period.' })
  period: string

  @Field(() => Float, {
    nullable: true,
    description:
      'What is drawn: the value, or on a chart of moving ranges the step to it; none: nothing is known.',
  })
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

  @Field(() => Float, { nullable: true, description: 'Median or mean at this point, by the chart type.' })
  centreLine: number | null

  @Field(() => Float, { nullable: true, description: 'Upper limit; none where the chart has none.' })
  upperLimit: number | null

  @Field(() => Float, { nullable: true, description: 'Lower limit; none where the chart has none.' })
  lowerLimit: number | null

  @Field(() => Boolean, { description: 'Drawn, but left out of every calculation.' })
  excluded: boolean

  @Field(() => String, { nullable: true, description: 'Why it is left out.' })
  excludedReason: string | null

  @Field(() => ReadingStatusEnum, {
    nullable: true,
    description: 'How the reading stands; none: nothing was recorded.',
  })
  status: ReadingStatus | null

  @Field(() => String, { nullable: true, description: 'Why there is no value, where that was declared.' })
  missingReason: string | null

  @Field(() => ChartSideEnum, {
    nullable: true,
    description: 'Where it lies, seen from the centre line; none: missing or left out.',
  })
  side: ChartSide | null

  @Field(() => ChartVariationEnum, {
    nullable: true,
    description: 'What the point says of the series; none: missing or left out.',
  })
  variation: ChartVariation | null

  @Field(() => Int, { description: 'The phase that it belongs to, counted from 0.' })
  phase: number

  @Field(() => [ChartSignal], {
    description: 'All signals that it belongs to: it may be in several, even opposite ones.',
  })
  signals: ChartSignal[]

  /** null: nothing was recorded. */
  readonly readingId: string | null

  constructor(source: PointSource, analysed: AnalysedChartPoint, signals: readonly ChartSignal[]) {
    const { reading } = source
    this.period = source.period
    this.value = analysed.value
    this.numerator = source.numerator
    this.denominator = source.denominator
    this.centreLine = analysed.centreLine
    this.upperLimit = analysed.upperLimit
    this.lowerLimit = analysed.lowerLimit
    this.excluded = analysed.excluded
    this.excludedReason = source.excludedReason
    this.status = reading === null ? null : oneOf(ReadingStatus, reading.status)
    this.missingReason = reading?.status === 'MISSING' ? reading.reason : null
    this.side = analysed.side === null ? null : sides[analysed.side]
    this.variation = analysed.variation === null ? null : variationSaid[analysed.variation]
    this.phase = analysed.phase
    this.signals = analysed.signals.flatMap((index) => signals[index] ?? [])
    this.readingId = reading?.readingId ?? null
  }
}

@Resolver(() => ChartPoint)
export class ChartPointFields {
  @FieldResolver(() => Reading, { nullable: true, description: 'The reading; none: nothing was recorded.' })
  async reading(@Root() { readingId }: ChartPoint, @Ctx() context: ApiContext): Promise<Reading | null> {
    return readingId === null ? null : loadReading(context, readingId)
  }
}
