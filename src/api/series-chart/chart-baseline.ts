import { Field, InputType, Int, ObjectType } from 'type-graphql'

import type { Rows } from '../loaders.js'
import { DateScalar } from '../scalars.js'

const points = 'So many points from the beginning.'
const from = 'First period of a range.'
const to = 'Last period of a range, which is included.'

@InputType({
  description:
    'Which points centre line and limits come from: so many from the beginning (`points`), or those of a range of ' +
    'periods (`from` and `to`).',
})
export class ChartBaselineInput {
  @Field(() => Int, { nullable: true, description: points })
  points?: number | null

  @Field(() => DateScalar, { nullable: true, description: from })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: to })
  to?: string | null
}

@ObjectType({
  description: 'Which points centre line and limits come from: so many from the beginning, or a range.',
})
export class ChartBaseline {
  @Field(() => Int, { nullable: true, description: points })
  points!: number | null

  @Field(() => DateScalar, { nullable: true, description: from })
  from!: string | null

  @Field(() => DateScalar, { nullable: true, description: to })
  to!: string | null
}

type Columns = Pick<Rows['chartDefault'], 'baselinePoints' | 'baselineFrom' | 'baselineTo'>

/** null: all points. */
export const baselineOf = (row: Columns): ChartBaseline | null =>
  row.baselinePoints === null && row.baselineFrom === null
    ? null
    : { points: row.baselinePoints, from: row.baselineFrom, to: row.baselineTo }
