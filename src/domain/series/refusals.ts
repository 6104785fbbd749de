/** Why a reading is refused. Part of the API contract; never changes meaning. */
export const SeriesRefusal = {
  MetricNotFound: 'METRIC_NOT_FOUND',
  /** The period begins before the metric is measured at all. */
  MetricNotValidYet: 'METRIC_NOT_VALID_YET',
  /** The period begins on or after the day on which the metric was retired. */
  MetricRetired: 'METRIC_RETIRED',
  LocalityNotFound: 'LOCALITY_NOT_FOUND',
  /** The period ends before the locality was opened. */
  LocalityNotOpen: 'LOCALITY_NOT_OPEN',
  /** The period begins on or after the day on which the locality ceased to exist. */
  LocalityClosed: 'LOCALITY_CLOSED',
  CategoryMissing: 'CATEGORY_MISSING',
  CategoryUnknown: 'CATEGORY_UNKNOWN',
  CategoryNotExpected: 'CATEGORY_NOT_EXPECTED',
  PeriodNotOnBoundary: 'PERIOD_NOT_ON_BOUNDARY',
  PeriodInFuture: 'PERIOD_IN_FUTURE',
  CollectedInFuture: 'COLLECTED_IN_FUTURE',
  CollectedBeforePeriod: 'COLLECTED_BEFORE_PERIOD',
  ValueMissing: 'VALUE_MISSING',
  NumeratorMissing: 'NUMERATOR_MISSING',
  DenominatorMissing: 'DENOMINATOR_MISSING',
  NarrativeMissing: 'NARRATIVE_MISSING',
  /** A value, numerator or denominator where the metric takes words. */
  ValueNotExpected: 'VALUE_NOT_EXPECTED',
  /** Numerator and denominator where the metric takes a value only. */
  RatioNotExpected: 'RATIO_NOT_EXPECTED',
  /** The vintage of a denominator, and no ratio. */
  DenominatorVintageNotExpected: 'DENOMINATOR_VINTAGE_NOT_EXPECTED',
  NarrativeNotExpected: 'NARRATIVE_NOT_EXPECTED',
  /** The value given is not what numerator and denominator come to. */
  ValueContradictsRatio: 'VALUE_CONTRADICTS_RATIO',
  CountNegative: 'COUNT_NEGATIVE',
  CountNotWhole: 'COUNT_NOT_WHOLE',
  RateNegative: 'RATE_NEGATIVE',
  PercentageOutOfRange: 'PERCENTAGE_OUT_OF_RANGE',
  ScoreOffScale: 'SCORE_OFF_SCALE',
  NumeratorNegative: 'NUMERATOR_NEGATIVE',
  DenominatorNotPositive: 'DENOMINATOR_NOT_POSITIVE',
  NumeratorAboveDenominator: 'NUMERATOR_ABOVE_DENOMINATOR',
  /** Larger than can be stored exactly, or at all. */
  ValueTooLarge: 'VALUE_TOO_LARGE',
  /** A value cannot come from a sample of none. */
  SampleEmpty: 'SAMPLE_EMPTY',
  /** Another measurement is recorded for the period. */
  PeriodAlreadyRecorded: 'PERIOD_ALREADY_RECORDED',
  SeriesNotFound: 'SERIES_NOT_FOUND',
  /** The series has nothing for the period that could be corrected or withdrawn. */
  ReadingNotFound: 'READING_NOT_FOUND',
  ReadingAlreadyWithdrawn: 'READING_ALREADY_WITHDRAWN',
} as const
export type SeriesRefusal = (typeof SeriesRefusal)[keyof typeof SeriesRefusal]
