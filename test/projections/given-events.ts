import { readSqliteSchema } from '../../src/adapters/read-store/read-schema.js'
import type { DomainEvent } from '../../src/eventsourcing/decider.js'
import type { Projected, Projection, Row, RowOperation } from '../../src/eventsourcing/projection.js'
import { keyText, referenceRows, type Rows } from './reference-rows.js'
import { sqliteRows } from './sqlite-rows.js'

const schema = readSqliteSchema()

/** What a projection makes of one event: nothing, where it does not care. */
export const operationsOf = <Event extends DomainEvent>(
  { on }: Projection<Event>,
  event: Projected<Event>,
): readonly RowOperation[] => {
  const handlers: { readonly [type: string]: ((event: never) => readonly RowOperation[]) | undefined } = on
  return handlers[event.type]?.(event as never) ?? []
}

const sorted = (rows: Rows, tables: readonly string[]) =>
  Object.fromEntries(
    tables.map((table) => [
      table,
      [...(rows.get(table) ?? [])].sort((one, other) => (textOf(one) < textOf(other) ? -1 : 1)),
    ]),
  )

const textOf = (row: Row): string => keyText(row['id'] ?? row['position'])

/**
 * Given what was recorded, the rows of each table, in the order of their ids and with all columns.
 *
 * They are found four ways, which must agree: by the words of `RowOperation`, on SQLite in one batch, on SQLite
 * event by event, and on SQLite with the whole history applied a second time over the first.
 */
export const rowsOf = async <Event extends DomainEvent>(
  projection: Projection<Event>,
  events: readonly Projected<Event>[],
): Promise<Readonly<Record<string, readonly Row[]>>> => {
  const byEvent = events.map((event) => operationsOf(projection, event))
  const operations = byEvent.flat()
  const foreign = operations.filter(({ table }) => !projection.tables.includes(table))
  expect(foreign).toEqual([])
  const expected = sorted(referenceRows(schema, operations), projection.tables)
  for (const batches of [[operations], byEvent, [...byEvent, ...byEvent]]) {
    const rows = sorted(await sqliteRows(schema, batches, projection.tables), projection.tables)
    expect(rows).toEqual(expected)
  }
  return expected
}
