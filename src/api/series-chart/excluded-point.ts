import { Field, ObjectType } from 'type-graphql'

import type { ApiContext } from '../context.js'
import type { Rows } from '../loaders.js'
import { DateScalar, DateTimeScalar, PositionScalar } from '../scalars.js'

@ObjectType({
  description: 'A point that is drawn and left out of every calculation. Its reading is unchanged.',
})
export class ExcludedPoint {
  @Field(() => DateScalar, { description: 'First day of its period.' })
  period: string

  @Field(() => String, { description: 'Why it is left out.' })
  reason: string

  @Field(() => DateTimeScalar, { description: 'When it was left out.' })
  recordedAt: Date

  @Field(() => String, { description: 'Who left it out.' })
  recordedBy: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was let in again; none: it is out.' })
  includedAt: Date | null

  @Field(() => String, { nullable: true, description: 'Who let it in again.' })
  includedBy: string | null

  @Field(() => String, { nullable: true, description: 'Why it was let in again.' })
  includedFor: string | null

  @Field(() => PositionScalar, { description: 'From which position of the log it was left out.' })
  fromPosition: bigint

  @Field(() => PositionScalar, {
    nullable: true,
    description: 'From which position of the log it counts again; none: it is out.',
  })
  toPosition: bigint | null

  constructor(row: Rows['chartExclusion']) {
    this.period = row.period
    this.reason = row.reason
    this.recordedAt = row.recordedAt
    this.recordedBy = row.recordedBy
    this.includedAt = row.includedAt
    this.includedBy = row.includedBy
    this.includedFor = row.includedFor
    this.fromPosition = row.fromPosition
    this.toPosition = row.toPosition
  }
}

/** What was said last of a point that was ever left out; null when it never was. */
export const loadPoint = async (
  context: ApiContext,
  { seriesId, period }: { readonly seriesId: string; readonly period: string },
): Promise<ExcludedPoint | null> => {
  const rows = await context.loaders.chartExclusions.load(seriesId)
  const row = rows.findLast((one) => one.period === period)
  return row === undefined ? null : new ExcludedPoint(row)
}
