import { join } from 'node:path'

import Database from 'libsql'

import { openSqliteEventStore } from '../../../src/adapters/event-store/sqlite.js'
import { verifySqliteLog } from '../../../src/adapters/event-store/verify-sqlite.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import { batch } from '../../support/event-store-batches.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

describe('an append to SQLite that fails', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let file: string
  beforeEach(() => {
    folder = temporaryFolder()
    file = join(folder.path, 'events.db')
  })
  afterEach(() => folder.remove())

  const manyAtOnce = (store: EventStore, name: string) =>
    Promise.all(Array.from({ length: 20 }, (_, n) => store.append(batch(`${name} ${n}`, `thing-${n}`))))

  test.each([
    ['to a stream that is known', 'thing-1'],
    ['to a new stream', 'other-1'],
  ])('for the log was locked, %s, leaves reading and appending as they were', async (_, stream) => {
    const store = openSqliteEventStore(file, { busyTimeout: 20 })
    await store.append(batch('a', 'thing-1'))
    const there = new Database(file)
    there.exec('BEGIN IMMEDIATE')
    await expect(store.append(batch('b', stream))).rejects.toThrow('locked')
    there.exec('ROLLBACK')
    expect(await store.head()).toBe(1n)
    await manyAtOnce(store, 'first')
    expect(await store.head()).toBe(21n)
    // Nobody stays at an earlier moment, so that the write-ahead log can begin anew.
    expect(there.pragma('wal_checkpoint(TRUNCATE)')).toMatchObject([{ busy: 0 }])
    there.close()
    expect(await store.findCommand('first 7')).toMatchObject({ commandId: 'first 7' })
    expect((await store.append(batch('b', stream))).kind).toBe('appended')
    await manyAtOnce(store, 'second')
    expect(await store.head()).toBe(42n)
    await store.close()
    expect(verifySqliteLog(file)).toMatchObject({ events: 42, findings: [] })
  })

  test('is not the large one that comes while others are settled: it waits for its turn', async () => {
    const store = openSqliteEventStore(file, { busyTimeout: 1 })
    const large = { text: 'x'.repeat(400_000) }
    await store.append(batch('large 0', 'large-1', { data: large }))
    for (let round = 1; round <= 4; round += 1) {
      await Promise.all(
        Array.from({ length: 1_500 }, (_, n) => store.append(batch(`${round} ${n}`, `thing-${n % 10}`))),
      )
      expect((await store.append(batch(`large ${round}`, 'large-1', { data: large }))).kind).toBe('appended')
    }
    expect(await store.head()).toBe(6_005n)
    await store.close()
    expect(verifySqliteLog(file)).toMatchObject({ events: 6_005, findings: [] })
  })

  test('with the log too damaged to look at leaves no gap when that is put right', async () => {
    const store = openSqliteEventStore(file, { busyTimeout: 20 })
    await store.append(batch('a', 'thing-1'))
    const there = new Database(file)
    const head = there.prepare('SELECT * FROM head').raw().get() as (string | number)[]
    there.exec('DELETE FROM head')
    there.exec('BEGIN IMMEDIATE')
    await expect(store.append(batch('b', 'thing-1'))).rejects.toThrow()
    there.exec('ROLLBACK')
    there.prepare('INSERT INTO head VALUES (?, ?, ?, ?, ?, ?, ?)').run(...head)
    there.close()
    expect((await store.append(batch('c', 'thing-1'))).kind).toBe('appended')
    await store.close()
    expect(verifySqliteLog(file)).toMatchObject({ events: 2, commands: 2, findings: [] })
  })

  test('for its command was recorded and its record is lost is refused, and so is its group', async () => {
    const before = openSqliteEventStore(file)
    await before.append({ ...batch('lost', 'none'), writes: [] })
    await before.append(batch('a', 'thing-1'))
    await before.close()
    const there = new Database(file)
    there.exec('DELETE FROM eventless_command')
    there.close()
    const store = openSqliteEventStore(file)
    const group = await Promise.allSettled([
      store.append(batch('lost', 'thing-1')),
      store.append(batch('innocent', 'thing-2')),
    ])
    expect(group).toEqual([
      {
        status: 'rejected',
        reason: expect.objectContaining({
          message: expect.stringContaining('waymark verify') as string,
        }) as Error,
      },
      expect.objectContaining({ status: 'rejected' }),
    ])
    expect(await store.head()).toBe(1n)
    expect(await store.findCommand('innocent')).toBeNull()
    expect((await store.append(batch('innocent', 'thing-2'))).kind).toBe('appended')
    await store.close()
  })

  test('is none when only the keys cannot be written: that is told, and appending goes on', async () => {
    const failures: unknown[] = []
    const store = openSqliteEventStore(file, { report: (failure) => failures.push(failure) })
    await store.append(batch('a', 'thing-1'))
    const there = new Database(file)
    there.exec('INSERT INTO stream_event VALUES (1, 3, 4)')
    there.close()
    await Promise.all(Array.from({ length: 1_500 }, (_, n) => store.append(batch(`c${n}`, 'thing-1'))))
    while (failures.length === 0) await store.append(batch(`later ${await store.head()}`, 'thing-1'))
    expect(failures[0]).toMatchObject({ message: expect.stringContaining('stream_event') as string })
    expect((await store.append(batch('last', 'thing-1'))).kind).toBe('appended')
    await store.close()
  })
})
