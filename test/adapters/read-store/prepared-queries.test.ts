import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { PrismaLibSql } from '@prisma/adapter-libsql'
import Database from 'libsql'

import { preparedQueries } from '../../../src/adapters/read-store/prepared-queries.js'
import { newFolder } from './files.js'

const file = join(newFolder(), 'rows.db')
const writer = new Database(file)
writer.pragma('journal_mode = WAL')
writer.exec(
  'CREATE TABLE fact (id TEXT NOT NULL PRIMARY KEY, count INTEGER, share REAL, note TEXT) STRICT;' +
    "INSERT INTO fact VALUES ('a', 9007199254740993, 0.25, NULL), ('b', NULL, 1.0, 'said'), ('c', 0, NULL, '')",
)
const prepared = preparedQueries(file, 1_000)
const adapter = new PrismaLibSql({ url: pathToFileURL(file).href, intMode: 'bigint' }).connect()
afterAll(async () => {
  prepared.close()
  await (await adapter).dispose()
  writer.close()
})

type Query = Parameters<typeof prepared.query>[0]

const of = (sql: string, ...args: readonly (readonly [unknown, string])[]): Query =>
  ({
    sql,
    args: args.map(([value]) => value),
    argTypes: args.map(([, scalarType]) => ({ scalarType, arity: 'scalar' })),
  }) as Query

describe('a prepared query answers as the adapter does', () => {
  test.each([
    ['rows of every kind', of('SELECT * FROM fact ORDER BY id')],
    ['no rows', of("SELECT * FROM fact WHERE id = 'nothing'")],
    ['a text', of('SELECT id, note FROM fact WHERE id = ?', ['b', 'string'])],
    [
      'an integer beyond what a number holds',
      of('SELECT id FROM fact WHERE count = ?', ['9007199254740993', 'bigint']),
    ],
    ['a number', of('SELECT id FROM fact WHERE share >= ? LIMIT ?', [0.5, 'float'], [10, 'int'])],
    ['nothing', of('SELECT id FROM fact WHERE note IS ?', [null, 'string'])],
    ['a count', of('SELECT count(*) AS n FROM fact')],
    [
      'the largest, and the largest of nothing',
      of('SELECT max(count), max(share), max(note) FROM fact WHERE id = ?', ['b', 'string']),
    ],
    ['columns of one name', of('SELECT id, note AS id FROM fact ORDER BY 1')],
  ])('%s', async (_, query) => {
    for (let time = 0; time < 2; time += 1)
      expect(prepared.query(query)).toEqual(await (await adapter).queryRaw(query))
  })

  test('what was written since is seen by a statement that is kept', () => {
    const count = of("SELECT count(*) AS n FROM fact WHERE id LIKE 'new%'")
    expect(prepared.query(count)?.rows).toEqual([['0']])
    writer.exec("INSERT INTO fact (id) VALUES ('new')")
    expect(prepared.query(count)?.rows).toEqual([['1']])
    writer.exec("DELETE FROM fact WHERE id = 'new'")
  })
})

test.each([
  ['a moment', new Date(0).toISOString(), 'datetime'],
  ['bytes', 'AAAA', 'bytes'],
  ['a decimal', '1.5', 'decimal'],
  ['a truth', true, 'boolean'],
])('%s is left to the adapter, which knows how to write it', (_, value, kind) => {
  expect(prepared.query(of('SELECT id FROM fact WHERE note = ?', [value, kind]))).toBeNull()
})
