import { mean } from './mean.js'
import { runs, type Run } from './runs.js'
import { sideOf } from './side.js'
import { stableShiftExplanation } from './stable-shift-explanation.js'

export type StableShiftOptions = Readonly<{
  /** Known points that set centre line and limits of a phase. Absent: 21; for monthly series 24 is advised. */
  phasePoints?: number
  /** Useful points in a row on one side that ask for a new phase. Absent: 8. */
  runLength?: number
  /** Centre line of the points that set it. Absent: their mean. */
  centreLineOf?: (values: readonly number[]) => number | null
}>

export type StableShiftPhase = Readonly<{
  /** Index of the first point of the phase. */
  from: number
  /** Index of the last point that sets its centre line. */
  baselineTo: number
  centreLine: number
}>

export type StableShiftVerdict =
  | 'BASELINE_SET'
  | 'TOO_FEW_POINTS'
  | 'SHIFT_FOUND'
  | 'NO_FURTHER_SHIFT'
  | 'REJECTED_RETURNS'
  | 'REJECTED_MAY_RETURN'
  | 'ACCEPTED'

/** One step of the algorithm, at the point (index) at which it was taken. */
export type StableShiftDecision = Readonly<{
  at: number
  verdict: StableShiftVerdict
  direction: 'above' | 'below' | null
  /** One plain-English sentence. */
  explanation: string
}>

type Known = Readonly<{ index: number; value: number }>

/**
 * Rebase proposals by the Stable Shift Algorithm (as in R autospc, NHS): a run of eight on one side of the centre line
 * asks for a phase that begins with it. The phase is proposed only if its first `phasePoints` points hold the new
 * level: no run of eight back towards the old one begins in them, and none that they end with could still become one.
 *
 * Missing points are left out. Every decision is logged, so that a person can see why a phase is, or is not, proposed.
 */
export const stableShifts = (
  values: readonly (number | null)[],
  { phasePoints = 21, runLength = 8, centreLineOf = mean }: StableShiftOptions = {},
): { phases: StableShiftPhase[]; decisions: StableShiftDecision[] } => {
  const known = values.flatMap((value, index): Known[] => (value === null ? [] : [{ index, value }]))
  const settings = { phasePoints, runLength }
  const decisions: StableShiftDecision[] = []
  const decide = (place: number, verdict: StableShiftVerdict, side = 0) =>
    decisions.push(decisionAt(known[Math.min(place, known.length - 1)]?.index ?? 0, verdict, side, settings))
  const phases: StableShiftPhase[] = []
  let current = candidateFrom(known, 0, phasePoints, centreLineOf)
  if (current === null) {
    decide(0, 'TOO_FEW_POINTS')
    return { phases, decisions }
  }
  phases.push(current.phase)
  decide(0, 'BASELINE_SET')
  let counter = phasePoints
  for (;;) {
    const trigger = nextTrigger(current.runs, counter, runLength)
    if (trigger !== null) decide(trigger.place, 'SHIFT_FOUND', trigger.side)
    const place = trigger?.place ?? counter
    const candidate = candidateFrom(known, place, phasePoints, centreLineOf)
    if (trigger === null || candidate === null) {
      decide(place, candidate === null ? 'TOO_FEW_POINTS' : 'NO_FURTHER_SHIFT')
      return { phases, decisions }
    }
    const objection = objectionTo(candidate.runs, trigger, { end: place + phasePoints, runLength })
    decide(place, objection ?? 'ACCEPTED', trigger.side)
    counter = place + (objection === null ? phasePoints : 1)
    if (objection !== null) continue
    phases.push(candidate.phase)
    current = candidate
  }
}

const decisionAt = (
  at: number,
  verdict: StableShiftVerdict,
  side: number,
  settings: Readonly<{ phasePoints: number; runLength: number }>,
): StableShiftDecision => {
  const direction = side === 0 ? null : side > 0 ? 'above' : 'below'
  return { at, verdict, direction, explanation: stableShiftExplanation(verdict, direction, settings) }
}

type Candidate = Readonly<{ phase: StableShiftPhase; runs: readonly Run[] }>

/** The phase that would begin at a place among the known points, with the runs from there on about its centre line. */
const candidateFrom = (
  known: readonly Known[],
  place: number,
  phasePoints: number,
  centreLineOf: (values: readonly number[]) => number | null,
): Candidate | null => {
  const base = known.slice(place, place + phasePoints)
  const [first, last] = [base[0], base.at(-1)]
  const centreLine = centreLineOf(base.map(({ value }) => value))
  if (base.length < phasePoints || first === undefined || last === undefined || centreLine === null)
    return null
  const sides = known.map(({ value }) => sideOf(value, centreLine))
  return { phase: { from: first.index, baselineTo: last.index, centreLine }, runs: runs(sides, place) }
}

type Trigger = Readonly<{ place: number; side: number }>

/** Where the next run begins that is long enough; or the counter itself, within a run of which enough is left. */
const nextTrigger = (found: readonly Run[], counter: number, runLength: number): Trigger | null => {
  for (const { side, points } of found) {
    if (points.length < runLength) continue
    const first = points[0] ?? 0
    if (first >= counter) return { place: first, side }
    const left = points.filter((place) => place >= counter)
    if (left.length >= runLength && left[0] !== undefined) return { place: left[0], side }
  }
  return null
}

/** Why the candidate phase is not to be relied on: its first run apart, which may lead over to the new level. */
const objectionTo = (
  found: readonly Run[],
  { side }: Trigger,
  { end, runLength }: Readonly<{ end: number; runLength: number }>,
): 'REJECTED_RETURNS' | 'REJECTED_MAY_RETURN' | null => {
  const begunWithin = found.filter(({ points }) => (points[0] ?? end) < end)
  if (begunWithin.slice(1).some((run) => run.side !== side && run.points.length >= runLength))
    return 'REJECTED_RETURNS'
  const final = begunWithin.at(-1)
  return final !== undefined && final.side !== side && final === found.at(-1) ? 'REJECTED_MAY_RETURN' : null
}
