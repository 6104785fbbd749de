import { POINTS_IN_A_ROW } from './making-data-count.js'
import type { PlacedPoint } from './placed-point.js'
import type { RuleSignal } from './rule-set.js'

/** What a point is called: by the first rule that marks it, with its direction. */
export type SpecialCause = Readonly<{
  rule: 'outside-limits' | 'trend' | 'two-of-three' | 'shift'
  /** 1: above or rising; −1: below or falling. */
  way: 1 | -1
}>

const RULES: readonly SpecialCause['rule'][] = ['outside-limits', 'trend', 'two-of-three', 'shift']

/**
 * The one special cause by which NHSRplotthedots names each point, by its index in the series; a point not in the map
 * is common cause. A turning point between two trends takes the way of the step out of it, as does any point of a
 * trend whose next neighbour is of a trend.
 */
export const specialCauses = (
  points: readonly PlacedPoint[],
  signals: readonly RuleSignal[],
): Map<number, SpecialCause> => {
  const marked = new Map(RULES.map((rule) => [rule, new Set(membersOf(signals, rule))]))
  const trending = marked.get('trend') ?? new Set()
  const causes = new Map<number, SpecialCause>()
  for (const [place, point] of points.entries()) {
    const rule = RULES.find((each) => marked.get(each)?.has(point.index))
    if (rule === undefined) continue
    const next = points[place + 1]
    const [from, to] = next && trending.has(next.index) ? [point, next] : [points[place - 1] ?? point, point]
    const above = rule === 'trend' ? to.value > from.value : point.side > 0
    causes.set(point.index, { rule, way: above ? 1 : -1 })
  }
  return causes
}

const membersOf = (signals: readonly RuleSignal[], rule: string): number[] =>
  signals.filter((signal) => signal.rule.endsWith(`/${rule}`)).flatMap(({ points }) => points)

/** The words of NHSRplotthedots for a special cause. */
export const specialCauseLabel = (cause: SpecialCause | undefined): string => {
  if (cause === undefined) return 'Common Cause'
  const above = cause.way > 0
  switch (cause.rule) {
    case 'outside-limits':
      return above ? 'Above UCL' : 'Below LCL'
    case 'trend':
      return `${POINTS_IN_A_ROW} Point Trend (${above ? 'Increasing' : 'Decreasing'})`
    case 'two-of-three':
      return `2 in 3 ${above ? 'Above' : 'Below'} CL`
    case 'shift':
      return `${POINTS_IN_A_ROW} Points ${above ? 'Above' : 'Below'} CL`
  }
}
