import type { SeriesPoint } from './analysed-chart.js'
import type { ChartType } from './chart-type.js'
import { spreadOfCounts } from './warnings/overdispersed.js'

/** What a recommendation rests on, beside the values. */
export type RecommendedFor = Readonly<{
  /** The values of a metric's statistic; null: not a figure of a kind that is known. */
  statistic: 'COUNT' | 'RATE' | 'PERCENTAGE' | 'MEAN' | 'SCORE' | 'PERCENTILE' | null
  /** The metric itself tells what lies between two rare events: time, or cases. Absent: it does not. */
  between?: 'time' | 'cases'
  /** In period order. The denominator of a mean or a score may be its sample size. */
  points: readonly SeriesPoint[]
}>

export type Recommendation = Readonly<{
  chartType: ChartType
  /** One plain-English sentence. */
  reason: string
  /** A chart that would serve better than any of these data, if they were recorded otherwise; null: none. */
  betterWith: Readonly<{ chartType: 'g' | 't'; data: string }> | null
}>

/** Under so many points limits say little, and a run chart says as much. */
const FEWEST_FOR_LIMITS = 12
/** Under so many cases (or so many others) a period, limits that take counts for nearly normal are wrong. */
const FEWEST_CASES = 5
/** Sizes that differ by less than a quarter from their mean may be taken for equal (Montgomery). */
const LARGEST_DIFFERENCE = 0.25

/**
 * Which chart to draw of a series, and why. The reader may choose otherwise.
 *
 * Few points: run chart. Rare events: run chart, and better a T or G chart of what lies between them. Counts: C; rates:
 * U; percentages: P; the prime chart of either, or an I chart for counts, where they vary more than independent cases
 * would. Means and scores: I, or I′ where samples differ in size. Percentiles: I. (Provost & Murray 2011; Laney 2002.)
 *
 * @example recommendChart({ statistic: 'PERCENTAGE', points }).chartType // 'p'
 */
export const recommendChart = ({ statistic, between, points }: RecommendedFor): Recommendation => {
  const known = points.filter(({ value, excluded }) => value !== null && !excluded)
  if (known.length < FEWEST_FOR_LIMITS)
    return say(
      'run',
      `There ${known.length === 1 ? 'is 1 value' : `are ${known.length} values`} yet, and limits of fewer than ` +
        `${FEWEST_FOR_LIMITS} say little; a run chart needs none.`,
    )
  if (between === 'time')
    return say(
      't',
      'The metric is the time between rare events, whose distribution is skew; a T chart allows for that.',
    )
  if (between === 'cases')
    return say(
      'g',
      'The metric is the number of cases between rare events, whose distribution is skew; a G chart allows for that.',
    )
  switch (statistic) {
    case 'COUNT':
      return ofCounts(known)
    case 'RATE':
      return ofRatio(known, 'u')
    case 'PERCENTAGE':
      return ofRatio(known, 'p')
    case 'MEAN':
    case 'SCORE':
      return ofMeans(known)
    case 'PERCENTILE':
      return say(
        'i',
        'A percentile follows no known distribution; an I chart takes its spread from the values.',
      )
    case null:
      return say('run', 'Nothing is known of how the values come about; a run chart asks for nothing.')
  }
}

const say = (
  chartType: ChartType,
  reason: string,
  betterWith: Recommendation['betterWith'] = null,
): Recommendation => ({ chartType, reason, betterWith })

const average = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length

const ofCounts = (known: readonly SeriesPoint[]): Recommendation => {
  const mean = average(known.map(({ value }) => value ?? 0))
  if (mean < 1)
    return say(
      'run',
      `Events are rare, ${mean.toFixed(1)} in a period, so most periods have none and limits say little.`,
      { chartType: 't', data: 'the days between one event and the next' },
    )
  if (mean < FEWEST_CASES)
    return say('run', `Counts are small, ${mean.toFixed(1)} in a period, for which limits are only rough.`)
  const spread = spreadOfCounts('c', known)
  return spread !== null && spread.sigmaZ > spread.limit
    ? say(
        'i',
        `Counts vary ${spread.sigmaZ.toFixed(1)} times as much as independent events would; an I chart takes their ` +
          'spread from the values.',
      )
    : say('c', 'Events are counted, with the same opportunity in every period; a C chart is made for that.')
}

const ofRatio = (known: readonly SeriesPoint[], type: 'u' | 'p'): Recommendation => {
  const cases = known.flatMap(({ numerator }) => numerator ?? [])
  const all = known.flatMap(({ denominator }) => denominator ?? [])
  if (cases.length < known.length || all.length < known.length)
    return say('i', 'Numerators or denominators are not all known; an I chart needs the values only.')
  const mean = average(cases)
  const fewest = type === 'p' ? Math.min(mean, average(all) - mean) : mean
  if (mean < 1)
    return say(
      'run',
      `Events are rare, ${mean.toFixed(1)} in a period, so most periods have none and limits say little.`,
      { chartType: 'g', data: 'the cases between one event and the next' },
    )
  if (fewest < FEWEST_CASES)
    return say(
      'run',
      `Cases on one side are few, ${fewest.toFixed(1)} in a period, for which limits are only rough.`,
    )
  const spread = spreadOfCounts(type, known)
  if (spread !== null && spread.sigmaZ > spread.limit)
    return say(
      type === 'p' ? 'pPrime' : 'uPrime',
      `Values vary ${spread.sigmaZ.toFixed(1)} times as much between periods as independent cases would; a ` +
        `${type === 'p' ? 'P′' : 'U′'} chart widens its limits by as much.`,
    )
  const sizes = differ(all)
    ? 'of a size that differs from period to period'
    : 'of much the same size in every period'
  return type === 'p'
    ? say('p', `Cases of a kind are counted among all cases, ${sizes}; a P chart is made for that.`)
    : say('u', `Events are counted over an exposure ${sizes}; a U chart is made for that.`)
}

const ofMeans = (known: readonly SeriesPoint[]): Recommendation => {
  const sizes = known.flatMap(({ numerator, denominator }) =>
    numerator === null || denominator === null ? [] : [denominator],
  )
  return sizes.length === known.length && differ(sizes)
    ? say(
        'iPrime',
        'Means are of samples whose size differs from period to period; an I′ chart allows for that.',
      )
    : say('i', 'Single values are measured; an I chart takes its limits from the change between neighbours.')
}

const differ = (sizes: readonly number[]): boolean => {
  const mean = average(sizes)
  return sizes.some((size) => Math.abs(size - mean) > LARGEST_DIFFERENCE * mean)
}
