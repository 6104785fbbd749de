import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'

import { openSqliteEventStore } from '../../src/adapters/event-store/sqlite.js'
import { createGraphqlClient } from '../../src/client/graphql-client.js'
import { logFile } from '../../src/operations.js'
import { startAppOn, succeed } from '../support/app.js'
import { startServer } from '../support/server-process.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { exited, startTypescript } from '../support/typescript-process.js'
import { capture } from './captured.js'
import { fillLog, hashesOf, heardOf, place, placesShown, registerPlaces, tamper } from './moving.js'

const folder = temporaryFolder()
const at = (name: string): string => join(folder.path, name)
const backUp = (to: string, from: string, ...more: string[]) =>
  capture(['backup', to, '--data', from, ...more], {})
const verified = async (data: string): Promise<void> => {
  const { out, status } = await capture(['verify', '--data', data], {})
  expect([status, out]).toEqual([0, expect.stringContaining('Everything is as it was recorded')])
}

afterAll(() => folder.remove())

describe('waymark backup', () => {
  test('copies the log into a folder that can serve, verifies it and says where it ends', async () => {
    mkdirSync(at('small'))
    await fillLog(at('small'), 40)
    const { out, status } = await backUp(at('copies/monday'), at('small'))
    const { chain, position } = hashesOf(at('small'))
    expect(out).toMatch(/Copied the log of events to .*monday\/events\.db \(\d+\.\d MB\) in \d+\.\d s/)
    expect(out).toContain(`Head: position ${position}, chain hash ${chain}`)
    expect(out).toContain('The read side is not copied')
    expect(status).toBe(0)
    expect(readdirSync(at('copies/monday'))).toEqual(['events.db'])
    expect(hashesOf(at('copies/monday'))).toEqual(hashesOf(at('small')))
    await verified(at('copies/monday'))
  })

  test('never takes the place of another copy', async () => {
    const before = hashesOf(at('copies/monday'))
    const { notes, status } = await backUp(at('copies/monday'), at('small'))
    expect(notes).toMatch(/events\.db is there already. Name another folder/)
    expect(status).toBe(2)
    expect(hashesOf(at('copies/monday'))).toEqual(before)
    expect((await backUp(at('small'), at('small'))).status).toBe(2)
  })

  test('a log that was altered is not copied unless it is asked for, and leaves nothing behind', async () => {
    mkdirSync(at('altered'))
    await fillLog(at('altered'), 20)
    tamper(at('altered'), `UPDATE event SET content = json_set(content, '$.data.n', 99) WHERE position = 8`)
    const { notes, status } = await backUp(at('copies/bad'), at('altered'))
    expect(notes).toMatch(/PAYLOAD_ALTERED at position 8.*--no-verify/)
    expect(status).toBe(2)
    expect(readdirSync(at('copies/bad'))).toEqual([])
    const asItIs = await backUp(at('copies/bad'), at('altered'), '--no-verify')
    expect(asItIs.out).toMatch(/The copy was not verified/)
    expect(asItIs.status).toBe(0)
    expect(hashesOf(at('copies/bad'))).toEqual(hashesOf(at('altered')))
  })

  test('what a killed backup left behind does not hinder the next', async () => {
    mkdirSync(at('copies/tuesday'))
    copyFileSync(join(at('copies/monday'), 'events.db'), join(at('copies/tuesday'), 'events.db.unfinished'))
    expect((await backUp(at('copies/tuesday'), at('small'))).status).toBe(0)
    expect(readdirSync(at('copies/tuesday'))).toEqual(['events.db'])
  })

  test('a quote in the name of the folder is a quote', async () => {
    expect((await backUp(at("copies/it's; here"), at('small'))).status).toBe(0)
    await verified(at("copies/it's; here"))
  })

  test('where there is no log, or it is kept in a database, it says what to do', async () => {
    const none = await backUp(at('copies/none'), at('nowhere'))
    expect(none.notes).toMatch(/There is no log of events/)
    const settings = { WAYMARK_EVENT_STORE: 'postgresql://u:secret@127.0.0.1:9/d' }
    const database = await capture(['backup', at('copies/none')], settings)
    expect(database.notes).toMatch(/pg_dump.*waymark events export/)
    expect(database.notes).not.toContain('secret')
    expect([none.status, database.status]).toEqual([2, 2])
    expect(existsSync(at('copies/none'))).toBe(false)
  })

  test('beside a writer that never rests and is then killed: all that was acknowledged before is in the copy', async () => {
    mkdirSync(at('busy'))
    const writer = startTypescript(
      join(__dirname, '../support/event-store-writer.ts'),
      logFile(at('busy')),
      '1',
    )
    const acknowledged = await heardOf(writer, 300)
    const { notes, status } = await backUp(at('copies/busy'), at('busy'))
    const gone = exited(writer)
    writer.kill('SIGKILL')
    await gone
    expect(notes).toMatch(/^Copying the log/)
    expect(status).toBe(0)
    await verified(at('copies/busy'))
    await verified(at('busy'))
    const store = openSqliteEventStore(logFile(at('copies/busy')))
    for (const commandId of acknowledged) expect(await store.findCommand(commandId)).not.toBeNull()
    await store.close()
  }, 60_000)

  test('beside a server that is killed: a server on the copy shows all that was acknowledged before', async () => {
    const server = startServer({ WAYMARK_DATA: at('served') })
    const client = createGraphqlClient(await server.opened, 'Asha Patel')
    let next = 1
    const registerNext = (): Promise<unknown> => succeed(client, 'registerLocality', place((next += 1)))
    for (let count = 0; count < 20; count += 1) await registerNext()
    const acknowledged = next - 1
    const resting = new AbortController()
    const writing = (async () => {
      while (!resting.signal.aborted) await registerNext()
    })().catch(() => undefined)
    const { status } = await backUp(at('copies/served'), at('served'))
    resting.abort()
    await writing
    server.kill('SIGKILL')
    await server.ended
    expect(status).toBe(0)
    await verified(at('copies/served'))
    const shown = await placesShown(at('copies/served'))
    expect(shown).toBeGreaterThanOrEqual(acknowledged)
    expect(shown).toBeLessThanOrEqual(next)
  }, 60_000)
})

describe('restoring a copy', () => {
  beforeAll(async () => {
    await registerPlaces(at('live'), 1, 4)
    expect((await backUp(at('copies/restore'), at('live'))).status).toBe(0)
    await registerPlaces(at('live'), 5, 2)
  }, 60_000)

  test('into a fresh folder, as described: move aside, copy, verify, start', async () => {
    renameSync(at('live'), at('live-aside'))
    mkdirSync(at('live'))
    copyFileSync(join(at('copies/restore'), 'events.db'), logFile(at('live')))
    await verified(at('live'))
    expect(await placesShown(at('live'))).toBe(4)
    // Keys of before the copy are known; those of after it are recorded anew.
    await registerPlaces(at('live'), 4, 3)
    expect(await placesShown(at('live'))).toBe(6)
  }, 60_000)

  test('under rows that have seen more is told, and the rows are made again', async () => {
    for (const ending of ['', '-wal', '-shm']) {
      if (existsSync(`${logFile(at('live-aside'))}${ending}`)) {
        renameSync(`${logFile(at('live-aside'))}${ending}`, `${at('newer')}${ending}`)
      }
    }
    copyFileSync(join(at('copies/restore'), 'events.db'), logFile(at('live-aside')))
    const verify = await capture(['verify', '--data', at('live-aside')], {})
    expect(verify.out).toContain('READ_SIDE_AHEAD')
    await expect(startAppOn(at('live-aside'))).rejects.toThrow(
      /the event log ends at 4.*waymark read-side rebuild/,
    )
    const rebuild = await capture(['read-side', 'rebuild', '--data', at('live-aside')], {})
    expect(rebuild.out).toMatch(/Built read-\S+ from 4 events/)
    expect(await placesShown(at('live-aside'))).toBe(4)
  }, 60_000)
})
