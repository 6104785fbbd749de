import { assuranceOf, type Assurance } from './assurance.js'
import { specialCauses, type SpecialCause } from './making-data-count-labels.js'
import { makingDataCountSignals } from './making-data-count-signals.js'
import { POINTS_IN_A_ROW, type MakingDataCountRules } from './making-data-count.js'
import { placedPoints } from './placed-point.js'
import type { RuleSignal } from './rule-set.js'
import { variationOf, type ImprovementDirection, type Variation } from './variation.js'
import { xmrLimits } from './xmr-limits.js'

export type XmrOptions = Readonly<{
  rules: MakingDataCountRules
  better: ImprovementDirection
  /** Indices of the first points of further phases, ascending; each has its own mean and limits. */
  rebaseAt?: readonly number[]
  /** The first so many periods of each phase alone set its mean and limits. Absent: all of them. */
  baseline?: number
  screened: boolean
  target?: number | null
  /** For shifts and trends. Absent: 7. */
  pointsInARow?: 6 | 7
  /** 0: compares values with lines to the last digit; see `sideOf`. */
  tolerance?: number
}>

export type XmrPoint = Readonly<{
  value: number | null
  mean: number | null
  lower: number | null
  upper: number | null
  /** By the first rule that marks the point; null: common cause, or missing. */
  specialCause: SpecialCause | null
  /** null: missing. */
  variation: Variation | null
  /** All signals that the point belongs to, as indices into `signals`. */
  signals: readonly number[]
}>

export type XmrChart = Readonly<{
  points: readonly XmrPoint[]
  signals: readonly RuleSignal[]
  /** Of the latest known point; null while the latest phase has too few for an icon. */
  variation: Variation | null
  /** With the limits of the latest phase; null while it has too few points for an icon, and without a target. */
  assurance: Assurance | null
  /** The latest phase has fewer known points than its limits need to be relied on. */
  trialLimits: boolean
}>

/** Known points under which limits are on trial. */
export const FEWEST_POINTS_FOR_LIMITS = 13

/**
 * An XmR chart read by the rules of Making Data Count: see `makingDataCountSignals`. Points are in period order, null
 * for a missing period. Rules see one phase at a time.
 */
export const xmrChart = (values: readonly (number | null)[], options: XmrOptions): XmrChart => {
  const starts = [0, ...(options.rebaseAt ?? []).filter((from) => from > 0 && from < values.length)]
  const signals: RuleSignal[] = []
  const points = starts.flatMap((from, phase) => {
    const read = xmrPhase(values.slice(from, starts[phase + 1] ?? values.length), { from, phase }, options)
    const known = signals.length
    signals.push(...read.signals)
    return read.points.map((point) => ({ ...point, signals: point.signals.map((index) => index + known) }))
  })
  const latest = points.slice(starts.at(-1))
  const known = latest.filter(({ value }) => value !== null)
  const shown = known.length >= options.rules.fewestPointsForIcons
  const { lower = null, upper = null } = latest.at(-1) ?? {}
  return {
    points,
    signals,
    variation: shown ? (known.at(-1)?.variation ?? null) : null,
    assurance: shown
      ? assuranceOf(
          { target: options.target ?? null, lower, upper, better: options.better },
          options.rules.targetOnLimit,
        )
      : null,
    trialLimits: known.length < FEWEST_POINTS_FOR_LIMITS,
  }
}

const xmrPhase = (
  values: readonly (number | null)[],
  { from, phase }: Readonly<{ from: number; phase: number }>,
  { rules, better, baseline, screened, pointsInARow = POINTS_IN_A_ROW, tolerance }: XmrOptions,
) => {
  const computed = xmrLimits(values, { screened, ...(baseline === undefined ? {} : { baseline }) })
  const enough = values.filter((value) => value !== null).length >= rules.fewestPointsForIcons
  const { mean, line } = computed
  const lower = enough ? computed.lower : null
  const upper = enough ? computed.upper : null
  const placed = placedPoints(
    {
      phase,
      from,
      points: values.map((value) => ({ value, centreLine: mean, upperLimit: upper, lowerLimit: lower })),
      line: (_, sigmas) => (enough ? line(sigmas) : null),
    },
    tolerance,
  )
  const signals = makingDataCountSignals(placed, rules, pointsInARow, phase)
  const causes = specialCauses(placed, signals)
  const ofPoint = values.map((): number[] => [])
  for (const [index, { points: members }] of signals.entries())
    for (const member of members) ofPoint[member - from]?.push(index)
  const points = values.map((value, place): XmrPoint => {
    const own = ofPoint[place] ?? []
    const cause = causes.get(from + place) ?? null
    const variation = value === null ? null : pointVariation(cause, own, signals, rules, better)
    return { value, mean, lower, upper, specialCause: cause, variation, signals: own }
  })
  return { points, signals }
}

const pointVariation = (
  cause: SpecialCause | null,
  own: readonly number[],
  signals: readonly RuleSignal[],
  { severalSignals }: MakingDataCountRules,
  better: ImprovementDirection,
): Variation => {
  if (cause === null) return 'commonCause'
  const first = variationOf(cause.way, better)
  if (severalSignals === 'first' || first !== 'concern') return first
  const all = own.map((index) => {
    const direction = signals[index]?.direction
    return variationOf(direction === 'above' || direction === 'increasing' ? 1 : -1, better)
  })
  return all.includes('improvement') ? 'improvement' : first
}
