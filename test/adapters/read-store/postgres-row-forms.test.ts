import type { RowOperation } from '../../../src/eventsourcing/projection.js'
import { openPostgresRowWriter } from '../../../src/adapters/read-store/postgres-row-writer.js'
import { rowDatabase, type RowDatabase } from '../../support/postgres-rows.js'
import { openedAt, series } from './row-operations.js'

let database: RowDatabase

beforeEach(async () => {
  database = await rowDatabase()
})
afterEach(() => database.dispose())

test('what many rows all say is theirs as if each had said it, also where it is nothing', async () => {
  const writer = await database.writer()
  const rowsOf = (name: string, categoryOf: (index: number) => string | null) =>
    Array.from({ length: 150 }, (_, index) =>
      series({ id: `${name}${index}`, category: categoryOf(index), fromPosition: BigInt(index % 2) }),
    )
  const batches = [
    rowsOf('a', () => null),
    rowsOf('b', () => '{"x"}'),
    rowsOf('c', (index) => (index === 149 ? 'last' : null)),
    rowsOf('a', (index) => (index === 0 ? null : 'later')),
  ]
  for (const [index, batch] of batches.entries()) await writer.apply(batch, BigInt(index + 1))
  const counted = await database.query<object>(
    `SELECT left(id, 1) AS name, category, from_position, count(*)::int FROM series
     WHERE metric_id = 'm' AND locality_id = 'l' GROUP BY 1, 2, 3 ORDER BY 1, 2 NULLS FIRST, 3`,
  )
  expect(counted.map((row): unknown[] => Object.values(row))).toEqual([
    ['a', null, '0', 1],
    ['a', 'later', '0', 74],
    ['a', 'later', '1', 75],
    ['b', '{"x"}', '0', 75],
    ['b', '{"x"}', '1', 75],
    ['c', null, '0', 75],
    ['c', null, '1', 74],
    ['c', 'last', '1', 1],
  ])
})

test('rows that are said to be fresh are not looked for, unless that was wrong once', async () => {
  const lease = await database.lease()
  const asked = jest.spyOn(lease.client, 'query')
  // Made ready once, while the rows before are on their way, as a build does.
  const coming: RowOperation[][] = []
  const onSent = () => coming.splice(0).forEach((operations) => writer.prepare(operations))
  const writer = await openPostgresRowWriter({ lease, onSent })
  const fresh = (id: string, category: string): RowOperation => ({
    ...{ op: 'upsert', table: 'Series', fresh: true },
    row: { id, metricId: 'm', localityId: 'l', openedAt, category, fromPosition: 1n },
  })
  const looked = () =>
    asked.mock.calls
      .map(([query]) => (query as { text?: string }).text ?? '')
      .filter((text) => text.startsWith('INSERT'))
      .map((text) => text.includes('ON CONFLICT'))
  const next = [fresh('c', 'z')]
  await writer.apply([fresh('a', 'x'), fresh('b', 'x')], 1n)
  await writer.apply([fresh('c', 'x'), series({ id: 'd' })], 2n)
  expect(looked()).toEqual([false, true])
  coming.push(next)
  await writer.apply([fresh('a', 'y'), fresh('e', 'y')], 3n)
  await writer.apply(next, 4n)
  expect(looked().slice(2)).toEqual([false, true, true])
  const stored = await database.query<{ id: string; category: string | null }>(
    'SELECT id, category FROM series ORDER BY id',
  )
  expect(stored.map(({ id, category }) => `${id} ${category ?? 'nothing'}`)).toEqual([
    'a y',
    'b x',
    'c z',
    'd nothing',
    'e y',
  ])
  expect(await writer.checkpoint()).toBe(4n)
})

test('what must be unique is refused as before, however rows are written', async () => {
  const writer = await database.writer()
  await database.query('ALTER TABLE series ADD UNIQUE (category)')
  await writer.apply([series({ id: 'a', category: 'x' })], 1n)
  for (const fresh of [true, undefined]) {
    const twice = { ...series({ id: 'b', category: 'x' }), ...(fresh && { fresh }) } as RowOperation
    const refused = await writer.apply([twice], 2n).catch((cause: unknown) => cause)
    expect(String(refused)).toContain('duplicate key')
    expect(writer.isRefusal?.(refused)).toBe(true)
  }
  expect(await writer.checkpoint()).toBe(1n)
})
