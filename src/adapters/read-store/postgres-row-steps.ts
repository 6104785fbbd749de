import type { RowOperation } from '../../eventsourcing/projection.js'
import {
  plannedChange,
  plannedRow,
  type Change,
  type PlannedRow,
  type PlannedTable,
  type Step,
} from './postgres-row-plan.js'

/** Whether a row is among those that a change is about, as far as its equalities tell. */
const fits = (row: PlannedRow, { where }: Change): boolean => {
  for (const [place, cell] of where) if (row.cells[place] !== cell) return false
  return true
}

/** Whether a whole row may be written before a change that stands after it, or the other way round. */
const apart = (row: PlannedRow, change: Change): boolean =>
  // A row replaces whatever was there: what the change would have done to that is gone either way.
  !change.movesKey && (change.key === null ? !fits(row, change) : change.key !== row.key)

const unhinderedRow = (row: PlannedRow, changes: ReadonlyMap<string, Change>): boolean => {
  for (const change of changes.values()) if (!apart(row, change)) return false
  return true
}

const unhinderedByRows = (change: Change, rows: ReadonlyMap<string, PlannedRow>): boolean => {
  if (change.movesKey) return false
  if (change.key !== null) return !rows.has(change.key)
  for (const row of rows.values()) if (fits(row, change)) return false
  return true
}

const meet = (change: Change, other: Change): boolean =>
  change.movesKey || other.movesKey || change.key === null || other.key === null || change.key === other.key

const unhinderedByChanges = (change: Change, others: ReadonlyMap<string, Change>): boolean => {
  for (const other of others.values()) if (meet(change, other)) return false
  return true
}

/** A change of one row by its key alone, whatever is in it. */
const isPlain = ({ op, where, key, atMost, atLeast, set }: Change, { key: places }: PlannedTable): boolean =>
  op === 'update' &&
  key !== null &&
  where.size === places.length &&
  atMost.size + atLeast.size === 0 &&
  places.every((place) => !set.has(place))

/** Writes a change into a row that is still to be written. */
const fold = (row: PlannedRow, { set }: Change): void => {
  for (const [place, cell] of set) row.cells[place] = cell
}

const placeRow = (steps: Step[], row: PlannedRow): void => {
  for (let last = steps.length - 1; last >= 0; last -= 1) {
    const step = steps[last]
    if (step?.kind === 'rows') {
      step.rows.set(row.key, row)
      return
    }
    if (step === undefined || !unhinderedRow(row, step.changes)) break
  }
  steps.push({ kind: 'rows', rows: new Map([[row.key, row]]) })
}

/** Whether a change may join others of its form, all of them then made at once. */
const mayJoin = (table: PlannedTable, changes: ReadonlyMap<string, Change>, change: Change): boolean => {
  if (change.op === 'delete') return true
  if (change.movesKey) return false
  return !changes.has(change.aim) || isPlain(change, table)
}

const placeChange = (table: PlannedTable, steps: Step[], change: Change): void => {
  for (let last = steps.length - 1; last >= 0; last -= 1) {
    const step = steps[last]
    if (step === undefined) break
    if (step.kind === 'changes') {
      if (step.form === change.form && mayJoin(table, step.changes, change)) {
        step.changes.set(change.aim, change)
        return
      }
      if (!unhinderedByChanges(change, step.changes)) break
    } else {
      const row = change.key === null ? undefined : step.rows.get(change.key)
      if (row !== undefined && isPlain(change, table)) {
        fold(row, change)
        return
      }
      if (!unhinderedByRows(change, step.rows)) break
    }
  }
  steps.push({ kind: 'changes', form: change.form, changes: new Map([[change.aim, change]]) })
}

/**
 * Puts the operations of one table into few steps that give the same rows as one operation after the other. An
 * operation joins an earlier step only past steps that cannot meet it: neither touches what the other looks at.
 */
export const stepsOf = (table: PlannedTable, operations: readonly RowOperation[]): readonly Step[] => {
  const steps: Step[] = []
  for (const operation of operations) {
    if (operation.op === 'upsert') {
      placeRow(steps, plannedRow(table, operation))
      continue
    }
    const change = plannedChange(table, operation)
    if (change !== null) placeChange(table, steps, change)
  }
  return steps
}
