import { enumOf } from '../enum-of.js'

export const ChartSide = { Above: 'ABOVE', Below: 'BELOW', On: 'ON' } as const
export type ChartSide = (typeof ChartSide)[keyof typeof ChartSide]

export const ChartSideEnum = enumOf(ChartSide, 'ChartSide', 'Where a value lies, seen from the median.', {
  ABOVE: 'Above the median.',
  BELOW: 'Below the median.',
  ON: 'On the median: it says nothing about direction.',
})

export const ChartAnnotationKind = {
  CycleStarted: 'CYCLE_STARTED',
  CycleDecided: 'CYCLE_DECIDED',
  MilestoneDue: 'MILESTONE_DUE',
  MilestoneAchieved: 'MILESTONE_ACHIEVED',
  MilestoneMissed: 'MILESTONE_MISSED',
  Note: 'NOTE',
} as const
export type ChartAnnotationKind = (typeof ChartAnnotationKind)[keyof typeof ChartAnnotationKind]

export const ChartAnnotationKindEnum = enumOf(
  ChartAnnotationKind,
  'ChartAnnotationKind',
  'What a mark on a chart stands for.',
  {
    CYCLE_STARTED: 'A PDSA cycle began to be tested.',
    CYCLE_DECIDED: 'It was decided what to do with the change of a PDSA cycle.',
    MILESTONE_DUE: 'The day on which a milestone is expected.',
    MILESTONE_ACHIEVED: 'A milestone was reached.',
    MILESTONE_MISSED: 'A milestone was stated to be missed.',
    NOTE: 'A note.',
  },
)

export const RunChartRule = {
  LongestRun: 'LONGEST_RUN',
  Crossings: 'CROSSINGS',
} as const
export type RunChartRule = (typeof RunChartRule)[keyof typeof RunChartRule]

export const RunChartRuleEnum = enumOf(RunChartRule, 'RunChartRule', 'A rule by which a run chart is read.', {
  LONGEST_RUN: 'More neighbouring points on one side of the median than chance alone tends to bring.',
  CROSSINGS: 'Fewer crossings of the median than chance alone tends to bring.',
})

export const RunChartWarning = {
  TooFewPoints: 'TOO_FEW_POINTS',
  MedianDegenerate: 'MEDIAN_DEGENERATE',
} as const
export type RunChartWarning = (typeof RunChartWarning)[keyof typeof RunChartWarning]

export const RunChartWarningEnum = enumOf(
  RunChartWarning,
  'RunChartWarning',
  'What to bear in mind when reading the chart.',
  {
    TOO_FEW_POINTS: 'Fewer than ten useful observations: signals are on trial.',
    MEDIAN_DEGENERATE: 'More than half of the values lie on the median, which makes the rules void.',
  },
)

export const ChartVariation = {
  Improvement: 'IMPROVEMENT',
  Concern: 'CONCERN',
  NeutralHigh: 'NEUTRAL_HIGH',
  NeutralLow: 'NEUTRAL_LOW',
  CommonCause: 'COMMON_CAUSE',
} as const
export type ChartVariation = (typeof ChartVariation)[keyof typeof ChartVariation]

export const ChartVariationEnum = enumOf(
  ChartVariation,
  'ChartVariation',
  'What the latest values say of a series, as Making Data Count has it.',
  {
    IMPROVEMENT: 'Values lie, or go, the wanted way further than chance alone tends to take them.',
    CONCERN: 'Values lie, or go, the unwanted way further than chance alone tends to take them.',
    NEUTRAL_HIGH: 'Values are unusually high, where neither way is better.',
    NEUTRAL_LOW: 'Values are unusually low, where neither way is better.',
    COMMON_CAUSE: 'Values vary as chance alone lets them.',
  },
)

export const ChartAssurance = { Pass: 'PASS', Fail: 'FAIL', HitOrMiss: 'HIT_OR_MISS' } as const
export type ChartAssurance = (typeof ChartAssurance)[keyof typeof ChartAssurance]

export const ChartAssuranceEnum = enumOf(
  ChartAssurance,
  'ChartAssurance',
  'Whether the target can be expected to be met as things are, as Making Data Count has it.',
  {
    PASS: 'The target can be expected to be met every time.',
    FAIL: 'The target can be expected to be missed every time.',
    HIT_OR_MISS:
      'The target lies between the limits: it is met in some periods and missed in others by chance.',
  },
)

export const SignalDirection = {
  Above: 'ABOVE',
  Below: 'BELOW',
  Increasing: 'INCREASING',
  Decreasing: 'DECREASING',
} as const
export type SignalDirection = (typeof SignalDirection)[keyof typeof SignalDirection]

export const SignalDirectionEnum = enumOf(
  SignalDirection,
  'SignalDirection',
  'Where a signal lies, or which way it goes.',
  {
    ABOVE: 'Above the centre line.',
    BELOW: 'Below the centre line.',
    INCREASING: 'Up.',
    DECREASING: 'Down.',
  },
)

export const PhaseSearch = { SustainedRun: 'SUSTAINED_RUN', StableShift: 'STABLE_SHIFT' } as const
export type PhaseSearch = (typeof PhaseSearch)[keyof typeof PhaseSearch]

export const PhaseSearchEnum = enumOf(
  PhaseSearch,
  'PhaseSearch',
  'How beginnings of phases are looked for.',
  {
    SUSTAINED_RUN: 'By a run of a given length on one side of the median, as the R package runcharter does.',
    STABLE_SHIFT: 'By the Stable Shift Algorithm: a run that the values after it bear out, as in autospc.',
  },
)
