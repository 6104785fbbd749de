/**
 * The longest run that chance alone is expected to bring among so many useful observations.
 *
 * round(log2 n) + 3 (Schilling 2012; Anhøj & Olesen 2014, as in R qicharts2). A longer run is a signal. For a
 * whole number log2 n is never half-way between two whole numbers, so every way of rounding agrees.
 *
 * @example longestRunLimit(24) // 8
 */
export const longestRunLimit = (usefulObservations: number): number | null =>
  usefulObservations < 1 ? null : Math.round(Math.log2(usefulObservations)) + 3
