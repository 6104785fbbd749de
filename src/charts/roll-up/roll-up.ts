/** How values of several localities become one; the values of a metric's aggregation rule. */
export type AggregationRule = 'SUM_COMPONENTS' | 'POOLED_WEIGHTED' | 'NONE'

/** What one child reported for a period. Without a value, or with null: nothing. */
export type ChildReading = Readonly<{
  childId: string
  value: number | null
  numerator?: number | null
  denominator?: number | null
  sampleSize?: number | null
}>

/** What adding up needs to know of the metric. */
export type RollUpMetric = Readonly<{
  rule: AggregationRule
  /** Counts are added as they stand; ratios by numerator and denominator. */
  isRatio: boolean
  /** By what numerator over denominator is multiplied. */
  multiplier: number
}>

/** How many children reported, of those that belonged there in the period. */
export type Coverage = Readonly<{ reporting: number; expected: number }>

export type NotAggregated =
  /** The metric's rule: percentiles and standardised rates of parts do not make up that of the whole. */
  | 'CANNOT_BE_AGGREGATED'
  /** No child has a value. */
  | 'NOTHING_REPORTED'
  /** A child gave the ratio without what it was made of. */
  | 'COMPONENTS_MISSING'
  /** A child gave the mean without of how many. */
  | 'SAMPLE_SIZE_MISSING'
  /** Denominators, or samples, come to nothing. */
  | 'NOTHING_TO_DIVIDE_BY'

export type RolledUp = Readonly<{ coverage: Coverage }> &
  (
    | Readonly<{
        kind: 'aggregated'
        value: number
        numerator: number | null
        denominator: number | null
        /** Of means: of how many. */
        sampleSize: number | null
      }>
    | Readonly<{
        kind: 'notAggregated'
        reason: NotAggregated
        /** One plain-English sentence with the remedy. */
        message: string
        /** The children that stand in the way. */
        children: readonly string[]
      }>
  )

/**
 * The value of a whole from those of its parts, for one period, as the metric's aggregation rule has it: counts are
 * added up, ratios are Σ numerators / Σ denominators, means are weighted by their samples. Never a mean of ratios, and
 * never a part of what was reported: where one child's figures cannot be used there is no value, and the answer says
 * which child.
 *
 * @param readings one per child at most
 * @param expected ids of the children that belonged to the whole in that period; readings of others are left out
 * @example rollUp({ rule: 'SUM_COMPONENTS', isRatio: true, multiplier: 100 }, [1 of 2, 30 of 100], …) // 31 of 102: 30.4
 */
export const rollUp = (
  metric: RollUpMetric,
  readings: readonly ChildReading[],
  expected: readonly string[],
): RolledUp => {
  const belonging = new Set(expected)
  const known = readings.flatMap(({ value, ...reading }) =>
    value !== null && belonging.has(reading.childId) ? [{ ...reading, value }] : [],
  )
  const coverage = { reporting: known.length, expected: belonging.size }
  if (metric.rule === 'NONE') return refused('CANNOT_BE_AGGREGATED', coverage)
  if (known.length === 0) return refused('NOTHING_REPORTED', coverage)
  if (metric.rule === 'POOLED_WEIGHTED') return pooled(known, coverage)
  return metric.isRatio ? ratio(known, metric.multiplier, coverage) : sum(known, coverage)
}

type Known = ChildReading & Readonly<{ value: number }>

const sum = (known: readonly Known[], coverage: Coverage): RolledUp => ({
  kind: 'aggregated',
  value: total(known.map(({ value }) => value)),
  numerator: null,
  denominator: null,
  sampleSize: null,
  coverage,
})

const ratio = (known: readonly Known[], multiplier: number, coverage: Coverage): RolledUp => {
  const parts = known.flatMap(({ numerator, denominator }) =>
    numerator == null || denominator == null ? [] : [{ numerator, denominator }],
  )
  if (parts.length < known.length)
    return refused(
      'COMPONENTS_MISSING',
      coverage,
      known.filter((child) => child.numerator == null || child.denominator == null),
    )
  const numerator = total(parts.map((part) => part.numerator))
  const denominator = total(parts.map((part) => part.denominator))
  if (denominator === 0) return refused('NOTHING_TO_DIVIDE_BY', coverage, known)
  const value = (numerator / denominator) * multiplier
  return { kind: 'aggregated', value, numerator, denominator, sampleSize: null, coverage }
}

const pooled = (known: readonly Known[], coverage: Coverage): RolledUp => {
  const samples = known.flatMap(({ value, sampleSize }) =>
    sampleSize == null ? [] : [{ value, sampleSize }],
  )
  if (samples.length < known.length)
    return refused(
      'SAMPLE_SIZE_MISSING',
      coverage,
      known.filter((child) => child.sampleSize == null),
    )
  const sampleSize = total(samples.map((sample) => sample.sampleSize))
  if (sampleSize === 0) return refused('NOTHING_TO_DIVIDE_BY', coverage, known)
  const value = total(samples.map((sample) => sample.value * sample.sampleSize)) / sampleSize
  return { kind: 'aggregated', value, numerator: null, denominator: null, sampleSize, coverage }
}

/** In the order of size, so that the last digit does not depend on the order of the children. */
const total = (numbers: readonly number[]): number =>
  Float64Array.from(numbers)
    .sort()
    .reduce((added, number) => added + number, 0)

const MESSAGES: Readonly<Record<NotAggregated, string>> = {
  CANNOT_BE_AGGREGATED:
    'Values of this metric cannot be aggregated: what the parts have does not make up what the whole has. ' +
    'Record the whole as a series of its own.',
  NOTHING_REPORTED: 'No locality beneath has a value for this period yet.',
  COMPONENTS_MISSING:
    'Some localities gave a ratio without numerator and denominator, and ratios are never averaged. ' +
    'Correct their readings to give both.',
  SAMPLE_SIZE_MISSING:
    'Some localities gave a mean without the size of its sample, by which it would be weighted. ' +
    'Correct their readings to give it.',
  NOTHING_TO_DIVIDE_BY: 'The denominators come to nothing, so there is no value for the whole.',
}

const refused = (reason: NotAggregated, coverage: Coverage, standing: readonly Known[] = []): RolledUp => ({
  kind: 'notAggregated',
  reason,
  message: MESSAGES[reason],
  children: standing.map(({ childId }) => childId),
  coverage,
})
