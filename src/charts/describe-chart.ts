import type { AnalysedChart, AnalysedPhase } from './analysed-chart.js'
import {
  centreLineName,
  describeSignal,
  lineQuantity,
  signalKind,
  type About,
  type ChartFacts,
  type SignalKind,
} from './describe-signal.js'
import { englishPeriod, englishPeriods } from './english-period.js'
import { englishQuantity } from './english-quantity.js'
import type { RuleSignal } from './rule-set.js'
import { RULE_SETS } from './rule-sets.js'
import { FEWEST_USEFUL_OBSERVATIONS } from './run-chart-warnings.js'
import { sideOf } from './side.js'

/**
 * What a chart of any type shows: one sentence on what was seen and how likely it is by chance, and one on the target
 * where limits say something about it. Never what brought it about: a chart cannot tell.
 *
 * Of several phases it speaks of the latest, and names the level of the one before. `implied` leaves metric and
 * locality out, for use beneath a title that names them.
 */
export const describeChart = (
  chart: AnalysedChart,
  facts: ChartFacts,
  subject: 'named' | 'implied' = 'named',
): string => {
  const name = subject === 'named' ? subjectOf(facts) : null
  const about: About = (preposition) => (name ? ` ${preposition} ${name}` : '')
  const seen = `${finding(chart, facts, about)}${formerLevel(chart, facts)}${leftOut(chart, facts)}.`
  return `${ofPhase(chart, facts, seen)}${onTarget(chart, facts)}`
}

/** The rule set as people know it: «Nelson 1984». */
export const ruleSetWords = ({ ruleSet }: Pick<AnalysedChart, 'ruleSet'>): string => {
  const { name, version } = RULE_SETS[ruleSet]
  return name.includes(version) ? name : `${name} ${version}`
}

/** Useful points that the rule set needs to be relied on. */
export const fewestPoints = ({ ruleSet }: Pick<AnalysedChart, 'ruleSet'>): number =>
  RULE_SETS[ruleSet].fewestPoints

/** More than half of a phase's values lie on its median, which leaves the runs rules nothing to count. */
export const medianIsDegenerate = (
  { chartType }: Pick<AnalysedChart, 'chartType'>,
  { values, usefulObservations, centreLine }: AnalysedPhase,
): boolean => chartType === 'run' && centreLine !== null && (values - usefulObservations) * 2 > values

const finding = (chart: AnalysedChart, facts: ChartFacts, about: About): string => {
  const phase = chart.phases.at(-1)
  const centre = lastCentreLine(chart, phase)
  if (!phase || centre === null || phase.values === 0) return `There are no values yet${about('for')}`
  const level = `the ${centreLineName(chart).toLowerCase()} of ${lineQuantity(centre, facts)}`
  const tooFew = () => tooFewPoints(chart, phase, level, about)
  if (phase.values < FEWEST_USEFUL_OBSERVATIONS && chart.trial) return tooFew()
  if (medianIsDegenerate(chart, phase))
    return (
      `${phase.values - phase.usefulObservations} of the ${phase.values} values${about('for')} lie on ${level}; ` +
      'with more than half of them there, the run-chart rules cannot tell a pattern from chance'
    )
  if (chart.trial) return tooFew()
  const signals = ofLatestPhase(chart)
  const told = mostTelling(signals)
  const outside = outsideLimits(chart, phase)
  // Some rule sets look at runs alone; what anybody can see beyond a limit is said all the same.
  const unjudged =
    outside === 0 || signals.some((signal) => signalKind(signal) === 'beyond')
      ? ''
      : `; ${outside === 1 ? '1 value lies' : `${outside} values lie`} beyond the limits, which these rules do not look at`
  if (told) return `${describeSignal(told, { chart, facts, about, level, signals })}${unjudged}`
  const within =
    outside > 0 || (phase.upperLimit === null && phase.lowerLimit === null) ? '' : ', within the limits'
  return `No sign of non-random variation${about('in')}: the values vary around ${level}${within}${unjudged}`
}

const outsideLimits = ({ points }: AnalysedChart, { from, to }: AnalysedPhase): number =>
  points
    .slice(from, to + 1)
    .filter(
      ({ value, excluded, upperLimit, lowerLimit }) =>
        value !== null &&
        !excluded &&
        ((upperLimit !== null && sideOf(value, upperLimit) > 0) ||
          (lowerLimit !== null && sideOf(value, lowerLimit) < 0)),
    ).length

/** Of the last point that has one: the last period of a chart with a denominator may be missing. */
const lastCentreLine = ({ points }: AnalysedChart, phase: AnalysedPhase | undefined): number | null =>
  phase === undefined
    ? null
    : (points.slice(phase.from, phase.to + 1).findLast(({ centreLine }) => centreLine !== null)?.centreLine ??
      null)

const ofLatestPhase = ({ signals, phases }: AnalysedChart) =>
  signals.filter(({ phase }) => phase === phases.length - 1)

const ORDER: readonly SignalKind[] = ['beyond', 'shift', 'trend', 'far', 'pattern', 'runs']

/** What reaches nearest to the present; of several the plainest. How many runs there are is said if nothing else is. */
const mostTelling = (signals: readonly RuleSignal[]): RuleSignal | undefined => {
  const last = ({ points }: RuleSignal) => points.at(-1) ?? -1
  const rank = (signal: RuleSignal) => ORDER.indexOf(signalKind(signal))
  const inTime = signals.filter((signal) => signalKind(signal) !== 'runs')
  return (inTime.length > 0 ? inTime : signals).toSorted(
    (one, other) => last(other) - last(one) || rank(one) - rank(other),
  )[0]
}

const subjectOf = ({ metricName, localityName, categoryLabel }: ChartFacts) =>
  `${metricName}${categoryLabel ? ` (${categoryLabel})` : ''} in ${localityName}`

const tooFewPoints = (chart: AnalysedChart, phase: AnalysedPhase, level: string, about: About) => {
  const enough = `${phase.usefulObservations} useful of at least ${fewestPoints(chart)}`
  const onTrial =
    ofLatestPhase(chart).length > 0 ? ', and a first sign of non-random variation is on trial' : ''
  const so = level.replace(' of ', ' so far is ')
  return `There are too few points${about('for')} to tell a pattern from chance (${enough}); ${so}${onTrial}`
}

/** Says in front from when on it holds, where there was a phase before. */
const ofPhase = ({ phases }: AnalysedChart, { periods, cadence }: ChartFacts, seen: string) => {
  const from = phases.at(-1)?.from ?? 0
  if (phases.length < 2) return seen
  return `In the phase from ${englishPeriod(periods[from] ?? '', cadence)}: ${seen.charAt(0).toLowerCase()}${seen.slice(1)}`
}

const formerLevel = (chart: AnalysedChart, facts: ChartFacts): string => {
  const before = lastCentreLine(chart, chart.phases.at(-2))
  if (before === null) return ''
  return `; the ${centreLineName(chart).toLowerCase()} of the phase before was ${lineQuantity(before, facts)}`
}

const leftOut = ({ points }: AnalysedChart, { cadence }: ChartFacts): string => {
  const missing = points.filter(({ value }) => value === null).length
  const excluded = points.filter(({ value, excluded: out }) => out && value !== null).length
  const parts = [
    missing === 0
      ? null
      : `${missing} of ${englishPeriods(points.length, cadence)} ${missing === 1 ? 'has' : 'have'} no value`,
    excluded === 0
      ? null
      : `${excluded} ${excluded === 1 ? 'value is' : 'values are'} left out of the calculation`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`
}

/** Only where the limits can be relied on. */
const onTarget = (
  { assurance, trial }: AnalysedChart,
  { target, unit, decimals, cadence }: ChartFacts,
): string => {
  if (assurance === null || trial || target == null) return ''
  const each = cadence.toLowerCase()
  const lead = ` As things are, the target of ${englishQuantity(target, unit, decimals)} can be expected to be`
  switch (assurance) {
    case 'pass':
      return `${lead} met every ${each}.`
    case 'fail':
      return `${lead} missed every ${each}.`
    case 'hitOrMiss':
      return `${lead} met in some ${each}s and missed in others, by chance alone.`
  }
}
