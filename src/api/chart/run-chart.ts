import { Field, Float, Int, ObjectType } from 'type-graphql'

import { describeRunChart } from '../../charts/describe-run-chart.js'
import type { RunChartAnswer } from './run-chart-answer.js'
import {
  RunChartAnnotation,
  RunChartNote,
  RunChartPoint,
  RunChartSignal,
  RunChartTarget,
} from './run-chart-parts.js'

@ObjectType({
  description:
    'A run chart: the values of a metric at a locality in the order of time around their median, read by the rules ' +
    'of Anhøj and Olesen (2014).',
})
export class RunChart {
  @Field(() => [RunChartPoint], {
    description: 'Every period from the first reading to the last, in order; at most the latest 3,660.',
  })
  points: RunChartPoint[]

  @Field(() => Float, { nullable: true, description: 'The middle of the values; none without values.' })
  median: number | null

  @Field(() => String, { description: 'Unit of the values.' })
  unit: string

  @Field(() => String, { description: 'Name and version of the rules by which it was read.' })
  ruleSet: string

  @Field(() => Int, {
    description: 'Values that lie above or below the median; only they count for the rules.',
  })
  usefulObservations: number

  @Field(() => Int, { description: 'Periods without a value.' })
  missingPeriods: number

  @Field(() => Int, { nullable: true, description: 'Most neighbouring points on one side of the median.' })
  longestRun: number | null

  @Field(() => Int, { nullable: true, description: 'A longer run than this is a signal.' })
  longestRunLimit: number | null

  @Field(() => Int, { nullable: true, description: 'How often the line crosses the median.' })
  crossings: number | null

  @Field(() => Int, { nullable: true, description: 'Fewer crossings than this are a signal.' })
  crossingsLimit: number | null

  @Field(() => Boolean, { description: 'There is at least one signal.' })
  hasSignal: boolean

  @Field(() => [RunChartSignal], { description: 'Signs of variation that is probably not random.' })
  signals: RunChartSignal[]

  @Field(() => [RunChartNote], { description: 'What to bear in mind when reading it.' })
  warnings: RunChartNote[]

  @Field(() => String, { description: 'One plain sentence of what it shows. It never says why.' })
  sentence: string

  @Field(() => [RunChartTarget], { description: 'What was aimed at while the chart runs.' })
  targets: RunChartTarget[]

  @Field(() => [RunChartAnnotation], {
    description: 'Starts and decisions of PDSA cycles and milestones of the locality, by day.',
  })
  annotations: RunChartAnnotation[]

  constructor(readonly view: RunChartAnswer) {
    const { analysis, picture } = view
    this.points = view.points.map((_, index) => new RunChartPoint(view, index))
    this.median = analysis.median
    this.unit = picture.unit
    this.ruleSet = analysis.ruleSet
    this.usefulObservations = analysis.usefulObservations
    this.missingPeriods = view.points.filter(({ reading }) => (reading?.value ?? null) === null).length
    this.longestRun = analysis.longestRun
    this.longestRunLimit = analysis.longestRunLimit
    this.crossings = analysis.crossings
    this.crossingsLimit = analysis.crossingsLimit
    this.signals = analysis.signals.map((signal) => new RunChartSignal(view, signal))
    this.hasSignal = analysis.signals.length > 0
    this.warnings = [...analysis.warnings]
    this.sentence = describeRunChart(analysis, {
      ...picture,
      periods: view.points.map(({ period }) => period),
    })
    this.targets = [...picture.targets]
    this.annotations = view.annotations.map((annotation) => new RunChartAnnotation(annotation))
  }
}
