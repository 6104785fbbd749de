import type { Warn } from './chart-warning.js'
import { latestPhase } from './latest-phase.js'

/** More than half of the values lie on the median, as with shares that are nearly always 0 or 100 %. */
export const medianDegenerate: Warn = (warned) => {
  const latest = latestPhase(warned)
  const { chartType } = warned.chart
  if (latest?.phase.centreLine == null || (chartType !== 'run' && chartType !== 'g')) return null
  const { values, usefulObservations } = latest.phase
  const onMedian = values - usefulObservations
  if (onMedian * 2 <= values) return null
  return {
    code: 'MEDIAN_DEGENERATE',
    message:
      `${onMedian} of ${values} values lie on the median, which makes the runs rules void; ` +
      'chart the time (T) or the number of cases (G) between events instead.',
    figures: { onMedian, values },
  }
}
