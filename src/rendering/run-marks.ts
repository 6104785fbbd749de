import { isWanted, type Direction } from '../charts/describe-run-chart.js'
import type { RunChart } from '../charts/run-chart.js'
import { palette } from './palette.js'

/** How a point of a signalling run looks, and what that means. */
export type RunMark = Readonly<{ shape: string; colour: string; meaning: string }>

/** Shape and colour by meaning; each shape stands for one colour only, so that neither is needed. */
export const runMark = (side: 'above' | 'below', direction: Direction): RunMark => {
  const wanted = isWanted(side, direction)
  if (wanted === null)
    return {
      shape: side === 'above' ? 'triangle-up' : 'triangle-down',
      colour: palette.neutral,
      meaning: `Unusually long run ${side} the median`,
    }
  return wanted
    ? {
        shape: 'diamond',
        colour: palette.wanted,
        meaning: `Unusually long run ${side} the median: wanted side`,
      }
    : {
        shape: 'square',
        colour: palette.unwanted,
        meaning: `Unusually long run ${side} the median: unwanted side`,
      }
}

/** The mark of each point; null for points in no signalling run, and where the rules are void. */
export const runMarks = (chart: RunChart, direction: Direction): (RunMark | null)[] =>
  chart.points.map((point) => {
    const signal = point.run === null ? undefined : chart.signals[point.run]
    if (!signal?.direction || chart.phases[point.phase]?.medianDegenerate) return null
    return runMark(signal.direction, direction)
  })
