import type { MakingDataCountRules } from './making-data-count.js'
import type { PlacedPoint } from './placed-point.js'
import type { RuleSignal } from './rule-set.js'
import { monotoneStretches, stretchesOf } from './stretches.js'

type Marked = Omit<RuleSignal, 'rule' | 'phase'>

/**
 * All signals of Making Data Count in a phase, in the order in which its labels are given: outside the limits, trend,
 * two of three near a limit, shift. A point on the mean breaks a shift; equal neighbours break a trend.
 */
export const makingDataCountSignals = (
  points: readonly PlacedPoint[],
  rules: MakingDataCountRules,
  pointsInARow: number,
  phase: number,
): RuleSignal[] => {
  const named = (rule: string, marked: readonly Marked[]): RuleSignal[] =>
    marked.map((each) => ({ rule: `${rules.id}/${rule}`, phase, ...each }))
  return [
    ...named('outside-limits', outsideLimits(points)),
    ...named('trend', trends(points, pointsInARow)),
    ...named('two-of-three', twoOfThree(points, rules.nearIncludesOutside)),
    ...named('shift', shifts(points, pointsInARow)),
  ]
}

const sideName = (side: number) => (side > 0 ? 'above' : 'below')

const stretchSignal = (
  points: readonly PlacedPoint[],
  signal: Pick<Marked, 'name' | 'direction' | 'limit' | 'explanation'>,
): Marked => ({
  ...signal,
  window: { from: points[0]?.index ?? 0, to: points.at(-1)?.index ?? 0 },
  points: points.map(({ index }) => index),
  observed: points.length,
  line: null,
})

const outsideLimits = (points: readonly PlacedPoint[]): Marked[] =>
  points
    .filter(({ outside }) => outside)
    .map((point) => ({
      ...stretchSignal([point], {
        name: 'Outside the limits',
        direction: sideName(point.side),
        limit: 1,
        explanation: `The value lies ${sideName(point.side)} the process limit, where chance alone rarely takes it.`,
      }),
      line: point.limit,
    }))

const trends = (points: readonly PlacedPoint[], pointsInARow: number): Marked[] =>
  monotoneStretches(points.map(({ value }) => value))
    .filter(({ first, last }) => last - first + 1 >= pointsInARow)
    .map(({ first, last, way }) => {
      const members = points.slice(first, last + 1)
      return stretchSignal(members, {
        name: 'Trend',
        direction: way > 0 ? 'increasing' : 'decreasing',
        limit: pointsInARow,
        explanation: `${members.length} points in a row each lie ${way > 0 ? 'higher' : 'lower'} than the one before; ${pointsInARow} are a signal.`,
      })
    })

/** Of three neighbours on one side of the mean at least two lie near the limit; only these are marked. */
const twoOfThree = (points: readonly PlacedPoint[], includesOutside: boolean): Marked[] => {
  const found: Marked[] = []
  for (let at = 0; at + 2 < points.length; at += 1) {
    const window = points.slice(at, at + 3)
    const side = window[0]?.side ?? 0
    const near = window.filter((point) => point.near || (includesOutside && point.outside))
    const last = near.at(-1)
    if (side === 0 || window.some((point) => point.side !== side) || near.length < 2 || !last) continue
    const indices = near.map(({ index }) => index)
    if (found.at(-1)?.points.join() === indices.join()) continue
    found.push({
      ...stretchSignal(window, {
        name: 'Two of three near a limit',
        direction: sideName(side),
        limit: 2,
        explanation: `${near.length} of three points in a row, all ${sideName(side)} the mean, lie in the outer third of the limits or beyond.`,
      }),
      points: indices,
      observed: near.length,
      line: last.nearLimit,
    })
  }
  return found
}

const shifts = (points: readonly PlacedPoint[], pointsInARow: number): Marked[] =>
  stretchesOf(points, (point, before) => point.side === before.side).flatMap(({ first, last }) => {
    const members = points.slice(first, last + 1)
    const side = members[0]?.side ?? 0
    if (side === 0 || members.length < pointsInARow) return []
    return stretchSignal(members, {
      name: 'Shift',
      direction: sideName(side),
      limit: pointsInARow,
      explanation: `${members.length} points in a row lie ${sideName(side)} the mean; ${pointsInARow} are a signal.`,
    })
  })
