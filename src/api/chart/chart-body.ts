import { Args, Field, ObjectType } from 'type-graphql'

import type { SeriesPoint } from '../../charts/analysed-chart.js'
import { describeChart } from '../../charts/describe-chart.js'
import { recommendChart } from '../../charts/recommend-chart.js'
import type { ChartType } from '../../domain/chart/vocabulary.js'
import type { Statistic } from '../../domain/metric/vocabulary.js'
import { chartFacts } from '../../rendering/alternative-text.js'
import type { ChartView } from '../../rendering/chart-view.js'
import { ChartTypeEnum } from '../series-chart/enums.js'
import type { ChartReading } from './chart-choice.js'
import {
  ChartFalseAlarmRate,
  chartFalseAlarmRate,
  ChartRecommendation,
  ChartTable,
  chartTableOf,
  ChartWarning,
} from './chart-notes.js'
import { chartTypeOf } from './chart-types.js'
import { ChartPhase } from './chart-phase.js'
import { ChartPoint, type PointSource } from './chart-point.js'
import { ChartRuleSet, chartRuleSet } from './chart-rule-set.js'
import { ChartSignal } from './chart-signal.js'
import { ChartAssuranceEnum, ChartVariationEnum, type ChartAssurance, type ChartVariation } from './enums.js'
import { PhaseSearchArgs, PhaseSearchResult, searchPhases } from './phase-search.js'
import type { PlannedStarts } from './phase-starts.js'
import { assuranceSaid, variationSaid } from './said.js'

/** What any chart is told from, be its numbers recorded or not. */
export interface ReadChart {
  readonly reading: ChartReading
  readonly planned: PlannedStarts
  readonly sources: readonly PointSource[]
  readonly view: ChartView
  /** What is measured; null: not known. */
  readonly statistic: Statistic | null
  /** The points as the statistics took them, means weighted by their sample sizes. */
  readonly given: readonly SeriesPoint[]
}

/** What charts of recorded series and of other numbers have in common. */
@ObjectType({ description: 'What every chart tells.' })
export abstract class ChartBody {
  @Field(() => ChartTypeEnum, { description: 'How the values are charted.' })
  readonly chartType: ChartType

  @Field(() => ChartRuleSet, { description: 'The rules by which it was read.' })
  readonly ruleSet: ChartRuleSet

  @Field(() => String, { description: 'Unit of the values.' })
  readonly unit: string

  @Field(() => [ChartPoint], { description: 'Every point in order; at most the latest 5,000.' })
  readonly points: ChartPoint[]

  @Field(() => [ChartPhase], {
    description:
      'Its phases in order, each with a centre line of its own; one where nothing else was decided.',
  })
  readonly phases: ChartPhase[]

  @Field(() => [ChartSignal], {
    description: 'All signs of variation that is probably not random, phase by phase.',
  })
  readonly signals: ChartSignal[]

  @Field(() => ChartVariationEnum, {
    nullable: true,
    description: 'What the latest value says of the series; none while there are too few points to say.',
  })
  readonly variation: ChartVariation | null

  @Field(() => ChartAssuranceEnum, {
    nullable: true,
    description:
      'Whether the target can be expected to be met; none without limits, target or enough points.',
  })
  readonly assurance: ChartAssurance | null

  @Field(() => Boolean, {
    description: 'The latest phase has fewer points than the rule set needs to be relied on.',
  })
  readonly trial: boolean

  @Field(() => [ChartWarning], { description: 'What to bear in mind when reading it.' })
  readonly warnings: ChartWarning[]

  constructor(readonly read: ReadChart) {
    const { reading, planned, sources, view } = read
    const { chart } = view
    const periods = view.points.map(({ period }) => period)
    this.chartType = reading.chartType
    this.ruleSet = chartRuleSet(reading)
    this.unit = view.unit
    this.signals = chart.signals.map((signal) => new ChartSignal(signal, periods))
    this.points = chart.points.flatMap((point, index) => {
      const source = sources[index]
      return source === undefined ? [] : new ChartPoint(source, point, this.signals)
    })
    this.phases = chart.phases.map((phase, index) => {
      const start = planned.starts[index]
      return new ChartPhase(phase, {
        ...(start === undefined ? {} : { start }),
        planned: planned.phases[index] ?? null,
        periods,
      })
    })
    this.variation = chart.variation === null ? null : variationSaid[chart.variation]
    this.assurance = chart.assurance === null ? null : assuranceSaid[chart.assurance]
    this.trial = chart.trial
    this.warnings = [...(view.warnings ?? [])]
  }

  @Field(() => String, { description: 'What it shows in a sentence or two. It never says why.' })
  sentence(): string {
    const { view } = this.read
    return describeChart(view.chart, chartFacts(view))
  }

  @Field(() => ChartRecommendation, {
    description: 'The chart type that suits the values best, and why. The reader may choose otherwise.',
  })
  recommendation(): ChartRecommendation {
    const { statistic, given } = this.read
    const { chartType, reason } = recommendChart({ statistic, points: given })
    return { chartType: chartTypeOf(chartType), reason }
  }

  @Field(() => ChartTable, { description: 'The chart as a table, for people who cannot see the picture.' })
  table(): ChartTable {
    return chartTableOf(this.read.view)
  }

  @Field(() => ChartFalseAlarmRate, {
    nullable: true,
    description:
      'How often the rules signal by chance alone in so many points; none where that is not known.',
  })
  falseAlarmRate(): ChartFalseAlarmRate | null {
    return chartFalseAlarmRate(this.read.view.chart, this.read.reading)
  }

  @Field(() => PhaseSearchResult, {
    description:
      'Where phases may begin, worked out anew from the values. Nothing is stored and nothing changes.',
  })
  phaseProposals(@Args(() => PhaseSearchArgs) args: PhaseSearchArgs): PhaseSearchResult {
    const { points } = this.read.view.chart
    return searchPhases(
      points.map(({ value, excluded }) => (excluded ? null : value)),
      this.read.view.points.map(({ period }) => period),
      args,
    )
  }
}
