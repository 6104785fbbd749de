import type { AnalysedChart } from './analysed-chart.js'
import { isWanted, type RunChartFacts } from './describe-run-chart.js'
import { englishPeriod } from './english-period.js'
import { englishQuantity } from './english-quantity.js'
import type { RuleSignal } from './rule-set.js'

/** What sentences about a chart of any type need to know beside the analysis. */
export type ChartFacts = RunChartFacts &
  Readonly<{
    /** What the latest phase is held against; absent: nothing. */
    target?: number | null
    /** As the metric is published; absent: as many as help. */
    decimals?: number | null
  }>

/** « in …», « for …», or nothing. */
export type About = (preposition: 'in' | 'for') => string

/** What a signal is about, whatever the rule set calls it. */
export type SignalKind = 'beyond' | 'shift' | 'trend' | 'far' | 'pattern' | 'runs'

const KINDS: Readonly<Record<string, SignalKind>> = {
  'longest-run': 'shift',
  shift: 'shift',
  'western-electric/4': 'shift',
  'nelson/2': 'shift',
  trend: 'trend',
  'nelson/3': 'trend',
  'outside-limits': 'beyond',
  'western-electric/1': 'beyond',
  'nelson/1': 'beyond',
  'two-of-three': 'far',
  'western-electric/2': 'far',
  'western-electric/3': 'far',
  'nelson/5': 'far',
  'nelson/6': 'far',
  crossings: 'runs',
  runs: 'runs',
}

export const signalKind = ({ rule }: Pick<RuleSignal, 'rule'>): SignalKind =>
  KINDS[rule] ?? KINDS[rule.slice(rule.indexOf('/') + 1)] ?? 'pattern'

/** The name of a chart's centre line, as its label says it. */
export const centreLineName = ({ chartType }: Pick<AnalysedChart, 'chartType'>): string =>
  chartType === 'run' || chartType === 'g' ? 'Median' : chartType === 't' ? 'Centre line' : 'Mean'

/** A computed line in words, with as many decimals as help where values have none. */
export const lineQuantity = (
  value: number,
  { unit, decimals }: Pick<ChartFacts, 'unit' | 'decimals'>,
): string => englishQuantity(value, unit, decimals === 0 ? null : decimals)

/** What was found, with the phase and the words in which to say it. */
export type Found = Readonly<{
  chart: AnalysedChart
  facts: ChartFacts
  about: About
  /** «the mean of 83.2%». */
  level: string
  /** Of the latest phase, in order. */
  signals: readonly RuleSignal[]
}>

/** A signal in words: what, where, how often chance brings it. Never what brought it about. */
export const describeSignal = (signal: RuleSignal, found: Found): string => {
  switch (signalKind(signal)) {
    case 'shift':
      return shift(signal, found)
    case 'trend':
      return trend(signal, found)
    case 'beyond':
      return beyond(signal, found)
    case 'far':
      return far(signal, found)
    case 'runs':
      return fewRuns(signal, found)
    case 'pattern':
      return `A sign of non-random variation${found.about('in')}: ${signal.explanation.replace(/\.$/, '')}`
  }
}

const shift = (signal: RuleSignal, { chart, facts, about, level, signals }: Found) => {
  const before = signals
    .filter((each) => signalKind(each) === 'shift')
    .findLast(({ window }) => window.to < signal.window.from)
  const turned =
    before && before.direction !== signal.direction
      ? `, after ${before.observed} in a row on the other side`
      : ''
  const isLatest = laterPoints(signal, chart) === 0
  const ended = isLatest ? '' : ', before the values crossed it again'
  const most = signal.rule === 'anhoej-2014/longest-run'
  return (
    `A shift${about('in')}: ${inARow(signal, isLatest)}, ${span(signal, facts)}, lie ${signal.direction ?? ''} ${level}` +
    `${judged(signal, facts, 'side')}${turned}${ended}; ` +
    (most ? `chance alone rarely brings more than ${signal.limit} in a row` : signalsFrom(signal))
  )
}

const trend = (signal: RuleSignal, { chart, facts, about }: Found) => {
  const isLatest = laterPoints(signal, chart) === 0
  const way = signal.direction === 'increasing' ? 'up' : 'down'
  return (
    `A trend${about('in')}: ${inARow(signal, isLatest)}, ${span(signal, facts)}, go ${way}` +
    `${judged(signal, facts, 'way')}${isLatest ? '' : ', before it ended'}; ${signalsFrom(signal)}`
  )
}

const beyond = (signal: RuleSignal, { chart, facts, about, level, signals }: Found) => {
  const alike = (each: RuleSignal) => signalKind(each) === 'beyond' && each.direction === signal.direction
  const count = signals.filter(alike).length
  const what = count === 1 ? 'A point' : `${count} points`
  const value = chart.points[signal.window.to]?.value ?? null
  const period = periodAt(signal.window.to, facts)
  const point = `${period}${value === null ? '' : ` at ${said(value, facts)}`}`
  const which = count === 1 ? point : `the latest, ${point},`
  const above = signal.direction === 'above'
  const limit = signal.line === null ? '' : ` of ${lineQuantity(signal.line, facts)}`
  const later = laterPoints(signal, chart) > 0 ? ', while later values lie within the limits' : ''
  return (
    `${what} beyond the limits${about('in')}: ${which} lies ${above ? 'above the upper' : 'below the lower'} limit` +
    `${limit}${judged(signal, facts, 'side')}${later}; chance alone rarely takes a value so far from ${level}`
  )
}

const far = (signal: RuleSignal, { chart, facts, about, level }: Found) => {
  const among = /\/(3|6)$/.test(signal.rule) ? 5 : 3
  const ended = laterPoints(signal, chart) > 0 ? ', earlier in this phase' : ''
  return (
    `Points far from the middle${about('in')}: ${signal.observed} points close together, ${span(signal, facts)}, lie ` +
    `far ${signal.direction ?? ''} ${level}${judged(signal, facts, 'side')}${ended}; ` +
    `chance alone rarely brings ${signal.limit} of ${among}`
  )
}

const fewRuns = (signal: RuleSignal, { about, level }: Found) => {
  const { rule, observed, limit } = signal
  const lead = `A sign of non-random variation${about('in')}: the values`
  if (rule === 'anhoej-2014/crossings')
    return (
      `${lead} cross ${level} ${times(observed)}, where ` +
      `chance alone rarely brings fewer than ${limit} crossings; they drift or come in clusters`
    )
  const few = observed < limit
  return (
    `${lead} form ${observed === 1 ? 'one run' : `${observed} runs`} about ${level}, where chance alone rarely brings ` +
    `${few ? 'fewer' : 'more'} than ${limit}; they ${few ? 'drift or come in clusters' : 'go to and fro'}`
  )
}

const inARow = ({ observed }: RuleSignal, isLatest: boolean) =>
  isLatest ? `the latest ${observed} points` : `${observed} points in a row`

const signalsFrom = ({ limit }: RuleSignal) => `this rule signals from ${limit} in a row`

const span = ({ points }: RuleSignal, facts: ChartFacts) =>
  `from ${periodAt(points[0] ?? 0, facts)} to ${periodAt(points.at(-1) ?? 0, facts)}`

/** «, the wanted side»; nothing where neither is better. */
const judged = ({ direction }: RuleSignal, facts: ChartFacts, what: 'side' | 'way'): string => {
  if (direction === null) return ''
  const up = direction === 'above' || direction === 'increasing'
  const wanted = isWanted(up ? 'above' : 'below', facts.direction)
  return wanted === null ? '' : `, the ${wanted ? 'wanted' : 'unwanted'} ${what}`
}

/** Points of the same phase after a signal that lie to one side. */
const laterPoints = (signal: RuleSignal, { points }: AnalysedChart): number =>
  points
    .slice((signal.points.at(-1) ?? 0) + 1)
    .filter(({ phase, side }) => phase === signal.phase && side !== null && side !== 0).length

const periodAt = (index: number, { periods, cadence }: ChartFacts) =>
  englishPeriod(periods[index] ?? '', cadence)

const said = (value: number, { unit, decimals }: ChartFacts) => englishQuantity(value, unit, decimals)

const times = (count: number) => (count === 0 ? 'never' : count === 1 ? 'only once' : `only ${count} times`)
