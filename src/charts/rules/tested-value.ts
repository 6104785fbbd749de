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
export const testedValues = ({ from, points }: TestedPhase): TestedValue[] =>
  points.flatMap((point, place) => {
    const { value, centreLine } = point
    return value === null || centreLine === null
      ? []
      : [{ ...point, value, centreLine, index: from + place, place }]
  })
