import type { SeriesPoint } from '../analysed-chart.js'
import type { ChartType } from '../chart-type.js'
import { baselineMean, pooledRatio, type ControlPhase } from '../control-limits.js'
import { shareSigmas } from '../p-chart.js'
import { spreadBetweenPeriods } from '../spread-between-periods.js'
import { rateSigmas } from '../u-chart.js'
import type { Warn } from './chart-warning.js'
import { latestPhase } from './latest-phase.js'

/** σz and the value from which on it is more than chance brings. */
export type Spread = Readonly<{ sigmaZ: number; limit: number; points: number }>

/** Fewer points say too little about their spread. */
const FEWEST_POINTS = 10

/**
 * Whether counts vary more between periods than independent cases would: Laney's σz against 1 + 1.645 of its standard
 * errors √(0.8264 n − 1.0825) / (n − 1) (Laney 2002; Cryer & Ryan 1990), so that it is passed by chance once in
 * twenty. null for charts that make no such belief, and under ten points.
 */
export const spreadOfCounts = (type: ChartType, points: readonly SeriesPoint[]): Spread | null => {
  const phase = phaseOf(type, points)
  const known = phase?.values.filter((value) => value !== null).length ?? 0
  const sigmaZ = phase && sigmaZOf(type, phase)
  if (sigmaZ === null || known < FEWEST_POINTS) return null
  return {
    sigmaZ,
    limit: 1 + (1.6448536269514722 * Math.sqrt(0.8264 * known - 1.0825)) / (known - 1),
    points: known,
  }
}

/** Counts or shares vary more than the chart believes, which makes its limits too narrow. */
export const overdispersed: Warn = (warned) => {
  const latest = latestPhase(warned)
  const instead = INSTEAD[warned.chart.chartType]
  const spread = latest && spreadOfCounts(warned.chart.chartType, latest.points)
  if (!spread || !instead || spread.sigmaZ <= spread.limit) return null
  const { sigmaZ, limit, points } = spread
  return {
    code: 'OVERDISPERSED',
    message:
      `Values vary ${sigmaZ.toFixed(1)} times as much between periods as independent cases would (Laney’s σz; ` +
      `${limit.toFixed(2)} would be within chance), so the limits are too narrow. Use ${instead}.`,
    figures: { sigmaZ, limit, points },
  }
}

const INSTEAD: Readonly<Partial<Record<ChartType, string>>> = {
  p: 'a P′ chart',
  u: 'a U′ chart',
  c: 'an I chart',
}

const phaseOf = (type: ChartType, points: readonly SeriesPoint[]): ControlPhase | null => {
  const counts = points.map(() => true)
  if (type === 'c') {
    const values = points.map(({ value }) => value)
    return { values, numerators: values, denominators: points.map(() => 1), counts }
  }
  if (type !== 'p' && type !== 'u') return null
  return {
    values: points.map(({ value, numerator, denominator }) =>
      value === null || numerator === null || denominator === null || denominator <= 0
        ? null
        : numerator / denominator,
    ),
    numerators: points.map(({ numerator }) => numerator),
    denominators: points.map(({ denominator }) => denominator),
    counts,
  }
}

const sigmaZOf = (type: ChartType, phase: ControlPhase): number | null => {
  if (type === 'c') {
    const average = baselineMean(phase)
    return average === null
      ? null
      : spreadBetweenPeriods(
          phase,
          average,
          phase.values.map(() => Math.sqrt(average)),
        )
  }
  const ratio = pooledRatio(phase)
  return spreadBetweenPeriods(
    phase,
    ratio,
    type === 'p' ? shareSigmas(phase, ratio) : rateSigmas(phase, ratio),
  )
}
