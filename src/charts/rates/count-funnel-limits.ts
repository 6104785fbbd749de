import { STANDARD_DEVIATIONS, TAILS, type Confidence, type Interval } from './confidence.js'
import { exactCountInterval } from './exact-count-interval.js'
import { poissonAtLeast, poissonAtMost } from './poisson-tail.js'

/**
 * Funnel limits of a count, for rates and ratios: where chance alone leaves the number of events when so many are
 * expected. Divided by the expected number they are the limits of a ratio; times the target, of a rate.
 *
 * The limits go through the exact ones: O events lie on the upper limit where λ are expected, λ being the lower end
 * of their exact interval, and on the lower limit at its upper end (as the Office for Health Improvement and
 * Disparities draws funnels); between whole numbers they are straight. So a count lies beyond a limit just where the
 * number expected lies beyond its exact interval. null where nothing is expected.
 *
 * @example countFunnelLimits(5.571643, 0.95) // lower 1: 1 event is on the limit where 5.57 are expected
 */
export const countFunnelLimits = (expected: number, confidence: Confidence): Interval | null => {
  if (!(expected > 0)) return null
  const tail = TAILS[confidence]
  const reach = STANDARD_DEVIATIONS[confidence] * Math.sqrt(expected)
  const most = lastWhere(expected + reach, (events) => poissonAtLeast(events, expected) >= tail)
  const fewest = lastWhere(expected - reach, (events) => poissonAtMost(events, expected) <= tail)
  const upperAt = (events: number) => exactCountInterval(events, confidence).lower
  const lowerAt = (events: number) => exactCountInterval(events, confidence).upper
  return {
    upper: between(most, expected, upperAt),
    // So few are expected that not even no event would be too few.
    lower: fewest < 0 ? 0 : between(fewest, expected, lowerAt),
  }
}

/** The largest whole number for which it holds, near a guess; −1: none from 0 on. */
const lastWhere = (guess: number, holds: (events: number) => boolean): number => {
  let events = Math.max(0, Math.round(guess))
  while (holds(events + 1)) events += 1
  while (events >= 0 && !holds(events)) events -= 1
  return events
}

const between = (events: number, expected: number, at: (events: number) => number): number => {
  const [low, high] = [at(events), at(events + 1)]
  return events + (expected - low) / (high - low)
}
