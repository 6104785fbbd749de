import type { RuleSetOptions } from '../rule-set.js'
import { RULE_SETS, type RuleSetId } from '../rule-sets.js'
import { exactAlarms } from './exact-alarms.js'
import { simulatedAlarms, type SimulatedAlarms } from './simulated-alarms.js'

/** The share of series of pure noise in which something signals. */
export type Rate = Readonly<{
  rate: number
  method: 'exact' | 'simulated'
  /** How far the rate may be off, one standard error; 0: exact. */
  standardError: number
}>

export type FalseAlarmRate = Rate &
  Readonly<{
    ruleSet: RuleSetId
    points: number
    /** In the order of the rule set. */
    rules: readonly (Rate & Readonly<{ rule: string }>)[]
    /** One plain-English sentence. */
    sentence: string
  }>

/**
 * How often a rule set raises a false alarm: the share of series of so many useful points, in which nothing but
 * chance is at work, where at least one rule signals. To be shown beside every verdict, because a fixed rule finds
 * something in nearly every series that is long enough.
 *
 * Counted exactly for the runs and trend rules, else simulated with a fixed seed. Points are taken to be
 * independent and to lie about their own median or mean. null without points.
 *
 * @example falseAlarmRate('anhoej-2014', 24) // about 0.03
 */
export const falseAlarmRate = (
  ruleSet: RuleSetId,
  points: number,
  options: RuleSetOptions = {},
): FalseAlarmRate | null => {
  if (!Number.isInteger(points) || points < 1) return null
  const key = JSON.stringify([ruleSet, points, options])
  const known = computed.get(key)
  if (known !== undefined) return known
  if (computed.size >= MOST_KEPT) computed.clear()
  const found = compute(ruleSet, points, options)
  computed.set(key, found)
  return found
}

/** They depend on nothing but the arguments, and charts ask for the same few again and again. */
const computed = new Map<string, FalseAlarmRate>()
const MOST_KEPT = 2000

const compute = (id: RuleSetId, points: number, options: RuleSetOptions): FalseAlarmRate => {
  const exact = exactAlarms(id, points, options)
  let drawn: SimulatedAlarms | null = null
  const simulated = () => (drawn ??= simulatedAlarms(id, points, options, seriesFor(points)))
  const rateOf = (counted: number | null, share: (alarms: SimulatedAlarms) => number): Rate => {
    if (counted !== null) return { rate: Math.max(0, counted), method: 'exact', standardError: 0 }
    const { series } = simulated()
    const rate = share(simulated())
    return { rate, method: 'simulated', standardError: Math.sqrt((rate * (1 - rate)) / series) }
  }
  const whole = rateOf(exact.any, ({ any }) => any)
  const rules = RULE_SETS[id].rules.map((rule) => ({
    rule: rule.id,
    ...rateOf(exact.byRule.get(rule.id) ?? null, ({ byRule }) => byRule.get(rule.id) ?? 0),
  }))
  return { ruleSet: id, points, ...whole, rules, sentence: inWords(id, points, whole.rate) }
}

/** So many that an answer takes a moment only; with very many points nearly every series signals in any case. */
const seriesFor = (points: number): number => Math.max(50, Math.min(2000, Math.floor(72_000 / points)))

const inWords = (id: RuleSetId, points: number, rate: number): string => {
  const { name, version } = RULE_SETS[id]
  const hundredth = Math.round(rate * 100)
  const share =
    hundredth < 1 ? 'fewer than 1 in 100' : hundredth > 99 ? 'nearly all' : `about ${hundredth} in 100`
  return (
    `By chance alone, ${share} series of ${points} points would show a signal ` +
    `(rules: ${name.includes(version) ? name : `${name} ${version}`}).`
  )
}
