import type { MakingDataCountRules } from './making-data-count.js'
import type { ImprovementDirection } from './variation.js'

/** Whether a process that goes on as it is will meet its target. */
export type Assurance = 'pass' | 'fail' | 'hitOrMiss'

/**
 * Assurance of Making Data Count: a target that lies beyond the limits is always passed or always failed; between
 * them it is hit or missed by chance. null without target or limits, or where neither way is better.
 *
 * @example assuranceOf({ target: 90, lower: 92, upper: 98, better: 'increase' }, 'within') // 'pass'
 */
export const assuranceOf = (
  {
    target,
    lower,
    upper,
    better,
  }: Readonly<{
    target: number | null
    lower: number | null
    upper: number | null
    better: ImprovementDirection
  }>,
  targetOnLimit: MakingDataCountRules['targetOnLimit'],
): Assurance | null => {
  if (target === null || lower === null || upper === null || better === 'neutral') return null
  const onLimit = targetOnLimit === 'beyond'
  const above = target > upper || (onLimit && target === upper)
  const below = target < lower || (onLimit && target === lower)
  // Where the limits are one line, as in a constant series, a target on it is met every time.
  if (above && below) return 'pass'
  if (!above && !below) return 'hitOrMiss'
  return above === (better === 'increase') ? 'fail' : 'pass'
}
