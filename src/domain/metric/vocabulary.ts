/** How a value comes about; decides what a reading must carry. */
export const Statistic = {
  /** A whole number of things, 0 or more. */
  Count: 'COUNT',
  /** numerator / denominator × multiplier; may exceed the multiplier. */
  Rate: 'RATE',
  /** numerator / denominator × 100, the numerator being part of the denominator. */
  Percentage: 'PERCENTAGE',
  /** An average; the sample size tells of how many. */
  Mean: 'MEAN',
  /** Points on a scale with a lowest and a highest value. */
  Score: 'SCORE',
  /** The value below which a given share lies; cannot be averaged or added. */
  Percentile: 'PERCENTILE',
} as const
export type Statistic = (typeof Statistic)[keyof typeof Statistic]

/** Which way is better. */
export const Direction = { Increase: 'INCREASE', Decrease: 'DECREASE', Neutral: 'NEUTRAL' } as const
export type Direction = (typeof Direction)[keyof typeof Direction]

export const Cadence = {
  Day: 'DAY',
  /** Starts on Monday. */
  Week: 'WEEK',
  Month: 'MONTH',
  /** Starts on 1 January, April, July or October. */
  Quarter: 'QUARTER',
  /** Starts on 1 January, or on 1 April where the definition says `yearStartsIn: APRIL`. */
  Year: 'YEAR',
} as const
export type Cadence = (typeof Cadence)[keyof typeof Cadence]

export const YearStart = { January: 'JANUARY', April: 'APRIL' } as const
export type YearStart = (typeof YearStart)[keyof typeof YearStart]

/** Metrics that help teams improve are kept apart from those by which they are judged. */
export const Purpose = { Improvement: 'IMPROVEMENT', Performance: 'PERFORMANCE', Both: 'BOTH' } as const
export type Purpose = (typeof Purpose)[keyof typeof Purpose]

export const Nature = { Quantitative: 'QUANTITATIVE', Qualitative: 'QUALITATIVE' } as const
export type Nature = (typeof Nature)[keyof typeof Nature]

/** How values of several localities become one. Averages of ratios are never taken. */
export const AggregationRule = {
  /** Sum of numerators over sum of denominators, or sum of counts. */
  SumComponents: 'SUM_COMPONENTS',
  /** Means weighted by their sample sizes. */
  PooledWeighted: 'POOLED_WEIGHTED',
  /** Cannot be aggregated: percentiles, standardised rates. */
  None: 'NONE',
} as const
export type AggregationRule = (typeof AggregationRule)[keyof typeof AggregationRule]

/** How far a figure can be relied on: completeness, timeliness, definition, validation. A is best. */
export const Grade = { A: 'A', B: 'B', C: 'C', D: 'D' } as const
export type Grade = (typeof Grade)[keyof typeof Grade]
