import type { ChartType } from './chart-type.js'

/**
 * Charts on which rules about one and two standard deviations make sense: values, or what they are turned into, lie
 * alike above and below the centre line. G charts do not, moving ranges neither, and run charts have no limits.
 */
export const ZONED_CHARTS: readonly ChartType[] = ['i', 'c', 'u', 'p', 'uPrime', 'pPrime', 't', 'iPrime']

/** Limits of fewer useful points move a good deal with each further one (Montgomery: 20 to 25). */
export const FEWEST_FOR_ZONES = 20
