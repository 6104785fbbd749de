import { Arg, Field, ObjectType, Query, Resolver } from 'type-graphql'

import { analyseChart } from '../../charts/analyse-chart.js'
import type { SeriesPoint } from '../../charts/analysed-chart.js'
import type { PhaseStart } from '../../charts/run-chart.js'
import { chartWarnings } from '../../charts/warnings/chart-warnings.js'
import { Statistic } from '../../domain/metric/vocabulary.js'
import { chartAlternativeText } from '../../rendering/alternative-text.js'
import { chartSpecification } from '../../rendering/chart-specification.js'
import { JsonScalar } from '../scalars.js'
import { AnalyseSeriesInput, checkAnalyseInput, type AnalyseBaselineInput } from './analyse-input.js'
import { ChartBody, type ReadChart } from './chart-body.js'
import { chartReading, readChoice } from './chart-choice.js'
import { readingOptions } from './chart-plan.js'
import { betterOf, chartedAs } from './chart-types.js'
import type { PlannedStarts } from './phase-starts.js'

@ObjectType({ description: 'Numbers that are not recorded, read as a chart.' })
export class SeriesAnalysis extends ChartBody {
  @Field(() => String, { description: 'What to say to people who do not see the picture.' })
  alternativeText(): string {
    return chartAlternativeText(this.read.view)
  }

  @Field(() => JsonScalar, { description: 'The Vega-Lite specification of the picture.' })
  specification(): unknown {
    return chartSpecification(this.read.view)
  }
}

const given = ({ points, multiplier }: AnalyseSeriesInput): SeriesPoint[] =>
  points.map(({ value, numerator = null, denominator = null, excludedFor }) => ({
    value: value ?? (numerator === null || !denominator ? null : (numerator / denominator) * multiplier),
    numerator,
    denominator,
    excluded: Boolean(excludedFor),
  }))

const startOf = (from: number, baseline: AnalyseBaselineInput | null | undefined): PhaseStart =>
  baseline ? { from, baseline: baseline.points, baselineFrom: baseline.skip } : { from }

const planned = ({ points, baseline, phases }: AnalyseSeriesInput): PlannedStarts => ({
  starts: [
    startOf(0, baseline),
    ...(phases ?? []).map((phase) =>
      startOf(
        points.findIndex(({ period }) => period === phase.from),
        phase.baseline,
      ),
    ),
  ],
  phases: [],
  baselineNotShown: false,
})

/** What the numbers seem to be, for the recommendation of a chart type. */
const statisticOf = ({ points, multiplier }: AnalyseSeriesInput): Statistic | null => {
  const ratios = points.filter(({ numerator }) => numerator != null)
  if (ratios.length > 0) {
    const parts = ratios.every(({ numerator, denominator }) => (numerator ?? 0) <= (denominator ?? 0))
    return parts && multiplier <= 100 ? Statistic.Percentage : Statistic.Rate
  }
  const whole = points.every(({ value }) => value == null || (Number.isInteger(value) && value >= 0))
  return whole ? Statistic.Count : Statistic.Mean
}

/** Analyses numbers as they are given. Pure. */
const analysed = (input: AnalyseSeriesInput): ReadChart => {
  const { chartType, ruleSet, ruleSetOptions, target = null, direction } = input
  const reading = chartReading(readChoice({ chartType, ruleSet, ruleSetOptions }), null, null)
  const points = given(input)
  const plan = planned(input)
  const chart = analyseChart(points, {
    ...readingOptions(reading),
    chartType: chartedAs[reading.chartType],
    phases: plan.starts,
    better: betterOf[direction],
    target,
    multiplier: input.multiplier,
  })
  return {
    reading,
    planned: plan,
    statistic: statisticOf(input),
    given: points,
    sources: input.points.map(({ period, numerator = null, denominator = null, excludedFor = null }) => ({
      period,
      numerator,
      denominator,
      excludedReason: excludedFor,
      reading: null,
    })),
    view: {
      metricName: input.name,
      localityName: 'numbers that are not recorded',
      categoryLabel: null,
      unit: input.unit,
      direction,
      cadence: input.cadence,
      points: input.points.map(({ period, numerator = null, denominator = null, excludedFor = null }) => ({
        period,
        numerator,
        denominator,
        missingReason: null,
        excludedReason: excludedFor,
      })),
      chart,
      phases: [],
      targets: target === null ? [] : [{ value: target, from: input.points[0]?.period ?? '', to: null }],
      annotations: [],
      warnings: chartWarnings({ points, chart, facts: {} }),
    },
  }
}

@Resolver()
export class AnalyseQuery {
  @Query(() => SeriesAnalysis, {
    description: 'Reads numbers that are not recorded as a chart, as series are read. Nothing is stored.',
  })
  analyseSeries(
    @Arg('input', () => AnalyseSeriesInput, { description: 'The numbers, and how to read them.' })
    input: AnalyseSeriesInput,
  ): SeriesAnalysis {
    checkAnalyseInput(input)
    return new SeriesAnalysis(analysed(input))
  }
}
