import { Field, Float, Int, ObjectType } from 'type-graphql'

import { enumOf } from '../enum-of.js'
import { Grade } from '../../domain/metric/vocabulary.js'
import type { ApiContext } from '../context.js'
import type { Rows } from '../loaders.js'
import { oneOf } from '../one-of.js'
import { connectionOf } from '../relay/connection.js'
import { toGlobalId } from '../relay/global-id.js'
import { Node } from '../relay/node.js'
import { DateScalar, DateTimeScalar, PositionScalar } from '../scalars.js'
import { GradeEnum } from '../metric/enums.js'

export const ReadingStatus = {
  Recorded: 'RECORDED',
  Corrected: 'CORRECTED',
  Withdrawn: 'WITHDRAWN',
  Missing: 'MISSING',
} as const
export type ReadingStatus = (typeof ReadingStatus)[keyof typeof ReadingStatus]

export const ReadingStatusEnum = enumOf(ReadingStatus, 'ReadingStatus', 'How a reading stands.', {
  RECORDED: 'As first recorded.',
  CORRECTED: 'Recorded anew, with a reason.',
  WITHDRAWN: 'Taken back, with a reason; it counts no longer.',
  MISSING: 'Stated not to exist, with a reason. Never zero.',
})

@ObjectType({ description: 'What was known of a period from one position of the log on.' })
export class ReadingVersion {
  @Field(() => ReadingStatusEnum, { description: 'How it stood.' })
  status: ReadingStatus

  @Field(() => Float, { nullable: true, description: 'The value.' })
  value: number | null

  @Field(() => Float, { nullable: true, description: 'The numerator, where it was given as a ratio.' })
  numerator: number | null

  @Field(() => Float, { nullable: true, description: 'The denominator, where it was given as a ratio.' })
  denominator: number | null

  @Field(() => String, {
    nullable: true,
    description: "Which release of the denominator's source was used, where that is known.",
  })
  denominatorVintage: string | null

  @Field(() => String, { nullable: true, description: 'The words, for a qualitative metric.' })
  narrative: string | null

  @Field(() => Int, { nullable: true, description: 'Of how many it was taken.' })
  sampleSize: number | null

  @Field(() => String, { nullable: true, description: 'Where it comes from.' })
  source: string | null

  @Field(() => DateScalar, { nullable: true, description: 'When it was collected.' })
  collectedOn: string | null

  @Field(() => GradeEnum, { nullable: true, description: 'Data-quality grade of this reading.' })
  grade: Grade | null

  @Field(() => Int, {
    nullable: true,
    description: "Version of the metric's definition by which it was checked.",
  })
  definitionVersion: number | null

  @Field(() => String, {
    nullable: true,
    description: 'Why it was corrected, withdrawn or declared missing.',
  })
  reason: string | null

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date

  @Field(() => String, { description: 'Who recorded it.' })
  recordedBy: string

  @Field(() => PositionScalar, { description: 'From which position of the log it was known.' })
  fromPosition: bigint

  @Field(() => PositionScalar, {
    nullable: true,
    description: 'From which position it was superseded; none: known now.',
  })
  toPosition: bigint | null

  constructor(row: Rows['reading']) {
    this.status = oneOf(ReadingStatus, row.status)
    this.value = row.value
    this.numerator = row.numerator
    this.denominator = row.denominator
    this.denominatorVintage = row.denominatorVintage
    this.narrative = row.narrative
    this.sampleSize = row.sampleSize === null ? null : Number(row.sampleSize)
    this.source = row.source
    this.collectedOn = row.collectedOn
    this.grade = row.grade === null ? null : oneOf(Grade, row.grade)
    this.definitionVersion = row.definitionVersion
    this.reason = row.reason
    this.recordedAt = row.recordedAt
    this.recordedBy = row.recordedBy
    this.fromPosition = row.fromPosition
    this.toPosition = row.toPosition
  }
}

@ObjectType({
  implements: Node,
  description:
    'What is known of one period of a series: a value, a narrative, or that there is none and why.',
})
export class Reading extends ReadingVersion implements Node {
  readonly id: string

  @Field(() => DateScalar, { description: 'First day of the period.' })
  period: string

  constructor(readonly row: Rows['reading']) {
    super(row)
    this.id = toGlobalId('Reading', row.readingId)
    this.period = row.period
  }
}

export const ReadingConnection = connectionOf(() => Reading, 'Reading', 'readings')

/** What is known now of a period, by the reading's UUID; null when nothing was ever said of it. */
export const loadReading = async (context: ApiContext, id: string): Promise<Reading | null> => {
  const row = await context.loaders.reading.load(id)
  return row === null ? null : new Reading(row)
}

/** Several readings in the order of their ids. */
export const loadReadings = async (context: ApiContext, ids: readonly string[]): Promise<Reading[]> =>
  (await Promise.all(ids.map((id) => loadReading(context, id)))).filter((reading) => reading !== null)
