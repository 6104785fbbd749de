import fc from 'fast-check'
import Database from 'libsql'
import { join } from 'node:path'
import { openSqliteRowWriter, type SqliteRowWriter } from '../../../src/adapters/read-store/sqlite.js'
import type { Row, RowOperation } from '../../../src/eventsourcing/projection.js'
import { newFolder } from './files.js'
import { applyOneByOne, idOf, type Tables } from './one-by-one.js'

const startedAt = new Date('2024-04-01T09:00:00Z')
const open = (file: string): SqliteRowWriter =>
  openSqliteRowWriter(file, { generation: 'read-test', startedAt })

const rowsOf = (file: string, table: string): Row[] => {
  const db = new Database(file)
  const rows = db.prepare(`SELECT * FROM "${table}" ORDER BY 1`).safeIntegers().all() as Row[]
  db.close()
  return rows
}

const series = (row: Row): RowOperation => ({
  op: 'upsert',
  table: 'Series',
  row: { metricId: 'm', localityId: 'l', openedAt: startedAt, fromPosition: 1n, ...row },
})

const id = fc.constantFrom('a', 'b', 'c', 'd')
const category = fc.option(fc.constantFrom('x', 'y', '', 'ü"\'\n'), { nil: null })
const fromPosition = fc.bigInt({ min: 0n, max: 9n })
const limits = fc.option(fc.record({ fromPosition }, { requiredKeys: [] }), { nil: undefined })

const operation: fc.Arbitrary<RowOperation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ id, category, fromPosition }).map(series) },
  {
    weight: 2,
    arbitrary: fc
      .record({ id, text: fc.string({ unit: 'grapheme' }) })
      .map(({ id: ramp, text }): RowOperation => ({
        op: 'upsert',
        table: 'Ramp',
        row: { id: ramp, projectId: 'p', title: text, changeIdea: text, fromPosition: 1n },
      })),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        where: fc.record({ id, category }, { requiredKeys: [] }),
        set: fc.record({ category, fromPosition }, { requiredKeys: [] }),
        atMost: limits,
        atLeast: limits,
      })
      .map(({ where, set, atMost, atLeast }): RowOperation => ({
        op: 'update',
        table: 'Series',
        where,
        set,
        ...(atMost && { atMost }),
        ...(atLeast && { atLeast }),
      })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ id, category }, { requiredKeys: [] })
      .map((where): RowOperation => ({ op: 'delete', table: 'Series', where })),
  },
  {
    weight: 1,
    arbitrary: id.map((ramp): RowOperation => ({ op: 'delete', table: 'Ramp', where: { id: ramp } })),
  },
)

test('batches give the same rows as one operation after the other', async () => {
  const folder = newFolder()
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(operation, { maxLength: 30 }), { maxLength: 4 }), async (batches) => {
      const file = join(folder, `${(run += 1)}.db`)
      const writer = open(file)
      const expected: Tables = new Map()
      for (const [index, batch] of batches.entries()) {
        await writer.apply(batch, BigInt(index + 1))
        applyOneByOne(expected, batch)
      }
      await writer.complete(startedAt)
      await writer.close()
      for (const table of ['Series', 'Ramp']) {
        const rows = [...(expected.get(table)?.values() ?? [])].sort((left, right) =>
          idOf(left) < idOf(right) ? -1 : 1,
        )
        const stored = rowsOf(file, table.toLowerCase())
        const known = table === 'Series' ? ['id', 'category', 'fromPosition'] : ['id', 'title', 'changeIdea']
        const columns =
          table === 'Series' ? ['id', 'category', 'from_position'] : ['id', 'title', 'change_idea']
        expect(stored.map((row) => columns.map((column) => row[column]))).toEqual(
          rows.map((row) => known.map((column) => row[column])),
        )
      }
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('many rows of one table keep their order: of two with the same key the later stays', async () => {
  const file = join(newFolder(), 'rows.db')
  const writer = open(file)
  const upserts = Array.from({ length: 333 }, (_, index) =>
    series({ id: `s${index % 200}`, fromPosition: BigInt(index) }),
  )
  await writer.apply(upserts, 333n)
  await writer.close()
  const stored = rowsOf(file, 'series')
  expect(stored).toHaveLength(200)
  expect(stored.find((row) => row['id'] === 's0')?.['from_position']).toBe(200n)
  expect(stored.find((row) => row['id'] === 's199')?.['from_position']).toBe(199n)
})

test('rows and checkpoint move together or not at all, whichever statement fails', async () => {
  const file = join(newFolder(), 'rows.db')
  const writer = open(file)
  await writer.apply([series({ id: 'a' })], 1n)
  const saboteur = new Database(file)
  for (const step of ['INSERT ON series', 'UPDATE ON series', 'DELETE ON series', 'UPDATE ON checkpoint']) {
    saboteur.exec(`CREATE TRIGGER broken BEFORE ${step} BEGIN SELECT RAISE(ABORT, 'sabotaged'); END`)
    const batch: RowOperation[] = [
      { op: 'update', table: 'Series', where: { metricId: 'm' }, set: { category: 'changed' } },
      series({ id: 'b' }),
      { op: 'delete', table: 'Series', where: { id: 'a' } },
    ]
    await expect(writer.apply(batch, 2n)).rejects.toThrow('sabotaged')
    saboteur.exec('DROP TRIGGER broken')
    expect(rowsOf(file, 'series').map((row) => [row['id'], row['category']])).toEqual([['a', null]])
    expect(await writer.checkpoint()).toBe(1n)
  }
  saboteur.close()
  await writer.apply([series({ id: 'b' })], 2n)
  expect(rowsOf(file, 'series')).toHaveLength(2)
  await writer.close()
})

test('a second writer that moved the checkpoint makes the first one stop instead of applying events twice', async () => {
  const file = join(newFolder(), 'rows.db')
  const [first, second] = [open(file), open(file)]
  await second.apply([series({ id: 'a' })], 1n)
  await expect(first.apply([series({ id: 'b' })], 1n)).rejects.toThrow('Another writer')
  expect(rowsOf(file, 'series').map((row) => row['id'])).toEqual(['a'])
  await Promise.all([first.close(), second.close()])
})

test('the checkpoint never goes back', async () => {
  const writer = open(join(newFolder(), 'rows.db'))
  await writer.apply([], 5n)
  await expect(writer.apply([], 4n)).rejects.toThrow('cannot go back')
  await writer.close()
})

test.each<[string, RowOperation, string]>([
  ['a table that is not there', { op: 'upsert', table: 'Nothing', row: {} }, 'no table Nothing'],
  ['a column that is not there', series({ id: 'a', nothing: 1 }), 'no column nothing'],
  ['text in a number', series({ id: 'a', fromPosition: '1' }), 'fromPosition is BigInt'],
  ['a fraction in an integer', series({ id: 'a', fromPosition: 1.5 }), 'fromPosition is BigInt'],
  ['a date that is none', series({ id: 'a', openedAt: new Date(NaN) }), 'openedAt is DateTime'],
  ['a number in text', series({ id: 'a', category: 1 }), 'category is String'],
  ['nothing where something must be', series({ id: 'a', metricId: null }), 'NOT NULL'],
  ['a condition left open', { op: 'delete', table: 'Series', where: { id: undefined } }, 'undefined'],
])('%s is refused, and nothing is stored', async (_, operation_, message) => {
  const file = join(newFolder(), 'rows.db')
  const writer = open(file)
  await expect(writer.apply([series({ id: 'z' }), operation_], 1n)).rejects.toThrow(message)
  expect(rowsOf(file, 'series')).toEqual([])
  await writer.close()
})

test('indexes wait for the end of the build, except where an update has to search', async () => {
  const file = join(newFolder(), 'rows.db')
  const indexes = () =>
    rowsOf(file, 'sqlite_master')
      .filter((row) => row['type'] === 'index' && row['sql'] !== null && row['tbl_name'] === 'reading')
      .map((row) => row['name'])
  const writer = open(file)
  expect(indexes()).toEqual([])
  await writer.apply(
    [
      {
        op: 'update',
        table: 'Reading',
        where: { readingId: 'r', toPosition: null },
        set: { toPosition: 1n },
      },
    ],
    1n,
  )
  expect(indexes()).toEqual(['reading_reading_id_idx'])
  await writer.complete(startedAt)
  expect(indexes()).toEqual([
    'reading_reading_id_idx',
    'reading_period_id_idx',
    'reading_series_id_period_from_position_idx',
  ])
  await writer.close()
})

test('tells rows that it will never take from a file that it cannot write just now', async () => {
  const writer = open(join(newFolder(), 'rows.db'))
  const refused = async (operations: readonly RowOperation[]): Promise<unknown> =>
    writer.apply(operations, 1n).then(
      () => null,
      (cause: unknown) => writer.isRefusal?.(cause),
    )
  expect(await refused([series({ id: 7 })])).toBe(true)
  expect(await refused([series({ id: null })])).toBe(true)
  expect(await refused([{ op: 'delete', table: 'Nowhere', where: {} }])).toBe(true)
  const code = (name: string) => Object.assign(new Error(name), { code: name })
  const passing = ['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_BUSY'].map(code)
  expect(passing.map((cause) => writer.isRefusal?.(cause))).toEqual([false, false, false])
  await writer.close()
})
