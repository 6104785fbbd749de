import { Field, ID, InputType, ObjectType } from 'type-graphql'

import { RevisedInputBase } from '../mutation-input.js'
import { Series } from '../series/series.js'
import { Payload } from '../user-error.js'
import { ExcludedPoint } from './excluded-point.js'
import { SeriesPhase } from './series-phase.js'

/** What every change of how a series is charted is given. */
@InputType()
export abstract class SeriesChartInputBase extends RevisedInputBase {
  @Field(() => ID, { description: 'The series.' })
  seriesId!: string
}

/** What every change of how a series is charted answers. */
@ObjectType()
export abstract class SeriesChartPayloadBase extends Payload {
  @Field(() => Series, { nullable: true, description: 'The series.' })
  series?: Series | null
}

@ObjectType()
export abstract class PhasePayloadBase extends SeriesChartPayloadBase {
  @Field(() => SeriesPhase, { nullable: true, description: 'The phase as it stands now.' })
  phase?: SeriesPhase | null
}

@ObjectType()
export abstract class PointPayloadBase extends SeriesChartPayloadBase {
  @Field(() => ExcludedPoint, { nullable: true, description: 'The point.' })
  point?: ExcludedPoint | null
}
