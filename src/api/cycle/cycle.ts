import { Field, ObjectType } from 'type-graphql'

import { CycleDecision, CycleStatus } from '../../domain/cycle/vocabulary.js'
import type { ApiContext } from '../context.js'
import type { Rows } from '../loaders.js'
import { oneOf } from '../one-of.js'
import { connectionOf } from '../relay/connection.js'
import { Node } from '../relay/node.js'
import { RevisedNode } from '../relay/revised-node.js'
import { DateScalar } from '../scalars.js'
import { CycleTask, Prediction, PredictionComparison } from './parts.js'
import { CycleDecisionEnum, CycleStatusEnum } from './enums.js'

@ObjectType({
  implements: Node,
  description: 'A PDSA cycle: a small test of a change, planned, done, studied and acted upon.',
})
export class Cycle extends RevisedNode {
  @Field(() => CycleStatusEnum, { description: 'Where it stands.' })
  status: CycleStatus

  @Field(() => String, { description: 'The title.' })
  title: string

  @Field(() => String, { description: 'Plan: what the cycle is for.' })
  objective: string

  @Field(() => String, { description: 'Plan: what is changed in this test.' })
  change: string

  @Field(() => [Prediction], { description: 'Plan: what the team expects, said before the test.' })
  predictions: Prediction[]

  @Field(() => String, { nullable: true, description: 'Plan: how small the test is.' })
  scale: string | null

  @Field(() => String, { nullable: true, description: 'Plan: where it takes place.' })
  setting: string | null

  @Field(() => [CycleTask], { description: 'Plan: who does what, when and where.' })
  tasks: CycleTask[]

  @Field(() => String, { nullable: true, description: 'Plan: who collects which data, when and where.' })
  dataPlan: string | null

  @Field(() => DateScalar, { description: 'Plan: when the test is to start.' })
  plannedStartOn: string

  @Field(() => DateScalar, { description: 'Plan: when the test is to end.' })
  plannedEndOn: string

  @Field(() => DateScalar, { nullable: true, description: 'Do: when the test started.' })
  startedOn: string | null

  @Field(() => DateScalar, { nullable: true, description: 'Study: when the results were studied.' })
  studiedOn: string | null

  @Field(() => Boolean, { nullable: true, description: 'Study: it was carried out as planned.' })
  carriedOutAsPlanned: boolean | null

  @Field(() => String, { nullable: true, description: 'Study: what was done differently.' })
  deviation: string | null

  @Field(() => String, { nullable: true, description: 'Study: the results.' })
  results: string | null

  @Field(() => [PredictionComparison], { description: 'Study: each prediction compared with what was seen.' })
  comparisons: PredictionComparison[]

  @Field(() => String, { nullable: true, description: 'Study: what was learned.' })
  learning: string | null

  @Field(() => DateScalar, { nullable: true, description: 'Act: when it was decided.' })
  decidedOn: string | null

  @Field(() => CycleDecisionEnum, { nullable: true, description: 'Act: what was decided.' })
  decision: CycleDecision | null

  @Field(() => String, { nullable: true, description: 'Act: why it was decided so.' })
  rationale: string | null

  @Field(() => String, { nullable: true, description: 'Act: what comes next.' })
  nextSteps: string | null

  @Field(() => DateScalar, { nullable: true, description: 'When it was cancelled.' })
  cancelledOn: string | null

  @Field(() => String, { nullable: true, description: 'Why it was cancelled.' })
  cancelledFor: string | null

  constructor(readonly row: Rows['cycle']) {
    super('Cycle', row)
    this.status = oneOf(CycleStatus, row.status)
    this.title = row.title
    this.objective = row.objective
    this.change = row.change
    this.predictions = (row.predictions as object as Prediction[]).map((one) =>
      Object.assign(new Prediction(), one),
    )
    this.scale = row.scale
    this.setting = row.setting
    this.tasks = row.tasks as object as CycleTask[]
    this.dataPlan = row.dataPlan
    this.plannedStartOn = row.plannedStartOn
    this.plannedEndOn = row.plannedEndOn
    this.startedOn = row.startedOn
    this.studiedOn = row.studiedOn
    this.carriedOutAsPlanned = row.carriedOutAsPlanned
    this.deviation = row.deviation
    this.results = row.results
    this.comparisons = (row.comparisons ?? []) as object as PredictionComparison[]
    this.learning = row.learning
    this.decidedOn = row.decidedOn
    this.decision = row.decision === null ? null : oneOf(CycleDecision, row.decision)
    this.rationale = row.rationale
    this.nextSteps = row.nextSteps
    this.cancelledOn = row.cancelledOn
    this.cancelledFor = row.cancelledFor
  }
}

export const CycleConnection = connectionOf(() => Cycle, 'Cycle', 'cycles')

/** A cycle by its UUID; null when there is none. */
export const loadCycle = async (context: ApiContext, id: string): Promise<Cycle | null> => {
  const row = await context.loaders.cycle.load(id)
  return row === null ? null : new Cycle(row)
}
