import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'

import { readSqliteSchema } from '../../src/adapters/read-store/read-schema.js'

const root = join(__dirname, '..', '..')
const committed = join(root, 'prisma', 'sql')

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-ddl-'))
  copyFileSync(join(root, 'prisma', 'schema.prisma'), join(folder, 'schema.prisma'))
  const prisma = join(root, 'node_modules', 'prisma', 'build', 'index.js')
  const args = [prisma, 'generate', '--generator', 'ddl', '--schema', join(folder, 'schema.prisma')]
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' }
  execFileSync(process.execPath, args, { cwd: root, env, stdio: 'pipe' })
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(['sqlite.sql', 'postgres.sql', 'tables.json'])('%s is what schema.prisma says today', (file) => {
  const emitted = readFileSync(join(folder, 'sql', file), 'utf8')
  // On a difference: run `prisma generate` and commit prisma/sql.
  expect(readFileSync(join(committed, file), 'utf8')).toBe(emitted)
})

const tables = () => [...readSqliteSchema().tables.values()]

test('SQLite takes the DDL and has the tables, columns and indexes that tables.json names', () => {
  const db = new Database(':memory:')
  db.exec(readFileSync(join(committed, 'sqlite.sql'), 'utf8'))
  for (const { name, columns, indexes } of tables()) {
    expect(db.prepare(`SELECT name FROM pragma_table_info('${name}')`).raw().all().flat()).toEqual(
      columns.map(({ column }) => column),
    )
    const created = db.prepare(
      "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql NOT NULL",
    )
    expect(created.raw().all([name]).flat().sort()).toEqual(indexes.map((index) => index.name))
  }
  db.close()
})

test('every table is STRICT, and booleans are 0 or 1', () => {
  const ddl = readFileSync(join(committed, 'sqlite.sql'), 'utf8')
  const statements = ddl.split(/;\n/).filter((statement) => statement.includes('CREATE TABLE'))
  expect(statements).toHaveLength(tables().length)
  for (const statement of statements) expect(statement).toMatch(/\) STRICT/)
  expect(ddl).toContain('"breaks_comparability" INTEGER NOT NULL CHECK ("breaks_comparability" IN (0, 1))')
})

test('index names fit PostgreSQL, which cuts them at 63 bytes', () => {
  for (const { indexes } of tables())
    for (const { name } of indexes) expect(name.length).toBeLessThanOrEqual(63)
})
