import type { AnalysedPhase, SeriesPoint } from '../analysed-chart.js'
import type { WarnedChart } from './chart-warning.js'

/** What holds now: the latest phase with its points, ghosted ones gone; null: there are no points. */
export const latestPhase = ({
  points,
  chart,
}: WarnedChart): Readonly<{ phase: AnalysedPhase; points: readonly SeriesPoint[] }> | null => {
  const phase = chart.phases.at(-1)
  if (phase === undefined) return null
  return { phase, points: points.slice(phase.from, phase.to + 1).filter(({ excluded }) => !excluded) }
}
