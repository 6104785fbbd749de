import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import Database from 'libsql'

import { openSqliteEventStore } from '../../../src/adapters/event-store/sqlite.js'
import {
  openSqliteLogDestination,
  openSqliteLogSource,
} from '../../../src/adapters/event-store/sqlite-transfer.js'
import { verifySqliteLog } from '../../../src/adapters/event-store/verify-sqlite.js'
import { LogTransferFault, type LogSnapshot } from '../../../src/eventsourcing/log-transfer.js'
import { batch } from '../../support/event-store-batches.js'
import { entriesAfter } from '../../support/log-transfer-batches.js'
import { logTransferContract } from '../../support/log-transfer-contract.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const sourceOf = (file: string): LogSnapshot => {
  const source = openSqliteLogSource(file)
  if (source === null) throw new Error('The log is missing')
  return source
}

logTransferContract(
  'SQLite',
  async () => {
    const folder = temporaryFolder()
    const file = join(folder.path, 'events.db')
    await openSqliteEventStore(file).close()
    return {
      openStore: () => Promise.resolve(openSqliteEventStore(file)),
      openSource: () => Promise.resolve(sourceOf(file)),
      openDestination: () => Promise.resolve(openSqliteLogDestination(file)),
      dispose: () => {
        expect(verifySqliteLog(file).findings).toEqual([])
        folder.remove()
        return Promise.resolve()
      },
    }
  },
  { runs: 15 },
)

describe('SQLite', () => {
  let folder: ReturnType<typeof temporaryFolder>
  const file = (name: string): string => join(folder.path, name)
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => folder.remove())

  test('where there is no log yet, or only an empty file, there is nothing to move', () => {
    expect(openSqliteLogSource(file('none.db'))).toBeNull()
    writeFileSync(file('empty.db'), '')
    expect(openSqliteLogSource(file('empty.db'))).toBeNull()
  })

  test('a file that is no log of events is told by name', () => {
    const other = new Database(file('other.db'))
    other.exec('CREATE TABLE something (a TEXT)')
    other.close()
    expect(() => openSqliteLogSource(file('other.db'))).toThrow(
      /other\.db is a SQLite file, but not a log of events/,
    )
  })

  test.each(['content', 'record'])(
    'an event whose %s is damaged is not moved, and is named',
    async (column) => {
      const store = openSqliteEventStore(file('damaged.db'))
      for (const command of ['one', 'two', 'three']) await store.append(batch(command, 'thing-1'))
      await store.close()
      const database = new Database(file('damaged.db'))
      database.exec(`UPDATE event SET ${column} = '{' WHERE position = 2`)
      database.close()
      const source = sourceOf(file('damaged.db'))
      const moving = entriesAfter(source, 0n)
      await expect(moving).rejects.toThrow(LogTransferFault)
      await expect(moving).rejects.toThrow(/event at position 2 cannot be read. Run `waymark verify`/)
      await source.close()
    },
  )

  test('a log that somebody else writes to meanwhile takes no more entries', async () => {
    const original = openSqliteEventStore(file('a.db'))
    for (const id of ['one', 'two']) await original.append(batch(id, 'thing-1'))
    await original.close()
    const source = sourceOf(file('a.db'))
    const [one, two] = await entriesAfter(source)
    await source.close()
    if (one === undefined || two === undefined) throw new Error('The entries are missing')

    const destination = openSqliteLogDestination(file('b.db'))
    await destination.receive([one])
    const intruder = openSqliteEventStore(file('b.db'))
    await intruder.append(batch('foreign', 'other-1'))
    await expect(destination.receive([two])).rejects.toThrow(LogTransferFault)
    await expect(destination.receive([two])).rejects.toThrow('Another process has written')
    await destination.close()
    await intruder.close()
    expect(verifySqliteLog(file('b.db'))).toMatchObject({ events: 2, commands: 2, findings: [] })
  })

  test('a command of many events and pages of small ones keep their bounds', async () => {
    const original = openSqliteEventStore(file('a.db'))
    for (let n = 0; n < 40; n += 1) {
      await original.append(batch(`c${n}`, `thing-${n % 7}`, { events: n === 20 ? 1_200 : 1 + (n % 60) }))
    }
    const head = await original.head()
    await original.close()
    const source = sourceOf(file('a.db'))
    const entries = await entriesAfter(source)
    const later = await entriesAfter(source, entries[20]?.position)
    await source.close()
    expect(later).toEqual(entries.slice(21))
    const destination = openSqliteLogDestination(file('b.db'))
    expect(await destination.receive(entries)).toBe(40)
    await destination.close()
    expect(verifySqliteLog(file('b.db'))).toEqual(verifySqliteLog(file('a.db')))
    expect(verifySqliteLog(file('b.db')).head).toBe(head)
  })
})
