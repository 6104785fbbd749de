import { sideOf } from '../side.js'
import type { TestedValue } from './tested-value.js'

/** Neighbours that all rise or all fall. */
export type MonotoneRow = Readonly<{ way: 1 | -1; values: readonly TestedValue[] }>

/**
 * Maximal rows of values each above (or each below) the one before it. Equal neighbours are in no row together; a
 * turning point belongs to both rows.
 *
 * @example of 1, 2, 3, 2, 2: the rows 1, 2, 3 (up) and 3, 2 (down)
 */
export const monotoneRows = (values: readonly TestedValue[]): MonotoneRow[] => {
  const rows: { way: 1 | -1; values: TestedValue[] }[] = []
  let before: TestedValue | null = null
  let way: 1 | -1 | 0 = 0
  for (const current of values) {
    const step = before === null ? 0 : sideOf(current.value, before.value)
    if (before !== null && step !== 0) {
      if (step === way) rows.at(-1)?.values.push(current)
      else rows.push({ way: step, values: [before, current] })
    }
    way = step
    before = current
  }
  return rows
}

/** Values of which equal neighbours are counted once, as the first of them. */
export const withoutRepeats = (values: readonly TestedValue[]): TestedValue[] => {
  const kept: TestedValue[] = []
  for (const current of values) {
    const last = kept.at(-1)
    if (last === undefined || sideOf(current.value, last.value) !== 0) kept.push(current)
  }
  return kept
}
