import { Field, Float, ID, InputType, Int } from 'type-graphql'

import type { Grade } from '../../domain/metric/vocabulary.js'
import { GradeEnum } from '../metric/enums.js'
import { DateScalar } from '../scalars.js'

/** What was measured, as all inputs that carry a measurement say it. */
@InputType()
export abstract class MeasurementFields {
  @Field(() => Float, {
    nullable: true,
    description: 'The value; it may be left out where numerator and denominator are given.',
  })
  value?: number | null

  @Field(() => Float, { nullable: true, description: 'The numerator of a rate or percentage.' })
  numerator?: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'The denominator of a rate or percentage, above 0.',
  })
  denominator?: number | null

  @Field(() => String, {
    nullable: true,
    description:
      'Which release of the denominator\'s source was used, such as "Mid-2023, first release"; only with numerator and denominator. Charts warn where it changes.',
  })
  denominatorVintage?: string | null

  @Field(() => String, { nullable: true, description: 'The words, for a qualitative metric.' })
  narrative?: string | null

  @Field(() => Int, { nullable: true, description: 'Of how many it was taken.' })
  sampleSize?: number | null

  @Field(() => String, { nullable: true, description: 'Where it comes from.' })
  source?: string | null

  @Field(() => DateScalar, { nullable: true, description: 'When it was collected.' })
  collectedOn?: string | null

  @Field(() => GradeEnum, { nullable: true, description: 'Data-quality grade of this reading.' })
  grade?: Grade | null
}

/** A measurement, and of what, where and when. */
@InputType()
export abstract class ReadingFieldsInput extends MeasurementFields {
  @Field(() => ID, { description: 'The metric.' })
  metricId!: string

  @Field(() => ID, { description: 'The locality.' })
  localityId!: string

  @Field(() => String, {
    nullable: true,
    description: 'Code of the category, where the metric has a breakdown.',
  })
  category?: string | null

  @Field(() => DateScalar, { description: "First day of the period; its length is the metric's cadence." })
  period!: string
}
