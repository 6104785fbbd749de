import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'

import type { NotAggregated as Reason } from '../../charts/roll-up/roll-up.js'
import { AggregationRule } from '../../domain/metric/vocabulary.js'
import { checkCategory } from '../chart/find-chart.js'
import type { ApiContext } from '../context.js'
import { enumOf } from '../enum-of.js'
import { loadLocalities, loadLocality, Locality } from '../locality/locality.js'
import { AggregationRuleEnum } from '../metric/enums.js'
import { loadMetric, Metric } from '../metric/metric.js'
import { oneOf } from '../one-of.js'
import { keyOf } from '../relay/key-of.js'
import { DateScalar } from '../scalars.js'
import { ReadArgs, settled } from '../settled.js'
import { Coverage } from './comparison.js'
import { readRollUp, type RolledUpPeriod, type RolledUpSeries } from './roll-up-rows.js'

const reasons = {
  CANNOT_BE_AGGREGATED: 'CANNOT_BE_AGGREGATED',
  NOTHING_REPORTED: 'NOTHING_REPORTED',
  COMPONENTS_MISSING: 'COMPONENTS_MISSING',
  SAMPLE_SIZE_MISSING: 'SAMPLE_SIZE_MISSING',
  NOTHING_TO_DIVIDE_BY: 'NOTHING_TO_DIVIDE_BY',
} as const satisfies Readonly<Record<Reason, Reason>>

const NotAggregatedEnum = enumOf(reasons, 'NotAggregated', 'Why parts do not make up a whole.', {
  CANNOT_BE_AGGREGATED:
    'The rule of the metric: percentiles and standardised rates of parts say nothing of the whole.',
  NOTHING_REPORTED: 'No part has a value.',
  COMPONENTS_MISSING: 'A part gave a ratio without numerator and denominator.',
  SAMPLE_SIZE_MISSING: 'A part gave a mean without of how many.',
  NOTHING_TO_DIVIDE_BY: 'The denominators come to nothing.',
})

@ObjectType({ description: 'The whole for one period, from its parts as they belonged to it then.' })
export class RollUpPoint {
  @Field(() => DateScalar, { description: 'First day of the period.' })
  period: string

  @Field(() => Float, {
    nullable: true,
    description: 'The value of the whole; none where `reason` says why.',
  })
  value: number | null

  @Field(() => Float, { nullable: true, description: 'Sum of the numerators.' })
  numerator: number | null

  @Field(() => Float, { nullable: true, description: 'Sum of the denominators.' })
  denominator: number | null

  @Field(() => Float, { nullable: true, description: 'Of means: of how many.' })
  sampleSize: number | null

  @Field(() => Coverage, {
    description: 'Localities right below with a value, their own or from below, of all.',
  })
  coverage: Coverage

  @Field(() => NotAggregatedEnum, { nullable: true, description: 'Why there is no value.' })
  reason: Reason | null

  @Field(() => String, { nullable: true, description: 'The same in a sentence, with the remedy.' })
  message: string | null

  readonly standing: readonly string[]

  constructor({ period, result }: RolledUpPeriod) {
    const whole = result.kind === 'aggregated' ? result : null
    const none = result.kind === 'notAggregated' ? result : null
    this.period = period
    this.value = whole?.value ?? null
    this.numerator = whole?.numerator ?? null
    this.denominator = whole?.denominator ?? null
    this.sampleSize = whole?.sampleSize ?? null
    this.coverage = result.coverage
    this.reason = none?.reason ?? null
    this.message = none?.message ?? null
    this.standing = none?.children ?? []
  }
}

@ObjectType({ description: 'A metric added up the tree. Ratios are never averaged.' })
export class RollUp {
  @Field(() => AggregationRuleEnum, { description: 'How values of several localities become one.' })
  aggregation: AggregationRule

  @Field(() => String, { description: 'Unit of the values.' })
  unit: string

  @Field(() => Int, { description: 'How many periods there are.' })
  periods: number

  @Field(() => [RollUpPoint], { description: 'Every period in order; 120 at most.' })
  points: RollUpPoint[]

  constructor(
    { definition, periods }: RolledUpSeries,
    readonly of: { readonly metricId: string; readonly parentId: string },
  ) {
    this.aggregation = oneOf(AggregationRule, definition.aggregation)
    this.unit = definition.unit
    this.periods = periods.length
    this.points = periods.map((period) => new RollUpPoint(period))
  }
}

@ArgsType()
export class RollUpArgs extends ReadArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Begin with the period of this day; the first reported.',
  })
  from?: string | null

  @Field(() => DateScalar, {
    nullable: true,
    description: 'End with the period of this day; the last reported.',
  })
  to?: string | null
}

@Resolver(() => RollUp)
export class RollUpQuery {
  @Query(() => RollUp, {
    nullable: true,
    description:
      'A metric of a whole from the localities below it, period by period, by the aggregation rule of the metric and ' +
      'the tree as it was in the period. Null when the metric or the locality does not exist.',
  })
  async rollUp(
    @Arg('metricId', () => ID, { description: 'What is measured.' }) metricId: string,
    @Arg('parentId', () => ID, { description: 'The whole, whose parts are added up.' }) parentId: string,
    @Arg('category', () => String, {
      nullable: true,
      description: 'Code of the part to add up; needed where the metric has a breakdown.',
    })
    category: string | null | undefined,
    @Args(() => RollUpArgs) asked: RollUpArgs,
    @Ctx() context: ApiContext,
  ): Promise<RollUp | null> {
    await settled(context, asked)
    const of = {
      metricId: keyOf(metricId, 'Metric', 'metricId'),
      parentId: keyOf(parentId, 'Locality', 'parentId'),
      category: category ?? null,
    }
    const [metric, parent] = await Promise.all([
      context.loaders.metric.load(of.metricId),
      context.loaders.locality.load(of.parentId),
    ])
    if (metric === null || parent === null) return null
    await checkCategory(context, of.metricId, of.category)
    return new RollUp(await readRollUp(context, of, asked), of)
  }

  @FieldResolver(() => Metric, { nullable: true, description: 'What is measured.' })
  metric(@Root() { of }: RollUp, @Ctx() context: ApiContext): Promise<Metric | null> {
    return loadMetric(context, of.metricId)
  }

  @FieldResolver(() => Locality, { nullable: true, description: 'The whole.' })
  locality(@Root() { of }: RollUp, @Ctx() context: ApiContext): Promise<Locality | null> {
    return loadLocality(context, of.parentId)
  }
}

@Resolver(() => RollUpPoint)
export class RollUpPointFields {
  @FieldResolver(() => [Locality], { description: 'The localities whose figures stand in the way.' })
  inTheWay(@Root() { standing }: RollUpPoint, @Ctx() context: ApiContext): Promise<Locality[]> {
    return loadLocalities(context, standing)
  }
}
