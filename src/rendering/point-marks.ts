import type { AnalysedChart } from '../charts/analysed-chart.js'
import { medianIsDegenerate } from '../charts/describe-chart.js'
import { signalKind } from '../charts/describe-signal.js'
import type { Variation } from '../charts/variation.js'
import { palette } from './palette.js'

/** What a signal says; `undirected`: something is going on that is neither high nor low. */
export type ShownVariation = Variation | 'undirected'

/** How a point with a signal looks, and what that means. */
export type PointMark = Readonly<{ shape: string; colour: string; meaning: string }>

/** Shape and colour by meaning; each shape stands for one colour only, so that neither is needed. */
export const POINT_MARKS: Readonly<Record<Exclude<ShownVariation, 'commonCause'>, PointMark>> = {
  improvement: { shape: 'diamond', colour: palette.wanted, meaning: 'Signal of improvement' },
  concern: { shape: 'square', colour: palette.unwanted, meaning: 'Signal of concern' },
  neutralHigh: { shape: 'triangle-up', colour: palette.neutral, meaning: 'Signal, high or rising' },
  neutralLow: { shape: 'triangle-down', colour: palette.neutral, meaning: 'Signal, low or falling' },
  undirected: { shape: 'cross', colour: palette.neutral, meaning: 'Signal without direction' },
}

/** The mark of each point; null for points without a signal of their own, and where the rules are void. */
export const pointMarks = (chart: AnalysedChart): (PointMark | null)[] =>
  chart.points.map(({ variation, signals, phase: index }) => {
    const phase = chart.phases[index]
    if (variation === null || !phase || medianIsDegenerate(chart, phase)) return null
    if (variation !== 'commonCause') return POINT_MARKS[variation]
    const ofPoint = signals.flatMap((each) => chart.signals[each] ?? [])
    // How many runs there are concerns the whole phase and no point of it.
    return ofPoint.some((signal) => signalKind(signal) !== 'runs') ? POINT_MARKS.undirected : null
  })

/** What the icon of a chart shows: no common cause where a signal without direction reaches the latest value. */
export const shownVariation = ({ variation, signals, points }: AnalysedChart): ShownVariation | null => {
  if (variation !== 'commonCause') return variation
  const latest = points.findLastIndex((point) => point.variation !== null)
  return signals.some((signal) => signal.points.includes(latest)) ? 'undirected' : variation
}
