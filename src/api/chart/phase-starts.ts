import type { PhaseStart } from '../../charts/run-chart.js'
import type { Baseline } from '../../domain/chart/events.js'

/** A phase as it was accepted, or as a reader asks for it. */
export interface PlannedPhase {
  /** UUID of the accepted phase; null: a reader's. */
  readonly id: string | null
  readonly from: string
  readonly baselinePoints: number | null
  /** Why a person let it begin. */
  readonly reason: string | null
}

export interface PhasePlan {
  /** Of what comes before the first phase; null: all of its points. */
  readonly baseline: Baseline | null
  /** First period from which `baseline.points` are counted. */
  readonly beginning: string
  readonly phases: readonly PlannedPhase[]
}

export interface PlannedStarts {
  readonly starts: readonly PhaseStart[]
  /** The accepted phase behind each start; null: what comes before the first. */
  readonly phases: readonly (PlannedPhase | null)[]
  /** A frozen baseline lies outside the periods that are shown, so that lines come from what is shown. */
  readonly baselineNotShown: boolean
}

/** A stretch of indices, `to` excluded. They may lie before or after the points that are shown. */
interface Stretch {
  readonly from: number
  readonly to: number
}

/** The stretch of a baseline; periods before the first that is shown have negative indices. */
const stretchOf = (
  indexOf: (period: string) => number,
  start: number,
  baseline: Baseline | { readonly points: number } | null,
): Stretch | null => {
  if (baseline === null) return null
  if ('points' in baseline) return { from: start, to: start + baseline.points }
  return { from: indexOf(baseline.from), to: indexOf(baseline.to) + 1 }
}

/**
 * Where the phases of a chart begin, as indices of its points, and which points set their lines.
 *
 * @param indexOf the index of the first shown point whose period is the one given or later; negative before the first
 * @param count how many points are shown
 */
export const phaseStarts = (
  plan: PhasePlan,
  indexOf: (period: string) => number,
  count: number,
): PlannedStarts => {
  const placed = [
    { phase: null, at: indexOf(plan.beginning), baseline: plan.baseline },
    ...plan.phases.map((phase) => ({
      phase,
      at: indexOf(phase.from),
      baseline: phase.baselinePoints === null ? null : { points: phase.baselinePoints },
    })),
  ].filter(({ at }) => at < Math.max(count, 1))
  const shown = placed.filter(({ at }, index) => {
    const next = placed[index + 1]?.at
    return next === undefined || (next > 0 && next > at)
  })
  let baselineNotShown = false
  const starts = shown.map(({ at, baseline }, index): PhaseStart => {
    const from = index === 0 ? 0 : at
    const end = shown[index + 1]?.at ?? count
    const stretch = stretchOf(indexOf, at, baseline)
    if (stretch === null) return { from }
    const [first, last] = [Math.max(stretch.from, from), Math.min(stretch.to, end)]
    const hidden = stretch.from < 0 && indexOf(plan.beginning) < 0
    baselineNotShown ||= hidden || last <= first
    if (last <= first) return { from }
    return { from, baseline: last - first, ...(first > from ? { baselineFrom: first - from } : {}) }
  })
  return { starts, phases: shown.map(({ phase }) => phase), baselineNotShown }
}
