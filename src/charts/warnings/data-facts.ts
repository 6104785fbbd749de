import type { Warn } from './chart-warning.js'

/** More than one period in ten without a value. */
const MOST_MISSING = 0.1

/** Many periods have no value; what they would have shown is not known. */
export const manyMissing: Warn = ({ points }) => {
  const periods = points.filter(({ excluded }) => !excluded)
  const missing = periods.filter(({ value }) => value === null).length
  if (missing <= MOST_MISSING * periods.length) return null
  const share = missing / periods.length
  return {
    code: 'MANY_MISSING',
    message:
      `${missing} of ${periods.length} periods have no value (${Math.round(share * 100)}%). ` +
      'Record them, or say why they are missing.',
    figures: { missing, periods: periods.length, share },
  }
}

/** The figures are graded C or D. */
export const weakData: Warn = ({ facts: { grade } }) =>
  grade === 'C' || grade === 'D'
    ? {
        code: 'WEAK_DATA',
        message:
          `The data are graded ${grade}, on a scale from A to D: ` +
          'check a signal against another source before acting on it.',
        figures: { grade },
      }
    : null

/** The definition changed so that values before and after cannot be compared. */
export const comparabilityBreak: Warn = ({ facts: { comparabilityBreaks = [] } }) => {
  const latest = comparabilityBreaks.at(-1)
  if (latest === undefined) return null
  return {
    code: 'COMPARABILITY_BREAK',
    message:
      `From ${latest.on} on the metric is defined differently (${latest.reason}), and values before cannot be ` +
      'compared with those after. Begin a phase there.',
    figures: { breaks: comparabilityBreaks.length, latest: latest.on },
  }
}

/** Points rest on denominators of different vintages, such as two estimates of the population. */
export const denominatorRevised: Warn = ({ facts: { denominatorVintages = [] } }) => {
  const vintages = [...new Set(denominatorVintages.filter((vintage) => vintage !== null))]
  if (vintages.length < 2) return null
  return {
    code: 'DENOMINATOR_REVISED',
    message:
      `Denominators are of ${vintages.length} vintages (${vintages.join(', ')}), so a step between them may be one ` +
      'of the estimates only. Restate the earlier ones, or begin a phase.',
    figures: { vintages: vintages.length, latest: vintages.at(-1) ?? '' },
  }
}
