import { autocorrelation } from '../autocorrelation.js'
import type { Warn } from './chart-warning.js'
import { latestPhase } from './latest-phase.js'

const FEWEST_PAIRS = 10

/** Neighbouring values resemble one another, so that rules signal more often than their false-alarm rate says. */
export const autocorrelated: Warn = (warned) => {
  const latest = latestPhase(warned)
  // Neighbouring moving ranges share a value, and so always resemble one another.
  if (latest === null || warned.chart.chartType === 'mr') return null
  const found = autocorrelation(latest.points.map(({ value }) => value))
  if (found === null || found.pairs < FEWEST_PAIRS || Math.abs(found.coefficient) <= found.limit) return null
  const { coefficient, limit, pairs } = found
  return {
    code: 'AUTOCORRELATED',
    message:
      `Each value is ${coefficient > 0 ? 'like' : 'unlike'} the one before it (correlation ` +
      `${coefficient.toFixed(2)}; within ±${limit.toFixed(2)} would be within chance), so the rules signal more or ` +
      'less often than stated. Use longer periods, or look for seasons or a shift in them.',
    figures: { coefficient, limit, pairs },
  }
}
