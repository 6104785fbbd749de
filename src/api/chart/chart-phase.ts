import { Field, Float, ID, Int, ObjectType } from 'type-graphql'

import type { AnalysedPhase } from '../../charts/analysed-chart.js'
import type { PhaseStart } from '../../charts/run-chart.js'
import { toGlobalId } from '../relay/global-id.js'
import { DateScalar } from '../scalars.js'
import { ChartBaseline } from '../series-chart/chart-baseline.js'
import type { PlannedPhase } from './phase-starts.js'

@ObjectType({ description: 'A stretch of a chart with a centre line, and limits, of its own.' })
export class ChartPhase {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Its first period; none where the chart has no periods.',
  })
  from: string | null

  @Field(() => DateScalar, { nullable: true, description: 'Its last period.' })
  to: string | null

  @Field(() => ChartBaseline, {
    nullable: true,
    description: 'The points that alone set centre line and limits; none: all points of the phase.',
  })
  baseline: ChartBaseline | null

  @Field(() => Float, { nullable: true, description: 'Centre line at its last point; none without values.' })
  centreLine: number | null

  @Field(() => Float, { nullable: true, description: 'Upper limit at its last point.' })
  upperLimit: number | null

  @Field(() => Float, { nullable: true, description: 'Lower limit at its last point.' })
  lowerLimit: number | null

  @Field(() => Int, { description: 'Points with a value that are not left out.' })
  values: number

  @Field(() => Int, {
    description: 'Of these, the ones off the centre line; only they count for rules on runs.',
  })
  usefulObservations: number

  @Field(() => Int, {
    nullable: true,
    description: 'Most neighbouring points on one side of the centre line.',
  })
  longestRun: number | null

  @Field(() => Int, { nullable: true, description: 'A longer run than this is rare by chance alone.' })
  longestRunLimit: number | null

  @Field(() => Int, { nullable: true, description: 'How often the line crosses the centre line.' })
  crossings: number | null

  @Field(() => Int, { nullable: true, description: 'Fewer crossings than this are rare by chance alone.' })
  crossingsLimit: number | null

  @Field(() => String, {
    nullable: true,
    description:
      'Why a person let it begin; none for the first stretch, and for phases that a reader asked for.',
  })
  reason: string | null

  @Field(() => ID, { nullable: true, description: 'Id of the accepted phase; none: it is not stored.' })
  phaseId: string | null

  constructor(
    phase: AnalysedPhase,
    {
      start,
      planned,
      periods,
    }: { start?: PhaseStart; planned: PlannedPhase | null; periods: readonly string[] },
  ) {
    const baseFrom = phase.from + (start?.baselineFrom ?? 0)
    this.from = periods[phase.from] ?? null
    this.to = periods[phase.to] ?? null
    this.baseline =
      start?.baseline === undefined
        ? null
        : {
            points: start.baseline,
            from: periods[baseFrom] ?? null,
            to: periods[Math.min(baseFrom + start.baseline - 1, phase.to)] ?? null,
          }
    this.centreLine = phase.centreLine
    this.upperLimit = phase.upperLimit
    this.lowerLimit = phase.lowerLimit
    this.values = phase.values
    this.usefulObservations = phase.usefulObservations
    this.longestRun = phase.longestRun
    this.longestRunLimit = phase.longestRunLimit
    this.crossings = phase.crossings
    this.crossingsLimit = phase.crossingsLimit
    this.reason = planned?.reason ?? null
    this.phaseId = planned?.id == null ? null : toGlobalId('SeriesPhase', planned.id)
  }
}
