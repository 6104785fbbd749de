import { englishPeriod, englishPeriods, type Cadence } from './english-period.js'
import { englishQuantity } from './english-quantity.js'
import type { RunChart } from './run-chart.js'
import { FEWEST_USEFUL_OBSERVATIONS } from './run-chart-warnings.js'
import type { Signal } from './signal.js'

/** Which way is better; the values of a metric's direction. */
export type Direction = 'INCREASE' | 'DECREASE' | 'NEUTRAL'

/** What a sentence about a run chart needs to know beside the analysis. */
export type RunChartFacts = Readonly<{
  metricName: string
  localityName: string
  /** Label of the part of a breakdown; null: the whole. */
  categoryLabel?: string | null
  unit: string
  direction: Direction
  cadence: Cadence
  /** First day of each point's period, in the order of the points. */
  periods: readonly string[]
}>

/** Whether a side of the median is the wanted one; null where the metric has no better way. */
export const isWanted = (side: 'above' | 'below', direction: Direction): boolean | null =>
  direction === 'NEUTRAL' ? null : (side === 'above') === (direction === 'INCREASE')

/**
 * One sentence on what a run chart shows.
 *
 * It says what was seen and how likely it is by chance, and never what brought it about: a run chart cannot tell.
 * Of several phases it speaks of the latest. `implied` leaves metric and locality out, for use beneath a title
 * that names them.
 */
export const describeRunChart = (
  chart: RunChart,
  facts: RunChartFacts,
  subject: 'named' | 'implied' = 'named',
): string => {
  const name = subject === 'named' ? subjectOf(facts) : null
  return `${finding(chart, facts, (preposition) => (name ? ` ${preposition} ${name}` : ''))}${missing(chart, facts)}.`
}

/** « in …», « for …», or nothing. */
type About = (preposition: 'in' | 'for') => string

const finding = (chart: RunChart, facts: RunChartFacts, about: About): string => {
  if (chart.values === 0 || chart.median === null) return `There are no values yet${about('for')}`
  const level = `the median of ${englishQuantity(chart.median, facts.unit)}`
  if (chart.values < FEWEST_USEFUL_OBSERVATIONS) return tooFewValues(chart, facts, about)
  if (chart.medianDegenerate)
    return (
      `${chart.values - chart.usefulObservations} of the ${chart.values} values${about('for')} lie on ${level}; ` +
      'with more than half of them there, the run-chart rules cannot tell a pattern from chance'
    )
  if (chart.tooFewPoints) return tooFewValues(chart, facts, about)
  const ofPhase = chart.signals.filter(({ phase }) => phase === chart.phases.length - 1)
  const shifts = ofPhase.filter(({ direction }) => direction !== null)
  const latest = shifts.at(-1)
  if (latest) return shift({ latest, before: shifts.at(-2), level }, chart, facts, about)
  const crossings = ofPhase[0]
  if (crossings)
    return (
      `A sign of non-random variation${about('in')}: the values cross ${level} ${times(crossings.observed)}, where ` +
      `chance alone rarely brings fewer than ${crossings.limit} crossings; they drift or come in clusters`
    )
  return `No sign of non-random variation${about('in')}: the values vary around ${level}`
}

const subjectOf = ({ metricName, localityName, categoryLabel }: RunChartFacts) =>
  `${metricName}${categoryLabel ? ` (${categoryLabel})` : ''} in ${localityName}`

const tooFewValues = (chart: RunChart, facts: RunChartFacts, about: About) => {
  const { usefulObservations: useful, median } = chart
  const enough = `${useful} useful of at least ${FEWEST_USEFUL_OBSERVATIONS}`
  const level = median === null ? '' : `; the median so far is ${englishQuantity(median, facts.unit)}`
  const trial = chart.signals.find(({ phase }) => phase === chart.phases.length - 1)
  const onTrial = trial ? `, and a first sign of non-random variation is on trial` : ''
  return `There are too few points${about('for')} to tell a pattern from chance (${enough})${level}${onTrial}`
}

type Shift = Readonly<{ latest: Signal; before: Signal | undefined; level: string }>

const shift = (
  { latest: run, before, level }: Shift,
  chart: RunChart,
  facts: RunChartFacts,
  about: About,
) => {
  const side = run.direction ?? 'above'
  const later = laterPoints(run, chart)
  const wanted = isWanted(side, facts.direction)
  const judged = wanted === null ? '' : `, the ${wanted ? 'wanted' : 'unwanted'} side`
  const turned =
    before && before.direction !== run.direction
      ? `, after ${before.observed} in a row on the other side`
      : ''
  const ended = later === 0 ? '' : ', before the values crossed it again'
  const which = later === 0 ? `the latest ${run.observed} points` : `${run.observed} points in a row`
  const span = `from ${periodAt(run.points[0], facts)} to ${periodAt(run.points.at(-1), facts)}`
  return (
    `A shift${about('in')}: ${which}, ${span}, lie ${side} ${level}${judged}${turned}${ended}; ` +
    `chance alone rarely brings more than ${run.limit} in a row`
  )
}

/** Useful points of the same phase after a run. */
const laterPoints = (run: Signal, { points }: RunChart): number =>
  points
    .slice((run.points.at(-1) ?? 0) + 1)
    .filter(({ phase, side }) => phase === run.phase && side !== null && side !== 0).length

const periodAt = (index: number | undefined, { periods, cadence }: RunChartFacts) =>
  englishPeriod(periods[index ?? 0] ?? '', cadence)

const missing = ({ points }: RunChart, { cadence }: RunChartFacts): string => {
  const count = points.filter(({ value }) => value === null).length
  if (count === 0) return ''
  return ` (${count} of ${englishPeriods(points.length, cadence)} ${count === 1 ? 'has' : 'have'} no value)`
}

const times = (count: number) => (count === 0 ? 'never' : count === 1 ? 'only once' : `only ${count} times`)
