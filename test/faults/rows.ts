import { join } from 'node:path'

import Database from 'libsql'

import { projections } from '../../projections/all.js'
import { openSqliteRowWriter } from '../../src/adapters/read-store/sqlite.js'
import { catalogue } from '../../src/domain/catalogue.js'
import { createCodec } from '../../src/eventsourcing/codec.js'
import type { EventStore } from '../../src/eventsourcing/event-store.js'
import { projectionRunner } from '../../src/eventsourcing/projection-runner.js'
import { temporaryFolder } from '../support/temporary-folder.js'

/** Every row of a read side, table by table, each as text, in order. */
export type Rows = Readonly<Record<string, readonly string[]>>

/** What says how far rows are, and how they were made, is no row of the read side. */
export const bookkeeping: readonly string[] = ['checkpoint', 'generation']

/** The rows of a generation in a file. */
export const rowsOfFile = (file: string): Rows => {
  const database = new Database(file, { readonly: true })
  try {
    const tables = database
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .all() as { readonly name: string }[]
    const rowsOf = (table: string): readonly string[] =>
      database
        .prepare(`SELECT * FROM "${table}"`)
        .all()
        .map((row) => JSON.stringify(row))
        .sort()
    return Object.fromEntries(
      tables.filter(({ name }) => !bookkeeping.includes(name)).map(({ name }) => [name, rowsOf(name)]),
    )
  } finally {
    database.close()
  }
}

/** The rows of a generation that is built afresh from a log, in a file of its own. */
export const rowsBuiltAfresh = async (
  log: Pick<EventStore, 'readAll' | 'subscribe' | 'head'>,
): Promise<Rows> => {
  const folder = temporaryFolder()
  const file = join(folder.path, 'fresh.db')
  const codec = createCodec(catalogue)
  const writer = openSqliteRowWriter(file, { generation: 'fresh', startedAt: new Date(0) })
  try {
    const runner = await projectionRunner({
      ...{ name: 'fresh', generation: 'fresh', store: log, projections, writer },
      decode: (recorded) => codec.decode(recorded),
    })
    const outcome = await runner.catchUp()
    if (outcome !== 'caught-up') throw new Error(`The fresh rows stopped: ${String(runner.fault()?.message)}`)
    return rowsOfFile(file)
  } finally {
    await writer.close()
    folder.remove()
  }
}
