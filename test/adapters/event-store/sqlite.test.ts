import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import Database from 'libsql'

import { openSqliteEventStore } from '../../../src/adapters/event-store/sqlite.js'
import { EventFileFault } from '../../../src/adapters/event-store/sqlite-database.js'
import { verifySqliteLog } from '../../../src/adapters/event-store/verify-sqlite.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import { batch, wholeLog } from '../../support/event-store-batches.js'
import { eventStoreContract } from '../../support/event-store-contract.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

eventStoreContract('SQLite', (clock) => {
  const folder = temporaryFolder()
  const file = join(folder.path, 'events.db')
  const opened: EventStore[] = []
  const open = (path: string): EventStore => {
    const store = openSqliteEventStore(path, { clock })
    opened.push(store)
    return store
  }
  return Promise.resolve({
    store: open(file),
    reopen: () => Promise.resolve(open(file)),
    openAgain: () => Promise.resolve(open(file)),
    restoreCopy: () => {
      const copy = join(folder.path, 'copy.db')
      const reader = new Database(file)
      reader.prepare('VACUUM INTO ?').run(copy)
      reader.close()
      return Promise.resolve(open(copy))
    },
    dispose: async () => {
      await Promise.all(opened.map((store) => store.close()))
      folder.remove()
    },
  })
})

describe('SQLite', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let file: string
  beforeEach(() => {
    folder = temporaryFolder()
    file = join(folder.path, 'events.db')
  })
  afterEach(() => folder.remove())

  test('a full disk rejects every item of its group, leaves nothing behind and spares later appends', async () => {
    const store = openSqliteEventStore(file, { maximumPages: 60 })
    await store.append(batch('small', 'thing-1'))
    const group = await Promise.allSettled([
      store.append(batch('innocent', 'thing-2')),
      store.append(batch('huge', 'thing-3', { data: { text: 'x'.repeat(2_000_000) } })),
    ])
    expect(group.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await store.head()).toBe(1n)
    expect(await store.findCommand('innocent')).toBeNull()
    expect((await store.append(batch('innocent', 'thing-2', { expected: 'none' }))).kind).toBe('appended')
    expect((await wholeLog(store)).map(({ stream }) => stream)).toEqual(['thing-1', 'thing-2'])
    expect(verifySqliteLog(file).findings).toEqual([])
    await store.close()
  })

  test('a full disk in a group of many rejects that group alone, and later appends are recorded', async () => {
    const store = openSqliteEventStore(file, { maximumPages: 60 })
    const names = Array.from({ length: 20 }, (_, n) => `c${n}`)
    const group = await Promise.allSettled(
      names.map((name, n) =>
        store.append(batch(name, `thing-${n}`, { data: { text: 'x'.repeat(n === 3 ? 240_000 : 10) } })),
      ),
    )
    const refused = group.filter(({ status }) => status === 'rejected').length
    expect(refused).toBeGreaterThan(0)
    expect(await store.head()).toBe(BigInt(20 - refused))
    const again = await Promise.all(names.map((name, n) => store.append(batch(name, `thing-${n}`))))
    expect(again.filter(({ kind }) => kind === 'appended')).toHaveLength(refused)
    expect(verifySqliteLog(file)).toMatchObject({ events: 20, streams: 20, commands: 20, findings: [] })
    await store.close()
  })

  test('quotes in names and texts are stored as they are, by one writer or many', async () => {
    const store = openSqliteEventStore(file)
    const name = `it's; DROP TABLE event; --`
    const appends = Array.from({ length: 12 }, (_, n) =>
      store.append(batch(`${name}${n}`, `thing-'${n}`, { data: { name: `${name}'` }, result: `'${n}''` })),
    )
    await Promise.all(appends)
    await store.append(batch(name, `thing-'0`, { data: { name } }))
    expect((await wholeLog(store)).map(({ data }) => (data as { name: string }).name)).toEqual([
      ...Array.from({ length: 12 }, () => `${name}'`),
      name,
    ])
    expect(await store.findCommand(`${name}7`)).toMatchObject({ result: `'7''` })
    expect(verifySqliteLog(file).findings).toEqual([])
    await store.close()
  })

  test('a lock of somebody else that outlasts the patience rejects the append, not the next one', async () => {
    const store = openSqliteEventStore(file, { busyTimeout: 1 })
    const other = new Database(file)
    other.exec('BEGIN IMMEDIATE')
    await expect(store.append(batch('one', 'thing-1'))).rejects.toThrow('locked')
    other.exec('ROLLBACK')
    expect((await store.append(batch('one', 'thing-1'))).kind).toBe('appended')
    other.close()
    await store.close()
  })

  test('two processes on one file see what the other wrote', async () => {
    const here = openSqliteEventStore(file)
    const there = openSqliteEventStore(file)
    await here.append(batch('one', 'thing-1'))
    expect(await there.append(batch('two', 'thing-1', { expected: 'none' }))).toMatchObject({ actual: 0n })
    expect((await there.append(batch('two', 'thing-1', { expected: 0n }))).kind).toBe('appended')
    expect((await here.append(batch('two', 'thing-1'))).kind).toBe('replayed')
    expect(await here.append(batch('three', 'thing-1', { expected: 0n }))).toMatchObject({ actual: 1n })
    expect((await here.append(batch('three', 'thing-1', { expected: 1n }))).kind).toBe('appended')
    expect((await there.append(batch('four', 'fresh-1'))).kind).toBe('appended')
    const many = (store: EventStore, who: string) =>
      Promise.all(Array.from({ length: 12 }, (_, n) => store.append(batch(`${who}${n}`, `fresh-${n}`))))
    for (const store of [here, there, here]) {
      const outcomes = await many(store, store === here ? 'here' : 'there')
      expect(outcomes.every(({ kind }) => kind === 'appended' || kind === 'replayed')).toBe(true)
    }
    expect(verifySqliteLog(file)).toMatchObject({ events: 28, commands: 28, findings: [] })
    await Promise.all([here.close(), there.close()])
  })

  test('commands asked for together are told apart, the known from the unknown', async () => {
    const store = openSqliteEventStore(file)
    await store.append(batch('one', 'thing-1', { result: 1 }))
    await store.append(batch(`t'wo"`, 'thing-1', { result: 2 }))
    const asked = ['zero', 'one', `t'wo"`, 'three', 'one']
    const results = async () =>
      (await Promise.all(asked.map((id) => store.findCommand(id)))).map((known) => known?.result ?? null)
    expect(await results()).toEqual([null, 1, 2, null, 1])
    await store.append(batch('three', 'thing-1', { result: 3 }))
    expect(await results()).toEqual([null, 1, 2, 3, 1])
    await store.close()
  })

  test('one event alone is appended to what another process wrote just before', async () => {
    const here = openSqliteEventStore(file)
    const there = openSqliteEventStore(file)
    await here.append(batch('one', 'thing-1'))
    await there.append(batch('two', 'thing-1'))
    await there.append(batch('three', 'thing-1'))
    expect(await here.append(batch('four', 'thing-1'))).toMatchObject({ revisions: [3n] })
    expect(await there.append(batch('five', 'thing-1', { expected: 2n }))).toMatchObject({ actual: 3n })
    expect((await there.append(batch('five', 'thing-1', { expected: 3n }))).kind).toBe('appended')
    expect(verifySqliteLog(file)).toMatchObject({ events: 5, commands: 5, findings: [] })
    await Promise.all([here.close(), there.close()])
  })

  test('a full disk rejects one event alone, and later appends are recorded', async () => {
    const store = openSqliteEventStore(file, { maximumPages: 60 })
    await store.append(batch('small', 'thing-1'))
    const huge = batch('huge', 'thing-1', { data: { text: 'x'.repeat(2_000_000) } })
    await expect(store.append(huge)).rejects.toThrow('full')
    expect((await store.append(batch('huge', 'thing-1', { expected: 0n }))).kind).toBe('appended')
    expect(verifySqliteLog(file)).toMatchObject({ events: 2, commands: 2, findings: [] })
    await store.close()
  })

  test('a closed store is one file that a copy takes whole', async () => {
    const store = openSqliteEventStore(file)
    await store.append(batch('one', 'thing-1', { events: 40 }))
    await store.close()
    const copy = join(folder.path, 'copy.db')
    copyFileSync(file, copy)
    expect(verifySqliteLog(copy)).toMatchObject({ events: 40, findings: [] })
  })

  test('a file that is no log of events is not opened, and the message names it', () => {
    writeFileSync(file, 'not a database, but long enough to be looked at as if it were one '.repeat(20))
    expect(() => openSqliteEventStore(file)).toThrow(EventFileFault)
    const other = join(folder.path, 'other.db')
    const database = new Database(other)
    database.exec('CREATE TABLE something (a TEXT)')
    database.close()
    expect(() => openSqliteEventStore(other)).toThrow('not a log of events')
  })

  test('a clock that gives no time makes an append fail, and nothing is recorded', async () => {
    const store = openSqliteEventStore(file, { clock: () => new Date(Number.NaN) })
    await expect(store.append(batch('one', 'thing-1'))).rejects.toThrow(
      'The clock of the store gives no time',
    )
    expect(await store.head()).toBe(0n)
    await store.close()
  })

  test.each([
    ['a newer', 99, /format 99.*Use the release that wrote it, or a newer one/],
    ['an older', 1, /format 1.*Export it with the release that wrote it.*and import it with this one/],
  ])('a log of %s format is not opened, and the message says what to do', async (_, format, message) => {
    await openSqliteEventStore(file).close()
    const database = new Database(file)
    database.exec(`UPDATE head SET format = ${format}`)
    database.close()
    expect(() => openSqliteEventStore(file)).toThrow(message)
  })
})
