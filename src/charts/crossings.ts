import type { Run } from './runs.js'

/**
 * Crossings: how often the line between neighbouring useful points passes the centre line; null where no point
 * counts.
 *
 * @example crossings(runs([1, -1, -1, 1])) // 2
 */
export const crossings = (runs: readonly Run[]): number | null => (runs.length === 0 ? null : runs.length - 1)
