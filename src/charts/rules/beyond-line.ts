import type { Rule, RuleSignal, TestedPhase } from '../rule-set.js'
import { sideOf } from '../side.js'
import { inOrder, signalOf } from './signal-of.js'
import { testedValues } from './tested-value.js'

/** So many of so many neighbouring points beyond so many standard deviations on one side. */
export type Beyond = Readonly<{ sigmas: 1 | 2; least: number; among: number }>

/**
 * Zone rule: at least so many of so many neighbouring points lie beyond the line of one or two standard deviations,
 * all of these on one side (Western Electric 1956). Points beyond the limits count as well; a point on the line
 * does not.
 *
 * Groups that share a point are one signal, of the points beyond the line, from the first to the last of them.
 */
export const beyondLine = (
  rule: Rule,
  phase: TestedPhase,
  { sigmas, least, among }: Beyond,
): RuleSignal[] => {
  const values = testedValues(phase)
  const found = ([1, -1] as const).flatMap((side) => {
    const beyond = values.flatMap(({ value, place }, at) => {
      const line = phase.line(place, side * sigmas)
      return line !== null && sideOf(value, line) === side ? [at] : []
    })
    return dense(beyond, least, among).map((group) => {
      const points = group.flatMap((at) => values[at]?.index ?? [])
      const span = (group.at(-1) ?? 0) - (group[0] ?? 0) + 1
      const direction = side > 0 ? 'above' : 'below'
      return signalOf(rule, phase, points, {
        direction,
        observed: points.length,
        limit: least,
        line: phase.line((points.at(-1) ?? 0) - phase.from, side * sigmas),
        explanation:
          `${points.length} of ${span} neighbouring points lie more than ${WORDS[sigmas]} ${direction} the centre ` +
          `line; chance alone rarely brings ${least} of ${among}.`,
      })
    })
  })
  return inOrder(found)
}

const WORDS = { 1: 'one standard deviation', 2: 'two standard deviations' } as const

/** Maximal groups of places of which every so many neighbours lie within a stretch of so many. */
const dense = (places: readonly number[], least: number, among: number): number[][] => {
  const groups: number[][] = []
  let reached = -1
  for (let last = least - 1; last < places.length; last += 1) {
    const first = last - least + 1
    if ((places[last] ?? 0) - (places[first] ?? 0) >= among) continue
    const group = groups.at(-1)
    if (group !== undefined && first <= reached) group.push(...places.slice(reached + 1, last + 1))
    else groups.push(places.slice(first, last + 1))
    reached = last
  }
  return groups
}
