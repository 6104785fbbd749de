import { copyFileSync } from 'node:fs'
import { join } from 'node:path'

import Database from 'libsql'

import { EventFileFault } from '../../../src/adapters/event-store/sqlite-database.js'
import { openSqliteEventStore } from '../../../src/adapters/event-store/sqlite.js'
import { verifySqliteLog } from '../../../src/adapters/event-store/verify-sqlite.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import { batch } from '../../support/event-store-batches.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

describe('what is stored in SQLite and not settled yet', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let file: string
  let store: EventStore
  beforeEach(() => {
    folder = temporaryFolder()
    file = join(folder.path, 'events.db')
    store = openSqliteEventStore(file)
  })
  afterEach(async () => {
    await store.close()
    folder.remove()
  })

  /** Closing settles everything. */
  const settle = async (): Promise<void> => {
    await store.close()
    store = openSqliteEventStore(file)
  }

  const settledPosition = (of = file): number => {
    const database = new Database(of, { readonly: true })
    const { position } = database.prepare('SELECT position FROM head').get() as { position: number }
    database.close()
    return position
  }

  const idsOf = async (
    from: EventStore,
    options: { readonly from?: bigint; readonly backwards?: boolean; readonly max?: number } = {},
  ): Promise<string[]> => {
    const found: string[] = []
    for await (const { meta, revision } of from.readStream('thing-1', options)) {
      found.push(`${meta.commandId} at ${revision.toString()}`)
    }
    return found
  }

  const appendSome = async (...commands: readonly string[]): Promise<void> => {
    for (const command of commands) {
      await store.append(batch(command, 'thing-1'))
      await store.append(batch(`other ${command}`, 'thing-2'))
    }
  }

  test('is read with its stream, behind what is settled, forwards and backwards', async () => {
    await appendSome('a', 'b', 'c')
    await settle()
    await appendSome('d', 'e')
    expect(settledPosition()).toBe(6)
    expect(await idsOf(store)).toEqual(['a at 0', 'b at 1', 'c at 2', 'd at 3', 'e at 4'])
    expect(await idsOf(store, { from: 2n, max: 2 })).toEqual(['c at 2', 'd at 3'])
    expect(await idsOf(store, { from: 4n })).toEqual(['e at 4'])
    expect(await idsOf(store, { from: 5n })).toEqual([])
    expect(await idsOf(store, { backwards: true, max: 3 })).toEqual(['e at 4', 'd at 3', 'c at 2'])
    expect(await idsOf(store, { backwards: true, from: 1n })).toEqual(['b at 1', 'a at 0'])
  })

  test('is folded with its stream, once, even when it is settled between two pages', async () => {
    await store.append(batch('many', 'thing-1', { events: 700 }))
    await settle()
    await store.append(batch('more', 'thing-1', { events: 3, data: { more: true } }))
    const pages: number[] = []
    for await (const page of store.readContents?.('thing-1', 0n) ?? []) {
      pages.push(page.length)
      if (pages.length === 1) for (let n = 0; n < 8_000; n += 1) await store.append(batch(`c${n}`, 'thing-2'))
      while (pages.length === 1 && settledPosition() < 703) await store.head()
    }
    expect(pages).toEqual([500, 203])
  })

  test('is found by its command id, as what is settled is', async () => {
    await appendSome('a')
    await settle()
    await appendSome('b')
    await store.append({ ...batch('eventless', 'none', { result: 'nothing to do' }), writes: [] })
    expect(await store.findCommand('a')).toMatchObject({ commandId: 'a', position: 1n })
    expect(await store.findCommand('b')).toMatchObject({ commandId: 'b', position: 3n })
    expect(await store.findCommand('eventless')).toMatchObject({ result: 'nothing to do', position: 4n })
    expect(await store.findCommand('c')).toBeNull()
    await settle()
    expect(await store.findCommand('b')).toMatchObject({ commandId: 'b', position: 3n })
    expect(await store.findCommand('eventless')).toMatchObject({ result: 'nothing to do', position: 4n })
  })

  test.each([
    ['alone', 0],
    ['with one other', 1],
    ['in a group that another thread writes', 9],
  ])(
    'a repeat of a settled command records nothing, %s, wherever its stream has got to',
    async (_, others) => {
      await appendSome('a', 'b')
      await settle()
      const outcomes = await Promise.all([
        store.append(batch('a', 'thing-1')),
        ...Array.from({ length: others }, (_other, n) => store.append(batch(`new ${n}`, `other-${n}`))),
      ])
      expect(outcomes[0]).toMatchObject({ kind: 'replayed', command: { commandId: 'a', position: 1n } })
      expect(outcomes.slice(1).every(({ kind }) => kind === 'appended')).toBe(true)
      expect((await store.append(batch('a', 'thing-1', { expected: 'none' }))).kind).toBe('replayed')
      expect((await store.append(batch('a', 'thing-1', { requestHash: '0'.repeat(64) }))).kind).toBe(
        'command-reused',
      )
      expect(await store.head()).toBe(BigInt(4 + others))
      await store.close()
      expect(verifySqliteLog(file)).toMatchObject({ events: 4 + others, commands: 4 + others, findings: [] })
    },
  )

  test('is seen by who has the log open as well, and so is what they wrote', async () => {
    const there = openSqliteEventStore(file)
    await appendSome('a')
    await there.append(batch('b', 'thing-1'))
    expect(await idsOf(store)).toEqual(['a at 0', 'b at 1'])
    expect(await store.findCommand('b')).toMatchObject({ position: 3n })
    expect((await there.append(batch('a', 'thing-1'))).kind).toBe('replayed')
    expect((await store.append(batch('b', 'thing-1'))).kind).toBe('replayed')
    await there.close()
    expect(settledPosition()).toBe(3)
    expect((await store.append(batch('b', 'thing-1'))).kind).toBe('replayed')
    expect((await store.append(batch('c', 'thing-1', { expected: 1n }))).kind).toBe('appended')
    expect(await idsOf(store)).toEqual(['a at 0', 'b at 1', 'c at 2'])
  })

  test.each([
    ['alone', 1],
    ['with one other', 2],
    ['in a group that another thread writes', 9],
  ])('a command without events that somebody else sent counts for the next one, %s', async (_, count) => {
    await appendSome('a')
    const there = openSqliteEventStore(file)
    await there.append({ ...batch('eventless', 'none'), writes: [] })
    const outcomes = await Promise.all(
      Array.from({ length: count }, (_other, n) => store.append(batch(`new ${n}`, 'thing-1'))),
    )
    expect(outcomes.every(({ kind }) => kind === 'appended')).toBe(true)
    expect(verifySqliteLog(file)).toMatchObject({ events: 2 + count, commands: 3 + count, findings: [] })
    await there.close()
  })

  test('is settled while more comes, thousands at a time', async () => {
    for (let group = 0; group < 700; group += 1) {
      await Promise.all(
        Array.from({ length: 20 }, (_, n) => store.append(batch(`${group} ${n}`, `thing-${n}`))),
      )
    }
    expect(settledPosition()).toBeGreaterThanOrEqual(4_000)
    expect(verifySqliteLog(file)).toMatchObject({ events: 14_000, commands: 14_000, findings: [] })
    const repeats = await Promise.all(
      Array.from({ length: 700 }, (_, group) => store.append(batch(`${group} 7`, 'thing-7'))),
    )
    expect(repeats.every(({ kind }) => kind === 'replayed')).toBe(true)
    expect(await idsOf(store, { backwards: true, max: 1 })).toEqual(['699 1 at 699'])
  })

  test('is settled when a log is opened that a killed process left', async () => {
    await appendSome('a', 'b')
    const left = join(folder.path, 'left.db')
    for (const ending of ['', '-wal']) copyFileSync(`${file}${ending}`, `${left}${ending}`)
    const opened = openSqliteEventStore(left)
    expect(settledPosition(left)).toBe(4)
    expect(await idsOf(opened)).toEqual(['a at 0', 'b at 1'])
    expect((await opened.append(batch('a', 'thing-1'))).kind).toBe('replayed')
    await opened.close()
    expect(verifySqliteLog(left)).toMatchObject({ events: 4, findings: [] })
  })

  test('is not lost with a full disk that keeps it from being settled', async () => {
    await store.close()
    store = openSqliteEventStore(file, { maximumPages: 40 })
    const acknowledged: string[] = []
    try {
      for (let n = 0; n < 400; n += 1) {
        const command = `${'a long key '.repeat(30)}${n}`
        await store.append(batch(command, 'thing-1'))
        acknowledged.push(command)
      }
    } catch (error) {
      expect(error).toMatchObject({ message: expect.stringContaining('full') as string })
    }
    await store.close()
    expect(acknowledged.length).toBeGreaterThan(20)
    expect(acknowledged.length).toBeLessThan(400)
    expect(settledPosition()).toBeLessThan(acknowledged.length)
    store = openSqliteEventStore(file)
    for (const command of acknowledged) expect(await store.findCommand(command)).not.toBeNull()
    expect(verifySqliteLog(file)).toMatchObject({ events: acknowledged.length, findings: [] })
  })

  test.each([
    ['lacks the event at which it was settled', 'DELETE FROM event WHERE position = 4'],
    [
      'has another event there',
      "UPDATE event SET record = json_set(record, '$.chain', 'x') WHERE position = 4",
    ],
  ])('a log that %s is not opened: nothing may be written in its place', async (_, statement) => {
    await appendSome('a', 'b')
    await store.close()
    const database = new Database(file)
    database.exec(statement)
    database.close()
    expect(() => openSqliteEventStore(file)).toThrow(EventFileFault)
    expect(() => openSqliteEventStore(file)).toThrow(/lacks event 4.*Run `waymark verify`/)
    const restored = new Database(file)
    restored.exec("UPDATE head SET position = 0, commands = 0; DELETE FROM event; DELETE FROM stream_event; DELETE FROM command_key") // prettier-ignore
    restored.close()
    store = openSqliteEventStore(file)
  })
})
