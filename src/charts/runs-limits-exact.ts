import { runsDistribution } from './runs-distribution.js'

/** Fewer runs than `fewest` or more than `most` are a signal. */
export type RunsLimits = Readonly<{ fewest: number; most: number }>

/** The runs test is for so many useful observations and more (Perla, Provost & Murray 2011). */
export const FEWEST_FOR_RUNS_TEST = 10

/**
 * Limits of the number of runs among so many useful observations, from the exact distribution: half of them,
 * rounded down, on one side of the median. `fewest` is the largest number r with P(r or fewer) ≤ 5 %, `most` the
 * smallest with P(r or more) ≤ 5 %. null under ten.
 *
 * @example exactRunsLimits(15) // { fewest: 4, most: 13 }
 */
export const exactRunsLimits = (usefulObservations: number): RunsLimits | null => {
  if (usefulObservations < FEWEST_FOR_RUNS_TEST) return null
  const known = computed.get(usefulObservations)
  if (known !== undefined) return known
  const half = Math.floor(usefulObservations / 2)
  const probabilities = runsDistribution(half, usefulObservations - half)
  const limits = {
    fewest: within(probabilities) - 1,
    most: probabilities.length - within(probabilities.toReversed()),
  }
  computed.set(usefulObservations, limits)
  return limits
}

const TAIL = 0.05

/** They depend on one number only, and charts ask for the same few again and again. */
const computed = new Map<number, RunsLimits>()

/** How many probabilities from the left add up to no more than 5 %. */
const within = (probabilities: readonly number[]): number => {
  let sum = 0
  return probabilities.findIndex((probability) => (sum += probability) > TAIL)
}
