import { join } from 'node:path'

import Database from 'libsql'

import { openSqliteEventStore } from '../../../src/adapters/event-store/sqlite.js'
import { verifySqliteLog } from '../../../src/adapters/event-store/verify-sqlite.js'
import type { AppendBatch, EventStore } from '../../../src/eventsourcing/event-store.js'
import { batch } from '../../support/event-store-batches.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

/** So many at once go in two groups: the second is settled while the first is on its way to the disk. */
const MANY = 40

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

  const numbers = Array.from({ length: MANY }, (_, n) => n)
  const appendAll = (batches: readonly AppendBatch[]) =>
    Promise.all(batches.map((each) => store.append(each)))
  const kindsOf = (outcomes: readonly { readonly kind: string }[]) => [
    ...new Set(outcomes.map(({ kind }) => kind)),
  ]
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

  test.each([
    ['records nothing new', (n: number) => batch(`stored ${n}`, `thing-${n}`)],
    [
      'is too long for a script',
      (n: number) => batch(`long ${n}`, `thing-${n}`, { data: { text: 'x'.repeat(20_000) } }),
    ],
  ])('are answered rightly when the second of three %s', async (_, second) => {
    await appendAll(numbers.map((n) => batch(`stored ${n}`, `thing-${n}`)))
    const before = await store.head()
    const first = appendAll(numbers.slice(0, MANY / 2).map((n) => batch(`a${n}`, `thing-${n}`)))
    // In the turns of the event loop that follow, so that each is a group of its own.
    const others = [second, (n: number) => batch(`b${n}`, `thing-${n}`)].map((make) =>
      new Promise<void>((resolve) => {
        setImmediate(resolve)
      }).then(() => appendAll(numbers.slice(0, MANY / 2).map(make))),
    )
    const outcomes = await Promise.all([first, ...others])
    expect(kindsOf(outcomes[0])).toEqual(['appended'])
    expect(kindsOf(outcomes[2] ?? [])).toEqual(['appended'])
    const events = outcomes.flat().filter(({ kind }) => kind === 'appended').length
    expect(events % (MANY / 2)).toBe(0)
    await isSound(Number(before) + events)
  })
})
