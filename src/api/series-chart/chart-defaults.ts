import { Field, ObjectType } from 'type-graphql'

import { ChartType, RunsTable } from '../../domain/chart/vocabulary.js'
import type { ApiContext } from '../context.js'
import type { Rows } from '../loaders.js'
import { oneOf } from '../one-of.js'
import { DateTimeScalar, PositionScalar } from '../scalars.js'
import { ChartBaseline, baselineOf } from './chart-baseline.js'
import { ChartTypeEnum, RunsTableEnum } from './enums.js'

@ObjectType({
  description: 'How everyone sees a series who asks for no other chart, and who chose it.',
})
export class SeriesChartDefaults {
  @Field(() => ChartTypeEnum, { description: 'How it is charted.' })
  chartType: ChartType

  @Field(() => String, {
    nullable: true,
    description:
      'Name and version of the rules by which it is read, such as `anhoej-2014`; none for moving ranges, which are ' +
      'read by their limits alone.',
  })
  ruleSet: string | null

  @Field(() => RunsTableEnum, {
    nullable: true,
    description: 'By which table runs are counted, where the rule set is `perla-2011`; none: as printed.',
  })
  runsTable: RunsTable | null

  @Field(() => ChartBaseline, {
    nullable: true,
    description: 'Which points centre line and limits come from; none: all of them.',
  })
  baseline: ChartBaseline | null

  @Field(() => String, {
    nullable: true,
    description: 'Why it was chosen; the first choice may say nothing.',
  })
  reason: string | null

  @Field(() => DateTimeScalar, { description: 'When it was chosen.' })
  recordedAt: Date

  @Field(() => String, { description: 'Who chose it.' })
  recordedBy: string

  @Field(() => PositionScalar, { description: 'From which position of the log it holds.' })
  fromPosition: bigint

  constructor(row: Rows['chartDefault']) {
    this.chartType = oneOf(ChartType, row.chartType)
    this.ruleSet = row.ruleSet
    this.runsTable = row.runsTable === null ? null : oneOf(RunsTable, row.runsTable)
    this.baseline = baselineOf(row)
    this.reason = row.reason
    this.recordedAt = row.recordedAt
    this.recordedBy = row.recordedBy
    this.fromPosition = row.fromPosition
  }
}

/** The defaults of a series' chart; null when nobody has chosen. */
export const loadChartDefaults = async (
  context: ApiContext,
  seriesId: string,
): Promise<SeriesChartDefaults | null> => {
  const row = await context.loaders.chartDefault.load(seriesId)
  return row === null ? null : new SeriesChartDefaults(row)
}
