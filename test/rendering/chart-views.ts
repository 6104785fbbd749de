import { readFileSync } from 'node:fs'

import { analyseChart } from '../../src/charts/analyse-chart.js'
import type { SeriesPoint } from '../../src/charts/analysed-chart.js'
import type { ChartType } from '../../src/charts/chart-type.js'
import type { RuleSetId } from '../../src/charts/rule-sets.js'
import type { ImprovementDirection } from '../../src/charts/variation.js'
import type { ChartView } from '../../src/rendering/chart-view.js'
import { besideProject } from '../support/beside-project.js'
import { periodsFrom } from './views.js'

type Given = Partial<Omit<ChartView, 'chart' | 'points' | 'phases'>> &
  Readonly<{
    /** Values, or numerators over denominators. */
    values: readonly (number | null | readonly [number, number])[]
    chartType: ChartType
    ruleSet?: RuleSetId
    from?: string
    multiplier?: number
    phases?: readonly Readonly<{ from: number; baseline?: number; reason?: string }>[]
    /** Why points are left out, by index. */
    excluded?: Readonly<Record<number, string>>
    target?: number
  }>

const BETTER: Readonly<Record<ChartView['direction'], ImprovementDirection>> = {
  INCREASE: 'increase',
  DECREASE: 'decrease',
  NEUTRAL: 'neutral',
}

const seriesPoint = (given: Given['values'][number], multiplier: number, excluded: boolean): SeriesPoint => {
  if (given === null || typeof given === 'number')
    return { value: given, numerator: given, denominator: null, excluded }
  const [numerator, denominator] = given
  return { value: (numerator / denominator) * multiplier, numerator, denominator, excluded }
}

/** A view of a chart of any type, with everything given that a test does not care about. */
export const chartViewOf = ({
  values,
  chartType,
  ruleSet = 'anhoej-2014',
  from = '2016-04-01',
  multiplier = 100,
  phases = [{ from: 0 }],
  excluded = {},
  target,
  ...given
}: Given): ChartView => {
  const cadence = given.cadence ?? 'MONTH'
  const direction = given.direction ?? 'INCREASE'
  const periods = periodsFrom(from, values.length, cadence)
  const points = values.map((value, index) => seriesPoint(value, multiplier, index in excluded))
  return {
    metricName: 'Four-hour performance',
    localityName: 'Northfield',
    categoryLabel: null,
    unit: '%',
    annotations: [],
    targets: target === undefined ? [] : [{ value: target, from: '2010-01-01', to: null }],
    ...given,
    direction,
    cadence,
    points: points.map(({ numerator, denominator, value }, index) => ({
      period: periods[index] ?? '',
      numerator: denominator === null ? null : numerator,
      denominator,
      missingReason: value === null ? 'Not submitted' : null,
      excludedReason: excluded[index] ?? null,
    })),
    phases: phases.map((phase) => ({ period: periods[phase.from] ?? '', reason: phase.reason ?? null })),
    chart: analyseChart(points, {
      chartType,
      ruleSet,
      phases: phases.map(({ from: start, baseline }) =>
        baseline === undefined ? { from: start } : { from: start, baseline },
      ),
      better: BETTER[direction],
      target: target ?? null,
      multiplier,
    }),
  }
}

/** Every A&E provider in England; and why nothing was checked against it, null where it is there. */
export const { file: nationalFile, absent: realDataIsAbsent } = besideProject('data', 'ae_attendances.csv')

export type ProviderMonth = Readonly<{ period: string; attendances: number; within: number }>

/** Major A&E departments of England: attendances and those within four hours, by provider and month. */
export const providers = (): ReadonlyMap<string, readonly ProviderMonth[]> => {
  const found = new Map<string, ProviderMonth[]>()
  const rows = readFileSync(nationalFile, 'utf8').split(/\r?\n/).slice(1)
  for (const row of rows.toSorted()) {
    const [period = '', provider = '', type, attendances, breaches] = row.split(',')
    if (type !== '1' || Number(attendances) === 0) continue
    const months = found.get(provider) ?? []
    months.push({ period, attendances: Number(attendances), within: Number(attendances) - Number(breaches) })
    found.set(provider, months)
  }
  return found
}

/** The P′ chart of one provider, read by Anhøj or whatever rules. */
export const providerView = (provider: string, given: Partial<Given> = {}): ChartView => {
  const months = providers().get(provider) ?? []
  return chartViewOf({
    values: months.map(({ within, attendances }) => [within, attendances] as const),
    chartType: 'pPrime',
    from: months[0]?.period ?? '2016-04-01',
    metricName: 'Seen within four hours in major A&E departments',
    localityName: `Provider ${provider}`,
    source: 'NHS England, A&E waiting times and activity',
    ...given,
  })
}
