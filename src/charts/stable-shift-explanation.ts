import type { StableShiftVerdict } from './stable-shift.js'

/** A sentence for each step of the Stable Shift Algorithm. */
export const stableShiftExplanation = (
  verdict: StableShiftVerdict,
  direction: 'above' | 'below' | null,
  { phasePoints, runLength }: Readonly<{ phasePoints: number; runLength: number }>,
): string => {
  switch (verdict) {
    case 'BASELINE_SET':
      return `The first ${phasePoints} points set the centre line.`
    case 'TOO_FEW_POINTS':
      return `Fewer than ${phasePoints} points are left, too few for another phase.`
    case 'SHIFT_FOUND':
      return `${runLength} points or more in a row, from here on, lie ${direction ?? 'on one side of'} the centre line.`
    case 'NO_FURTHER_SHIFT':
      return `No further run of ${runLength} points begins here or later.`
    case 'REJECTED_RETURNS':
      return `No phase is proposed here: within ${phasePoints} points a run of ${runLength} begins that leads back to the old level.`
    case 'REJECTED_MAY_RETURN':
      return `No phase is proposed here: the points end in a run that may yet lead back to the old level.`
    case 'ACCEPTED':
      return `A phase is proposed from here: ${phasePoints} points hold the new level.`
  }
}
