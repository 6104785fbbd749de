import { join } from 'node:path'
import type { PrismaClient } from '../../../prisma/client/client.js'
import { openReadableRows, type ReadableRows } from '../../../src/adapters/read-store/sqlite-read-client.js'
import { openSqliteRowWriter, type SqliteRowWriter } from '../../../src/adapters/read-store/sqlite.js'
import type { Row, RowOperation } from '../../../src/eventsourcing/projection.js'
import { newFolder } from './files.js'

const instant = new Date('2024-02-29T23:59:59.999Z')
const LARGEST = 9_223_372_036_854_775_807n

let writer: SqliteRowWriter
let rows: ReadableRows
let client: PrismaClient

beforeEach(async () => {
  const file = join(newFolder(), 'rows.db')
  writer = openSqliteRowWriter(file, { generation: 'read-test', startedAt: instant })
  rows = await openReadableRows(file)
  client = rows.client
})

afterEach(async () => {
  await rows.close()
  await writer.close()
})

const definition = (row: Row): RowOperation => ({
  op: 'upsert',
  table: 'MetricDefinition',
  row: {
    ...{
      id: 'd',
      metricId: 'm',
      version: 3,
      name: 'n',
      nature: 'q',
      multiplier: 0.1,
      unit: 'u',
      direction: 'd',
    },
    ...{
      cadence: 'c',
      purpose: 'p',
      aggregation: 'a',
      reliability: 'r',
      caveats: [],
      breaksComparability: false,
    },
    fromPosition: 1n,
    ...row,
  },
})

const json = { list: [1, 2.5, null, true], text: '“ü”\n\u0000', nested: { empty: {} } }

test('every type of column comes back through Prisma as it was written', async () => {
  const row = { fromPosition: LARGEST, scaleLowest: -1e-300, caveats: json, breaksComparability: true }
  await writer.apply([definition(row)], 1n)
  expect(await client.metricDefinition.findUniqueOrThrow({ where: { id: 'd' } })).toMatchObject({
    version: 3,
    multiplier: 0.1,
    scaleLowest: -1e-300,
    scaleHighest: null,
    typicalLagDays: null,
    caveats: json,
    breakdown: null,
    breaksComparability: true,
    effectiveOn: null,
    fromPosition: LARGEST,
    toPosition: null,
  })
})

test.each([
  ['whole numbers in a fraction column', { multiplier: 100 }, { multiplier: 100 }],
  ['a JSON list', { breakdown: ['a', 'b'] }, { breakdown: ['a', 'b'] }],
  ['text with quotes, emoji and control characters', { name: '\'"; --\t😀' }, { name: '\'"; --\t😀' }],
  ['an empty text', { description: '' }, { description: '' }],
  ['false', { breaksComparability: false }, { breaksComparability: false }],
])('%s come back as they were', async (_, row, expected) => {
  await writer.apply([definition(row)], 1n)
  expect(await client.metricDefinition.findFirst()).toMatchObject(expected)
})

test('instants, booleans, integers and null are found by the conditions of Prisma', async () => {
  const series = (
    id: string,
    openedAt: Date,
    fromPosition: bigint,
    category: string | null,
  ): RowOperation => ({
    op: 'upsert',
    table: 'Series',
    row: { id, metricId: 'm', localityId: 'l', category, openedAt, fromPosition },
  })
  const before = new Date(instant.getTime() - 1)
  await writer.apply([series('a', before, 9n, null), series('b', instant, 10n, 'x'), definition({})], 1n)
  const ids = async (where: object): Promise<string[]> =>
    (await client.series.findMany({ where, orderBy: { openedAt: 'desc' } })).map(({ id }) => id)
  expect(await ids({})).toEqual(['b', 'a'])
  expect(await ids({ openedAt: { gte: instant } })).toEqual(['b'])
  expect(await ids({ openedAt: { lt: instant } })).toEqual(['a'])
  expect(await ids({ openedAt: instant })).toEqual(['b'])
  expect(await ids({ fromPosition: { gt: 9n } })).toEqual(['b'])
  expect(await ids({ category: null })).toEqual(['a'])
  expect(await client.metricDefinition.count({ where: { breaksComparability: false } })).toBe(1)
  expect(await client.metricDefinition.count({ where: { version: { in: [3, 4] } } })).toBe(1)
  const [opened] = await client.series.findMany({ select: { openedAt: true }, where: { id: 'b' } })
  expect(opened?.openedAt).toEqual(instant)
})

const note = (id: number, position: bigint): RowOperation => ({
  op: 'upsert',
  table: 'Ramp',
  row: { id: String(id), projectId: 'p', title: 't', changeIdea: 'c', fromPosition: position },
})

test('a transaction sees one state throughout, while batches go on', async () => {
  await writer.apply([note(1, 1n)], 1n)
  await client.$transaction(async (reads) => {
    expect(await reads.ramp.count()).toBe(1)
    await writer.apply([note(2, 2n), note(3, 3n)], 3n)
    expect(await reads.ramp.count()).toBe(1)
    expect((await reads.checkpoint.findFirst())?.position).toBe(1n)
  })
  expect(await client.ramp.count()).toBe(3)
  expect((await client.checkpoint.findFirst())?.position).toBe(3n)
})

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('queries beside a busy writer never see half a batch', async () => {
  const write = async (): Promise<void> => {
    for (let batch = 0n; batch < 30n; batch += 1n) {
      const from = batch * 100n
      const operations = Array.from({ length: 100 }, (_, index) => note(Number(from) + index, from))
      await writer.apply(operations, from + 100n)
      await turn()
    }
  }
  const seen: number[] = []
  const read = async (): Promise<void> => {
    while (seen.at(-1) !== 3000) {
      seen.push(await client.ramp.count())
      await turn()
    }
  }
  await Promise.all([write(), read()])
  expect(seen.length).toBeGreaterThan(1)
  for (const count of seen) expect(count % 100).toBe(0)
})

test('a page may be of rows that are named by thousands of ids', async () => {
  await writer.apply([definition({ id: 'd' }), definition({ id: 'e', version: 4 })], 1n)
  const ids = [...Array.from({ length: 20_000 }, (_, number) => `other-${number}`), 'd', 'e']
  const page = { where: { id: { in: ids } }, orderBy: { version: 'desc' as const }, take: 1 }
  expect(await client.metricDefinition.findMany(page)).toMatchObject([{ id: 'e' }])
  expect(await client.metricDefinition.count({ where: { id: { in: ids } } })).toBe(2)
})

describe('rows in the place of others', () => {
  let there: SqliteRowWriter
  let next: ReadableRows

  beforeEach(async () => {
    const file = join(newFolder(), 'next.db')
    there = openSqliteRowWriter(file, { generation: 'next', startedAt: instant })
    await writer.apply([note(1, 1n)], 1n)
    await there.apply([note(1, 1n), note(2, 2n)], 2n)
    next = await rows.next(file)
  })

  afterEach(async () => {
    await next.close()
    await there.close()
  })

  test('are read by the same client once they are entered, and stay when the others are closed', async () => {
    expect(next.client).toBe(client)
    expect(await client.ramp.count()).toBe(1)
    next.enter()
    expect(await client.ramp.count()).toBe(2)
    await rows.close()
    expect(await client.ramp.count()).toBe(2)
  })

  test('leave a transaction that began before with what it sees', async () => {
    await client.$transaction(async (reads) => {
      expect(await reads.ramp.count()).toBe(1)
      next.enter()
      expect(await reads.ramp.count()).toBe(1)
    })
    expect(await client.ramp.count()).toBe(2)
  })

  test('that are never entered are closed alone', async () => {
    await next.close()
    expect(await client.ramp.count()).toBe(1)
  })
})
