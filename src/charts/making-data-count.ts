/**
 * What the versions of Making Data Count (NHS England) differ in. Each version is a rule set with values of its own,
 * fixed for ever.
 */
export type MakingDataCountRules = Readonly<{
  id: 'nhsr-plot-the-dots-0.2.2' | 'mdc-2023-11'
  /** Whether points beyond a limit count as points near it. */
  nearIncludesOutside: boolean
  /** What a point is that several rules mark: what the first of them says, or an improvement if any says so. */
  severalSignals: 'first' | 'improvement'
  /** A target on a limit: within, hit or miss; beyond, always passed or always failed. */
  targetOnLimit: 'within' | 'beyond'
  /** Known points of the latest phase under which there are neither limits nor icons. */
  fewestPointsForIcons: number
}>

/** As NHSRplotthedots 0.2.2 computes it: icons are shown whatever the number of points. */
export const NHSR_PLOT_THE_DOTS: MakingDataCountRules = {
  id: 'nhsr-plot-the-dots-0.2.2',
  nearIncludesOutside: false,
  severalSignals: 'first',
  targetOnLimit: 'within',
  fewestPointsForIcons: 1,
}

/** As the official tool has it since November 2023. */
export const MDC_2023_11: MakingDataCountRules = {
  id: 'mdc-2023-11',
  nearIncludesOutside: true,
  severalSignals: 'improvement',
  targetOnLimit: 'beyond',
  fewestPointsForIcons: 13,
}

/** Points in a row that make a shift or a trend, unless chosen otherwise. */
export const POINTS_IN_A_ROW = 7
