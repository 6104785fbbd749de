import type { TestedPhase, TestedPoint } from '../rule-set.js'

/** A known value of a phase. */
export type TestedValue = TestedPoint &
  Readonly<{
    value: number
    centreLine: number
    /** Index in the series. */
    index: number
    /** Place in the phase. */
    place: number
  }>

/** What the rules look at: missing and excluded points are gone, so that their neighbours stand side by side. */
export const testedValues = (phase: TestedPhase): readonly TestedValue[] => {
  const known = prepared.get(phase)
  if (known !== undefined) return known
  const values: TestedValue[] = []
  for (const [place, { value, centreLine, upperLimit, lowerLimit }] of phase.points.entries()) {
    if (value === null || centreLine === null) continue
    values.push({ value, centreLine, upperLimit, lowerLimit, index: phase.from + place, place })
  }
  prepared.set(phase, values)
  return values
}

/** Every rule of a set looks at the same values. */
const prepared = new WeakMap<TestedPhase, readonly TestedValue[]>()
