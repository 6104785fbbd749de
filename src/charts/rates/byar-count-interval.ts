import { STANDARD_DEVIATIONS, type Confidence, type Interval } from './confidence.js'

/**
 * Byar's interval of a count: O (1 − 1/9O − z/3√O)³ to (O+1) (1 − 1/9(O+1) + z/3√(O+1))³ (Breslow & Day 1987), close
 * to the exact one from ten events on.
 *
 * @example byarCountInterval(82, 0.95) // { lower: 65.21491, upper: 101.7848 }
 */
export const byarCountInterval = (events: number, confidence: Confidence): Interval => {
  const z = STANDARD_DEVIATIONS[confidence]
  const cube = (count: number, deviations: number) =>
    count * (1 - 1 / (9 * count) + deviations / (3 * Math.sqrt(count))) ** 3
  return { lower: events === 0 ? 0 : Math.max(0, cube(events, -z)), upper: cube(events + 1, z) }
}
