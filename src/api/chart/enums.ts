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
