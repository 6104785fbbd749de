import type { TestedPhase } from './rule-set.js'
import { sideOf, type Side } from './side.js'

/** A known point of a phase, placed against centre line and limits. */
export type PlacedPoint = Readonly<{
  /** In the series. */
  index: number
  value: number
  /** Of the centre line. */
  side: Side
  /** Beyond a limit; on it is within. */
  outside: boolean
  /** Beyond two standard deviations, but not beyond a limit. */
  near: boolean
  /** The limit on the point's side, and the line of two standard deviations on it; null where there is none. */
  limit: number | null
  nearLimit: number | null
}>

/**
 * The known points of a phase against its lines; missing and excluded ones are left out, so that they neither break
 * nor extend what a rule looks for. A `tolerance` of 0 compares to the last digit: see `sideOf`.
 */
export const placedPoints = ({ from, points, line }: TestedPhase, tolerance?: number): PlacedPoint[] => {
  const placed: PlacedPoint[] = []
  for (const [place, { value, centreLine, upperLimit, lowerLimit }] of points.entries()) {
    if (value === null || centreLine === null) continue
    const side = sideOf(value, centreLine, tolerance)
    const limit = side === 0 ? null : side > 0 ? upperLimit : lowerLimit
    const nearLimit = side === 0 ? null : line(place, 2 * side)
    const outside = side !== 0 && limit !== null && sideOf(value, limit, tolerance) === side
    const near = !outside && side !== 0 && nearLimit !== null && sideOf(value, nearLimit, tolerance) === side
    placed.push({ index: from + place, value, side, outside, near, limit, nearLimit })
  }
  return placed
}
