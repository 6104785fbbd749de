import type { ControlChart } from './control-limits.js'
import { iChart } from './i-chart.js'

const POWER = 3.6

/**
 * T chart: time between rare events, above 0. Times are raised to 1/3.6, which makes them nearly normal, read as an
 * I chart, and turned back; a lower limit below 0 is 0 (Nelson 1994; as in R qicharts2). A time of 0 or less has no
 * such root and counts as missing.
 */
export const tChart: ControlChart = (phase) => {
  const rooted = phase.values.map((time) => (time === null || time <= 0 ? null : time ** (1 / POWER)))
  const { centreLine, upper, lower, line } = iChart({ ...phase, values: rooted })
  return {
    centreLine: centreLine.map(turnedBack),
    upper: upper.map(turnedBack),
    lower: lower.map(turnedBack),
    line: (place, sigmas) => turnedBack(line(place, sigmas)),
  }
}

const turnedBack = (root: number | null): number | null =>
  root === null ? null : root < 0 ? 0 : root ** POWER
