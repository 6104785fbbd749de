import { createHash } from 'node:crypto'

import Database from 'libsql'

import { readSqliteSchema } from '../../src/adapters/read-store/read-schema.js'

/** What a build says of itself differs from build to build. */
const OWN = new Set(['generation', 'checkpoint'])
const PAGE = 5_000

/** One hash over every row of a table in the order of its key, and how many there are. */
const digestOf = (db: Database.Database, table: string, key: readonly string[]): string => {
  const hash = createHash('sha256')
  const order = key.map((column) => `"${column}"`).join(', ')
  const page = db.prepare(`SELECT * FROM "${table}" ORDER BY ${order} LIMIT ? OFFSET ?`).raw().safeIntegers()
  let rows = 0
  for (;;) {
    const found = page.all([PAGE, rows]) as unknown[][]
    for (const row of found)
      hash.update(
        JSON.stringify(row.map((cell) => (typeof cell === 'bigint' ? `${String(cell)}n` : cell))) + '\n',
      )
    rows += found.length
    if (found.length < PAGE) return `${String(rows)} rows ${hash.digest('hex')}`
  }
}

/** A digest of every table of a build. */
export const digestsOf = (file: string): ReadonlyMap<string, string> => {
  const db = new Database(file)
  try {
    const tables = [...readSqliteSchema().tables.values()].filter(({ name }) => !OWN.has(name))
    return new Map(tables.map(({ name, primaryKey }) => [name, digestOf(db, name, primaryKey)]))
  } finally {
    db.close()
  }
}

/** Tables that differ; none when the builds are equal. */
export const differences = (
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): readonly string[] => [...one.keys()].filter((table) => one.get(table) !== other.get(table))
