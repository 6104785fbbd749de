/** Why a command on a metric is refused. Part of the API contract; never changes meaning. */
export const MetricRefusal = {
  MetricNotFound: 'METRIC_NOT_FOUND',
  /** The id belongs to a metric that was defined otherwise. */
  MetricIdTaken: 'METRIC_ID_TAKEN',
  /** Another metric has the code. */
  MetricCodeTaken: 'METRIC_CODE_TAKEN',
  MetricRetired: 'METRIC_RETIRED',
  RetiredBeforeValid: 'RETIRED_BEFORE_VALID',
  SuccessorIsItself: 'SUCCESSOR_IS_ITSELF',
  SuccessorNotFound: 'SUCCESSOR_NOT_FOUND',
  SuccessorRetired: 'SUCCESSOR_RETIRED',
  StatisticMissing: 'STATISTIC_MISSING',
  StatisticNotExpected: 'STATISTIC_NOT_EXPECTED',
  NumeratorMissing: 'NUMERATOR_MISSING',
  NumeratorNotExpected: 'NUMERATOR_NOT_EXPECTED',
  DenominatorMissing: 'DENOMINATOR_MISSING',
  DenominatorNotExpected: 'DENOMINATOR_NOT_EXPECTED',
  MultiplierMissing: 'MULTIPLIER_MISSING',
  MultiplierImpossible: 'MULTIPLIER_IMPOSSIBLE',
  ScaleMissing: 'SCALE_MISSING',
  ScaleNotExpected: 'SCALE_NOT_EXPECTED',
  ScaleUpsideDown: 'SCALE_UPSIDE_DOWN',
  PercentileMissing: 'PERCENTILE_MISSING',
  PercentileNotExpected: 'PERCENTILE_NOT_EXPECTED',
  PercentileOutOfRange: 'PERCENTILE_OUT_OF_RANGE',
  AggregationImpossible: 'AGGREGATION_IMPOSSIBLE',
  YearStartNotExpected: 'YEAR_START_NOT_EXPECTED',
  /** What readings were checked by cannot change: define a new metric instead. */
  DefinitionFixed: 'DEFINITION_FIXED',
  /** A category in which readings may exist cannot vanish. */
  CategoryVanished: 'CATEGORY_VANISHED',
  TargetIdTaken: 'TARGET_ID_TAKEN',
  TargetNotFound: 'TARGET_NOT_FOUND',
  TargetWithdrawn: 'TARGET_WITHDRAWN',
  TargetNotExpected: 'TARGET_NOT_EXPECTED',
  TargetOutOfRange: 'TARGET_OUT_OF_RANGE',
  TargetEndsBeforeStart: 'TARGET_ENDS_BEFORE_START',
  LocalityNotFound: 'LOCALITY_NOT_FOUND',
  LocalityClosed: 'LOCALITY_CLOSED',
} as const
export type MetricRefusal = (typeof MetricRefusal)[keyof typeof MetricRefusal]
