import { poissonProbability } from './poisson-probability.js'

/**
 * How likely so many events or more are when so many are expected.
 *
 * @example poissonAtLeast(1, 0.5) // 1 − e^−0.5 = 0.3935
 */
export const poissonAtLeast = (events: number, expected: number): number => {
  if (events <= 0) return 1
  return events > expected ? sumUp(events, expected) : 1 - sumDown(events - 1, expected)
}

/**
 * How likely so many events or fewer are when so many are expected.
 *
 * @example poissonAtMost(0, 2) // e⁻²
 */
export const poissonAtMost = (events: number, expected: number): number =>
  events < expected ? sumDown(events, expected) : 1 - sumUp(events + 1, expected)

/** Terms fall off from the first, since it lies above what is expected. */
const sumUp = (from: number, expected: number): number => {
  let term = poissonProbability(from, expected)
  let sum = 0
  for (let events = from; term > sum * NEGLIGIBLE; events += 1) {
    sum += term
    term *= expected / (events + 1)
  }
  return sum
}

const sumDown = (from: number, expected: number): number => {
  let term = poissonProbability(from, expected)
  let sum = 0
  for (let events = from; events >= 0 && term > sum * NEGLIGIBLE; events -= 1) {
    sum += term
    term *= events / expected
  }
  return sum
}

const NEGLIGIBLE = 1e-18
