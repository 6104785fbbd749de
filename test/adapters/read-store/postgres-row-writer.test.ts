import fc from 'fast-check'
import Database from 'libsql'
import { join } from 'node:path'
import { openSqliteRowWriter } from '../../../src/adapters/read-store/sqlite.js'
import { CheckpointMoved, type RowOperation } from '../../../src/eventsourcing/projection.js'
import { rowDatabase, type RowDatabase } from '../../support/postgres-rows.js'
import { newFolder } from './files.js'
import { applyOneByOne, idOf, type Tables } from './one-by-one.js'
import { openedAt, operation, series } from './row-operations.js'

const startedAt = new Date('2024-04-01T09:00:00Z')
let database: RowDatabase

beforeEach(async () => {
  database = await rowDatabase()
})
afterEach(() => database.dispose())

interface StoredSeries {
  readonly id: string
  readonly metric_id: string
  readonly category: string | null
  readonly from_position: string
}

const seriesRows = () => database.query<StoredSeries>('SELECT * FROM series ORDER BY id')
const ramps = () => database.query<{ id: string; title: string }>('SELECT id, title FROM ramp ORDER BY id')

const shown = (cells: readonly unknown[][]) =>
  cells.map((row) => row.map((cell) => (typeof cell === 'bigint' ? cell.toString() : (cell ?? null))))

const expectedOf = (tables: Tables, table: string, columns: readonly string[]) =>
  shown(
    [...(tables.get(table)?.values() ?? [])]
      .sort((left, right) => (idOf(left) < idOf(right) ? -1 : 1))
      .map((row) => columns.map((column) => row[column])),
  )

test('what was prepared is applied when it comes, and nothing of it when something else comes', async () => {
  const writer = await database.writer()
  const [one, two, three] = ['1', '2', '3'].map((id) => [series({ id })])
  writer.prepare(one ?? [])
  await writer.apply(two ?? [], 1n)
  expect((await seriesRows()).map(({ id }) => id)).toEqual(['2'])
  writer.prepare(three ?? [])
  await writer.apply(three ?? [], 2n)
  await writer.apply(one ?? [], 3n)
  expect((await seriesRows()).map(({ id }) => id)).toEqual(['1', '2', '3'])
})

test('batches give the same rows as one operation after the other, here and in SQLite', async () => {
  const folder = newFolder()
  const writer = await database.writer()
  let run = 0
  let position = 0n
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(operation, { maxLength: 40 }), { maxLength: 4 }), async (batches) => {
      await database.query('TRUNCATE series, ramp')
      const file = join(folder, `${(run += 1)}.db`)
      const inFile = openSqliteRowWriter(file, { generation: 'read-test', startedAt })
      const expected: Tables = new Map()
      for (const [index, batch] of batches.entries()) {
        await writer.apply(batch, (position += 1n))
        await inFile.apply(batch, BigInt(index + 1))
        applyOneByOne(expected, batch)
      }
      await inFile.close()
      const stored = (await seriesRows()).map((row) => [
        row.id,
        row.metric_id,
        row.category,
        row.from_position,
      ])
      expect(stored).toEqual(expectedOf(expected, 'Series', ['id', 'metricId', 'category', 'fromPosition']))
      const titles = (await ramps()).map((row) => [row.id, row.title])
      expect(titles).toEqual(expectedOf(expected, 'Ramp', ['id', 'title']))
      const db = new Database(file)
      const inSqlite = db
        .prepare('SELECT id, metric_id, category, from_position FROM series ORDER BY id')
        .raw()
      expect(stored).toEqual(shown(inSqlite.safeIntegers().all() as unknown[][]))
      db.close()
    }),
    { numRuns: 80 },
  )
}, 120_000)

test('many rows of one table keep their order: of two with the same key the later stays', async () => {
  const writer = await database.writer()
  const upserts = Array.from({ length: 333 }, (_, index) =>
    series({ id: `s${index % 200}`, fromPosition: BigInt(index) }),
  )
  await writer.apply(upserts, 333n)
  const stored = await seriesRows()
  expect(stored).toHaveLength(200)
  expect(stored.find(({ id }) => id === 's0')?.from_position).toBe('200')
  expect(stored.find(({ id }) => id === 's199')?.from_position).toBe('199')
})

test('each row keeps what it says, whether the row before it says the same, something else or nothing', async () => {
  const writer = await database.writer()
  const moments = [startedAt, new Date(startedAt), new Date('2024-04-01T09:00:00.001Z'), startedAt]
  const categories = ['x', 'x', null, 'y', null, 'NULL', 'x']
  const rows = Array.from({ length: 28 }, (_, index) => ({
    id: `s${String(index).padStart(2, '0')}`,
    openedAt: moments[index % moments.length],
    category: categories[index % categories.length],
    metricId: index % 3 === 0 ? 'm' : 'l',
  }))
  await writer.apply(rows.map(series), 1n)
  const stored = await database.query('SELECT id, opened_at, category, metric_id FROM series ORDER BY id')
  expect(stored).toEqual(
    rows.map(({ id, openedAt, category, metricId }) => ({
      ...{ id, category },
      opened_at: openedAt,
      metric_id: metricId,
    })),
  )
})

test('corrections of many rows are a few statements, not two for each', async () => {
  const lease = await database.lease()
  const asked = jest.spyOn(lease.client, 'query')
  const { openPostgresRowWriter } = await import('../../../src/adapters/read-store/postgres-row-writer.js')
  const writer = await openPostgresRowWriter({ lease })
  const correction = (number: number): RowOperation[] => [
    {
      op: 'update',
      table: 'Series',
      where: { metricId: `m${number}`, category: null },
      set: { category: 'old' },
    },
    series({ id: `n${number}`, metricId: `m${number}` }),
  ]
  await writer.apply(Array.from({ length: 200 }, (_, number) => correction(number)).flat(), 1n)
  asked.mockClear()
  await writer.apply(Array.from({ length: 200 }, (_, number) => correction(number)).flat(), 2n)
  expect(asked.mock.calls.length).toBeLessThan(10)
  expect((await seriesRows()).filter(({ category }) => category === null)).toHaveLength(200)
})

test('rows and checkpoint move together or not at all, whichever statement fails', async () => {
  const writer = await database.writer()
  await writer.apply([series({ id: 'a' })], 1n)
  await database.query(
    "CREATE FUNCTION sabotage() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'sabotaged'; END$$",
  )
  for (const step of ['INSERT ON series', 'UPDATE ON series', 'DELETE ON series', 'UPDATE ON checkpoint']) {
    await database.query(`CREATE TRIGGER broken BEFORE ${step} EXECUTE FUNCTION sabotage()`)
    const batch: RowOperation[] = [
      { op: 'update', table: 'Series', where: { metricId: 'm' }, set: { category: 'changed' } },
      series({ id: 'b' }),
      { op: 'delete', table: 'Series', where: { id: 'a' } },
    ]
    await expect(writer.apply(batch, 2n)).rejects.toThrow('sabotaged')
    await database.query(`DROP TRIGGER broken ON ${step.split(' ').at(-1)}`)
    expect((await seriesRows()).map(({ id, category }) => [id, category])).toEqual([['a', null]])
    expect(await writer.checkpoint()).toBe(1n)
  }
  await writer.apply([series({ id: 'b' })], 2n)
  expect(await seriesRows()).toHaveLength(2)
})

test('only one has the lease, and whoever has lost it cannot write any more', async () => {
  const first = await database.writer()
  await expect(database.lease()).rejects.toThrow('somebody else')
  await database.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'waymark rows %' AND datname = current_database()",
  )
  await expect(first.apply([series({ id: 'a' })], 1n)).rejects.toThrow(CheckpointMoved)
  const second = await database.writer()
  await second.apply([series({ id: 'b' })], 1n)
  await expect(first.apply([series({ id: 'a' })], 1n)).rejects.toThrow(CheckpointMoved)
  expect((await seriesRows()).map(({ id }) => id)).toEqual(['b'])
})

test('a checkpoint that somebody moved is noticed even with the lease in hand', async () => {
  const writer = await database.writer()
  await database.query('UPDATE checkpoint SET position = 7')
  await expect(writer.apply([series({ id: 'a' })], 1n)).rejects.toThrow(CheckpointMoved)
  expect(await seriesRows()).toEqual([])
  expect(await writer.checkpoint()).toBe(7n)
  await writer.apply([series({ id: 'a' })], 8n)
  await expect(writer.apply([], 6n)).rejects.toThrow('cannot go back')
})

test.each<[string, RowOperation, string]>([
  ['a table that is not there', { op: 'upsert', table: 'Nothing', row: {} }, 'no table Nothing'],
  ['a column that is not there', series({ id: 'a', nothing: 1 }), 'no column nothing'],
  ['text in a number', series({ id: 'a', fromPosition: '1' }), 'fromPosition is BigInt'],
  ['a fraction in an integer', series({ id: 'a', fromPosition: 1.5 }), 'fromPosition is BigInt'],
  ['a date that is none', series({ id: 'a', openedAt: new Date(NaN) }), 'openedAt is DateTime'],
  ['a number in text', series({ id: 'a', category: 1 }), 'category is String'],
  ['a moment as a number', series({ id: 'a', openedAt: openedAt.getTime() }), 'openedAt is DateTime'],
  ['nothing where something must be', series({ id: 'a', metricId: null }), 'not-null'],
  ['a row without a key', series({ id: null }), 'not-null'],
  ['a condition left open', { op: 'delete', table: 'Series', where: { id: undefined } }, 'undefined'],
])('%s is refused, and nothing is stored', async (_, operation_, message) => {
  const writer = await database.writer()
  const refused = await writer.apply([series({ id: 'z' }), operation_], 1n).catch((cause: unknown) => cause)
  expect(String(refused)).toContain(message)
  expect(writer.isRefusal?.(refused)).toBe(true)
  expect(await seriesRows()).toEqual([])
  await writer.apply([series({ id: 'z' })], 1n)
})

test('a row of nothing at all is refused too', async () => {
  const writer = await database.writer()
  const nothing: RowOperation = { op: 'upsert', table: 'Series', row: {} }
  await expect(writer.apply([nothing], 1n)).rejects.toThrow('not-null')
  expect(await writer.checkpoint()).toBe(0n)
})

test('indexes wait for the end of the build, except where an update has to search', async () => {
  const indexes = async () =>
    (
      await database.query<{ indexname: string }>(
        "SELECT indexname FROM pg_indexes WHERE tablename = 'reading' AND indexname <> 'reading_pkey' ORDER BY 1",
      )
    ).map(({ indexname }) => indexname)
  const writer = await database.writer()
  expect(await indexes()).toEqual([])
  const where = { readingId: 'r', toPosition: null }
  await writer.apply([{ op: 'update', table: 'Reading', where, set: { toPosition: 1n } }], 1n)
  expect(await indexes()).toEqual(['reading_reading_id_idx'])
  await writer.complete(startedAt)
  expect(await indexes()).toEqual([
    'reading_period_id_idx',
    'reading_reading_id_idx',
    'reading_series_id_period_from_position_idx',
  ])
  const [generation] = await database.query<{ completed_at: Date }>('SELECT completed_at FROM generation')
  expect(generation?.completed_at).toEqual(startedAt)
})
