import { join } from 'node:path'

import Database from 'libsql'

import { prepareBatch } from '../../../src/adapters/event-store/prepared-batch.js'
import {
  openForCommits,
  openForScripts,
  openForWriting,
} from '../../../src/adapters/event-store/sqlite-database.js'
import { SqliteLedger } from '../../../src/adapters/event-store/sqlite-ledger.js'
import { createSqliteWriter } from '../../../src/adapters/event-store/sqlite-writer.js'
import { openSqliteEventStore } from '../../../src/adapters/event-store/sqlite.js'
import { verifySqliteLog } from '../../../src/adapters/event-store/verify-sqlite.js'
import type { AppendBatch, EventStore } from '../../../src/eventsourcing/event-store.js'
import { batch } from '../../support/event-store-batches.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

/** So many at once go in two groups: the second is settled while the first is on its way to the disk. */
const MANY = 40

const numbers = Array.from({ length: MANY }, (_, n) => n)
const kindsOf = (outcomes: readonly { readonly kind: string }[]) => [
  ...new Set(outcomes.map(({ kind }) => kind)),
]

describe('two groups of appends to SQLite at once', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let file: string
  let store: EventStore
  beforeEach(() => {
    folder = temporaryFolder()
    file = join(folder.path, 'events.db')
    store = openSqliteEventStore(file, { busyTimeout: 20 })
  })
  afterEach(async () => {
    await store.close()
    folder.remove()
  })

  const appendAll = (batches: readonly AppendBatch[]) =>
    Promise.all(batches.map((each) => store.append(each)))
  const isSound = async (events: number): Promise<void> => {
    await store.close()
    expect(verifySqliteLog(file)).toMatchObject({ events, findings: [] })
    store = openSqliteEventStore(file)
  }

  test('continue one stream, the second from where the first will have left it', async () => {
    const outcomes = await appendAll(
      numbers.map((n) => batch(`c${n}`, 'thing-1', { expected: n === 0 ? 'none' : BigInt(n - 1) })),
    )
    expect(outcomes.map((outcome) => outcome.kind === 'appended' && outcome.revisions)).toEqual(
      numbers.map((n) => [BigInt(n)]),
    )
    await isSound(MANY)
  })

  test('know each other: a command of the first is not recorded again by the second', async () => {
    const outcomes = await appendAll(numbers.map((n) => batch(`c${n % 5}`, `thing-${n % 5}`)))
    expect(kindsOf(outcomes.slice(0, 5))).toEqual(['appended'])
    expect(kindsOf(outcomes.slice(5))).toEqual(['replayed'])
    await isSound(5)
  })

  test('answer a conflict with what the first recorded', async () => {
    const outcomes = await appendAll(numbers.map((n) => batch(`c${n}`, 'thing-1', { expected: 'none' })))
    expect(outcomes[0]?.kind).toBe('appended')
    expect(outcomes.slice(1)).toEqual(
      numbers.slice(1).map(() => ({ kind: 'conflict', stream: 'thing-1', expected: 'none', actual: 0n })),
    )
    await isSound(1)
  })

  test('are settled anew when somebody else has written, and nobody is refused for it', async () => {
    await store.append(batch('first', 'thing-1'))
    const there = openSqliteEventStore(file)
    await there.append(batch('theirs', 'thing-1'))
    const outcomes = await appendAll(numbers.map((n) => batch(`c${n}`, 'thing-1')))
    expect(outcomes.map((outcome) => outcome.kind === 'appended' && outcome.revisions)).toEqual(
      numbers.map((n) => [BigInt(n + 2)]),
    )
    await there.close()
    await isSound(MANY + 2)
  })

  test('fail together when the log is locked, record nothing, and leave no trace', async () => {
    await store.append(batch('first', 'thing-1'))
    const there = new Database(file)
    there.exec('BEGIN IMMEDIATE')
    const outcomes = await Promise.allSettled(numbers.map((n) => store.append(batch(`c${n}`, `new-${n}`))))
    there.exec('ROLLBACK')
    there.close()
    expect(kindsOf(outcomes.map(({ status }) => ({ kind: status })))).toEqual(['rejected'])
    expect(await store.head()).toBe(1n)
    expect(kindsOf(await appendAll(numbers.map((n) => batch(`c${n}`, `new-${n}`))))).toEqual(['appended'])
    await isSound(MANY + 1)
  })
})

describe('three groups that are handed to the SQLite writer one behind the other', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let file: string
  beforeEach(() => {
    folder = temporaryFolder()
    file = join(folder.path, 'events.db')
  })
  afterEach(() => folder.remove())

  const limits = { busyTimeout: 20 }

  const opened = () => {
    const database = openForWriting(file, limits)
    const connections = {
      alone: openForCommits(file, limits),
      elsewhere: openForScripts(file, limits),
      copying: openForScripts(file, limits),
    }
    const options = { clock: () => new Date('2026-03-01T09:00:00Z'), report: () => undefined }
    const writer = createSqliteWriter(database, connections, new SqliteLedger(database), options)
    const close = async (): Promise<void> => {
      writer.stop()
      await connections.copying.close()
      await connections.elsewhere.close()
      connections.alone.close()
      database.close()
    }
    const groupsOf = (...groups: readonly ((n: number) => AppendBatch)[]) =>
      Promise.allSettled(
        groups.map(async (make) => {
          const outcomes = await writer.later(numbers.map((n) => prepareBatch(make(n))))
          return kindsOf(
            outcomes.map((outcome) => ('result' in outcome ? outcome.result : { kind: 'fault' })),
          )
        }),
      )
    return { close, groupsOf }
  }

  const told = (outcomes: readonly PromiseSettledResult<readonly string[]>[]) =>
    outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.status))
  const fresh = (name: string) => (n: number) => batch(`${name} ${n}`, `thing-${n}`)
  const long = (n: number) => batch(`long ${n}`, `thing-${n}`, { data: { text: 'x'.repeat(20_000) } })

  test.each([
    ['records nothing new', fresh('stored'), 'replayed', 3],
    ['is too long for a script', long, 'appended', 4],
  ])('are all answered rightly when the second %s', async (_, second, kind, groups) => {
    const { close, groupsOf } = opened()
    await groupsOf(fresh('stored'))
    expect(told(await groupsOf(fresh('a'), second, fresh('b')))).toEqual([['appended'], [kind], ['appended']])
    await close()
    expect(verifySqliteLog(file)).toMatchObject({ events: groups * MANY, findings: [] })
  })

  test('are refused each for itself when the log is locked, and the next is stored', async () => {
    const { close, groupsOf } = opened()
    await groupsOf(fresh('stored'))
    const there = new Database(file)
    there.exec('BEGIN IMMEDIATE')
    expect(told(await groupsOf(fresh('a'), fresh('b'), fresh('c')))).toEqual([
      'rejected',
      'rejected',
      'rejected',
    ])
    there.exec('ROLLBACK')
    there.close()
    expect(told(await groupsOf(fresh('a'), fresh('b')))).toEqual([['appended'], ['appended']])
    await close()
    expect(verifySqliteLog(file)).toMatchObject({ events: 3 * MANY, findings: [] })
  })
})
