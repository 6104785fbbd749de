import { byarCountInterval } from './byar-count-interval.js'
import { STANDARD_DEVIATIONS, TAILS, type Confidence, type Interval } from './confidence.js'
import { poissonProbability } from './poisson-probability.js'
import { poissonAtLeast, poissonAtMost } from './poisson-tail.js'

/**
 * Exact interval of a count (Garwood 1936): what may have been expected where so many events were seen. The lower
 * end makes so many or more, the upper end so many or fewer, as unlikely as the confidence leaves on its side.
 *
 * The same as ½χ²(α/2, 2 events) and ½χ²(1 − α/2, 2 events + 2), to about 13 digits for any number of events.
 *
 * @example exactCountInterval(1, 0.95) // { lower: 0.02531781, upper: 5.571643 }
 * @throws RangeError when the count is no whole number of 0 or more.
 */
export const exactCountInterval = (events: number, confidence: Confidence): Interval => {
  if (!Number.isInteger(events) || events < 0)
    throw new RangeError('An exact interval is of a whole number of events, 0 or more')
  const z = STANDARD_DEVIATIONS[confidence]
  const tail = TAILS[confidence]
  const guess = byarCountInterval(events, confidence)
  const upper = solve(
    events === 0 ? z : guess.upper,
    tail,
    (expected) => poissonAtMost(events, expected),
    (expected) => -poissonProbability(events, expected),
  )
  if (events === 0) return { lower: 0, upper }
  const lower = solve(
    Math.max(guess.lower, events / 1000),
    tail,
    (expected) => poissonAtLeast(events, expected),
    (expected) => poissonProbability(events - 1, expected),
  )
  return { lower, upper }
}

/** Newton's method on logarithms, where the tails are concave and no step can leave the positive numbers. */
const solve = (
  start: number,
  tail: number,
  probability: (expected: number) => number,
  slope: (expected: number) => number,
): number => {
  let expected = start
  for (let step = 0; step < 60; step += 1) {
    const reached = probability(expected)
    const change = (Math.log(reached / tail) * reached) / (slope(expected) * expected)
    expected *= Math.exp(-change)
    if (Math.abs(change) < 1e-14) break
  }
  return expected
}
