/** Above, below or on the centre line. */
export type Side = 1 | -1 | 0

/**
 * Values this close to the centre line, relative to the larger of both, lie on it.
 *
 * Ratios and means of two values are rounded in the last of their sixteen digits: the mean of 87.1 and 87.3 is
 * 87.19999999999999, and 87.2 lies on it. Four digits of slack cover that, while figures as they are recorded
 * never agree in twelve digits without being equal.
 */
export const CENTRE_LINE_TOLERANCE = 1e-12

/**
 * The side of the centre line on which a value lies. A `tolerance` of 0 compares to the last digit.
 *
 * @example sideOf(87.2, (87.1 + 87.3) / 2) // 0
 */
export const sideOf = (value: number, centreLine: number, tolerance = CENTRE_LINE_TOLERANCE): Side => {
  const difference = value - centreLine
  const slack = tolerance * Math.max(Math.abs(value), Math.abs(centreLine))
  if (Math.abs(difference) <= slack) return 0
  return difference > 0 ? 1 : -1
}
