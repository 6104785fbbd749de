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
  const phases: StableShiftPhase[] = []
  const decisions: StableShiftDecision[] = []
  const decide = (place: number, verdict: StableShiftVerdict, side = 0): void => {
    const direction = side === 0 ? null : side > 0 ? 'above' : 'below'
    const at = known[Math.min(place, known.length - 1)]?.index ?? 0
    const words = stableShiftExplanation(verdict, direction, { phasePoints, runLength })
    decisions.push({ at, verdict, direction, explanation: words })
  }
  const lineFrom = (place: number) =>
    centreLineOf(known.slice(place, place + phasePoints).map(({ value }) => value)) ?? 0
  const begin = (place: number, centreLine: number) => {
    const last = known[place + phasePoints - 1]?.index ?? 0
    phases.push({ from: known[place]?.index ?? 0, baselineTo: last, centreLine })
  }
  if (known.length < Math.max(phasePoints, 1)) {
    decide(0, 'TOO_FEW_POINTS')
    return { phases, decisions }
  }
  let line = lineFrom(0)
  let found = runsFrom(known, 0, line)
  let counter = phasePoints
  begin(0, line)
  decide(0, 'BASELINE_SET')
  for (;;) {
    const trigger = nextTrigger(found, counter, runLength)
    const tooFew = known.length - (trigger?.place ?? counter) < phasePoints
    if (trigger !== null) decide(trigger.place, 'SHIFT_FOUND', trigger.side)
    if (trigger === null || tooFew) {
      decide(trigger?.place ?? counter, tooFew ? 'TOO_FEW_POINTS' : 'NO_FURTHER_SHIFT')
      return { phases, decisions }
    }
    const candidate = lineFrom(trigger.place)
    const after = runsFrom(known, trigger.place, candidate)
    const objection = objectionTo(after, trigger, { end: trigger.place + phasePoints, runLength })
    decide(trigger.place, objection ?? 'ACCEPTED', trigger.side)
    counter = trigger.place + (objection === null ? phasePoints : 1)
    if (objection !== null) continue
    begin(trigger.place, candidate)
    line = candidate
    found = after
  }
}

type Trigger = Readonly<{ place: number; side: number }>

/** Runs about the line, from a place among the known points on; their points are such places. */
const runsFrom = (known: readonly Known[], place: number, line: number): Run[] =>
  runs(
    known.map(({ value }) => sideOf(value, line)),
    place,
  )

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
