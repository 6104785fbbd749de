import { STANDARD_DEVIATIONS, type Confidence, type Interval } from './confidence.js'

/**
 * A proportion with Wilson's interval (Wilson 1927): never outside 0 and 1, and never of no width. null where there
 * is no proportion: nobody to count, or more cases than people.
 *
 * @example wilsonInterval(9, 10) // 0.9 (0.5958 to 0.9821)
 */
export const wilsonInterval = (
  cases: number | null,
  all: number | null,
  { confidence = 0.95, multiplier = 1 }: Readonly<{ confidence?: Confidence; multiplier?: number }> = {},
): (Interval & Readonly<{ value: number }>) | null => {
  if (cases === null || all === null || all <= 0 || cases < 0 || cases > all) return null
  const z = STANDARD_DEVIATIONS[confidence]
  const middle = 2 * cases + z * z
  const reach = z * Math.sqrt(z * z + 4 * cases * (1 - cases / all))
  const scale = multiplier / (2 * (all + z * z))
  return {
    value: (cases / all) * multiplier,
    // The ends are 0 and 1 exactly where no case, or every one, was seen.
    lower: cases === 0 ? 0 : (middle - reach) * scale,
    upper: cases === all ? multiplier : (middle + reach) * scale,
  }
}
