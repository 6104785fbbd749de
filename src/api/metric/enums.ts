import {
  AggregationRule,
  Cadence,
  Direction,
  Grade,
  Nature,
  Purpose,
  Statistic,
  YearStart,
} from '../../domain/metric/vocabulary.js'
import { enumOf } from '../enum-of.js'

export const StatisticEnum = enumOf(
  Statistic,
  'Statistic',
  'How a value comes about; decides what a reading must carry.',
  {
    COUNT: 'A whole number of things, 0 or more.',
    RATE: 'Numerator over denominator, times a multiplier such as 100,000.',
    PERCENTAGE: 'A part of a whole: numerator over denominator, times 100.',
    MEAN: 'An average; the sample size says of how many.',
    SCORE: 'Points on a scale with a lowest and a highest value.',
    PERCENTILE: 'The value below which a given share lies. It cannot be added or averaged.',
  },
)

export const DirectionEnum = enumOf(Direction, 'Direction', 'Which way is better.', {
  INCREASE: 'Higher is better.',
  DECREASE: 'Lower is better.',
  NEUTRAL: 'Neither way is better in itself.',
})

export const CadenceEnum = enumOf(
  Cadence,
  'Cadence',
  'How long a period is. A period is named by its first day.',
  {
    DAY: 'Every day.',
    WEEK: 'Weeks that start on Monday.',
    MONTH: 'Calendar months.',
    QUARTER: 'Quarters that start on 1 January, April, July or October.',
    YEAR: 'Years that start on 1 January, or on 1 April where the definition says so.',
  },
)

export const YearStartEnum = enumOf(YearStart, 'YearStart', 'In which month yearly periods start.', {
  JANUARY: 'Calendar years.',
  APRIL: 'Financial years.',
})

export const PurposeEnum = enumOf(
  Purpose,
  'Purpose',
  'What a metric is for. Metrics that help teams improve are kept apart from those that judge them.',
  {
    IMPROVEMENT: 'Helps a team see whether its changes go with better results.',
    PERFORMANCE: 'Holds a service to account.',
    BOTH: 'Serves both.',
  },
)

export const NatureEnum = enumOf(Nature, 'Nature', 'Numbers or words.', {
  QUANTITATIVE: 'Readings are numbers.',
  QUALITATIVE: 'Readings are narratives.',
})

export const AggregationRuleEnum = enumOf(
  AggregationRule,
  'AggregationRule',
  'How the values of several localities become one. Ratios are never averaged.',
  {
    SUM_COMPONENTS: 'Sum of numerators over sum of denominators, or sum of counts.',
    POOLED_WEIGHTED: 'Means weighted by their sample sizes.',
    NONE: 'Cannot be put together, such as percentiles and standardised rates.',
  },
)

export const GradeEnum = enumOf(
  Grade,
  'Grade',
  'How far figures can be relied on: completeness, timeliness, definition and validation. A is best.',
  {
    A: 'Complete, timely, well defined and validated.',
    B: 'Reliable with minor reservations.',
    C: 'To be read with care.',
    D: 'Not to be relied on.',
  },
)
