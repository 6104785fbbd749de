import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { acquireDataFolder } from '../../src/adapters/event-store/data-folder-lock.js'
import { openSqliteEventStore } from '../../src/adapters/event-store/sqlite.js'
import { logFile } from '../../src/operations.js'
import { startAppOn } from '../support/app.js'
import { batch } from '../support/event-store-batches.js'
import { postgresForTests, type TestDatabase } from '../support/postgres.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { exited, startTypescript } from '../support/typescript-process.js'
import { capture } from './captured.js'
import { fillLog, hashesOf, heardOf, placesShown, registerPlaces, tamper } from './moving.js'

const folder = temporaryFolder()
const at = (name: string): string => join(folder.path, name)
const run = (...args: string[]) => capture(['events', ...args], { PORT: '0' })

beforeAll(async () => {
  mkdirSync(at('from'))
  await fillLog(at('from'), 3_000)
  const { status } = await run('export', at('log.jsonl.gz'), '--data', at('from'))
  expect(status).toBe(0)
}, 60_000)
afterAll(() => folder.remove())

describe('waymark events export and import', () => {
  test('moves a log to another data folder with every hash, and says so', async () => {
    const exported = await run('export', at('again.jsonl'), '--data', at('from'))
    const { position, chain, commandChain } = hashesOf(at('from'))
    expect(exported.out).toMatch(/Exported [\d,]+ events of 50 streams and 3,000 command records/)
    expect(exported.out).toContain(`Head: position ${position.toLocaleString('en-GB')}, chain hash ${chain}`)
    expect(exported.out).toContain(commandChain)
    const imported = await run('import', at('again.jsonl'), '--data', at('to'))
    expect(imported.out).toContain('Its hashes are those of the file: the logs are the same')
    expect(imported.out).toContain(chain)
    expect(imported.status).toBe(0)
    expect(hashesOf(at('to'))).toEqual(hashesOf(at('from')))
    expect((await capture(['verify', '--data', at('to')], {})).status).toBe(0)
  })

  test('run twice records nothing the second time', async () => {
    await run('import', at('log.jsonl.gz'), '--data', at('twice'))
    const { out, status } = await run('import', at('log.jsonl.gz'), '--data', at('twice'))
    expect(out).toMatch(/Recorded 0 events and 0 command records .* events were there already/)
    expect(status).toBe(0)
  })

  test('idempotency keys hold after the move', async () => {
    await run('import', at('log.jsonl.gz'), '--data', at('keys'))
    const store = openSqliteEventStore(logFile(at('keys')))
    expect(await store.append(batch('c6', 'series-6'))).toMatchObject({
      kind: 'replayed',
      command: { result: { n: 6 } },
    })
    await store.close()
  })

  test('with --dry-run checks the file and touches nothing', async () => {
    const { out, status } = await run('import', at('log.jsonl.gz'), '--data', at('dry'), '--dry-run')
    expect(out).toMatch(/The file is whole: [\d,]+ events/)
    expect(out).toMatch(/Nothing was recorded/)
    expect(status).toBe(0)
    expect(existsSync(at('dry'))).toBe(false)
  })

  test('an export is whole or not there: a file is never replaced', async () => {
    writeFileSync(at('precious'), 'mine')
    const { notes, status } = await run('export', at('precious'), '--data', at('from'))
    expect(notes).toMatch(/is there already. Name another file/)
    expect(status).toBe(2)
    expect(readFileSync(at('precious'), 'utf8')).toBe('mine')
  })

  test('a log that was altered is not exported as if it were sound', async () => {
    mkdirSync(at('altered'))
    await fillLog(at('altered'), 20)
    tamper(at('altered'), `UPDATE event SET content = json_set(content, '$.data.n', 99) WHERE position = 8`)
    const { notes, status } = await run('export', at('altered.jsonl'), '--data', at('altered'))
    expect(notes).toMatch(/not as it was recorded.*waymark verify/)
    expect(status).toBe(1)
    expect(existsSync(at('altered.jsonl'))).toBe(false)
  })

  test('a damaged file is refused with its line, and nothing is recorded', async () => {
    await run('export', at('whole.jsonl'), '--data', at('from'))
    const lines = readFileSync(at('whole.jsonl'), 'utf8').split('\n')
    writeFileSync(at('damaged.jsonl'), lines.with(2_000, lines[2_001] ?? '').join('\n'))
    const { notes, status } = await run('import', at('damaged.jsonl'), '--data', at('untouched'))
    expect(notes).toMatch(/damaged\.jsonl, line 2001: command 2001 stands where command 2000 belongs/)
    expect(notes).toMatch(/Fetch the file again or export it again/)
    expect(status).toBe(2)
    expect(existsSync(logFile(at('untouched')))).toBe(false)
  })

  test('a store with other events is refused, and left as it is', async () => {
    mkdirSync(at('other'))
    const store = openSqliteEventStore(logFile(at('other')))
    await store.append(batch('mine', 'thing-1'))
    await store.close()
    const before = hashesOf(at('other'))
    const { notes, status } = await run('import', at('log.jsonl.gz'), '--data', at('other'))
    expect(notes).toMatch(/holds 1 events and 1 commands that are not the beginning of the file.*empty store/)
    expect(status).toBe(2)
    expect(hashesOf(at('other'))).toEqual(before)
  })

  test('a data folder that a server holds is refused in the usual words', async () => {
    const held = acquireDataFolder(at('held'))
    held.announce('http://127.0.0.1:4321')
    const { notes, status } = await run('import', at('log.jsonl.gz'), '--data', at('held'))
    expect(notes).toMatch(/serving at http:\/\/127\.0\.0\.1:4321, is using the data folder/)
    expect(status).toBe(2)
    held.release()
  })

  test('rows of another log do not pass for those of the one that arrives', async () => {
    await registerPlaces(at('rows'), 1, 3)
    await run('export', at('places.jsonl'), '--data', at('rows'))
    for (const ending of ['', '-wal', '-shm']) rmSync(`${logFile(at('rows'))}${ending}`, { force: true })
    const { notes, status } = await run('import', at('places.jsonl'), '--data', at('rows'))
    expect(notes).toMatch(/rows of another log.*shows events up to 3, the log ends at 0.*Remove the folder/)
    expect(status).toBe(2)
  })

  test.each<[string, string[], RegExp]>([
    ['a log that is not there', ['export', 'x.jsonl', '--data', at('nowhere')], /There is no log of events/],
    [
      'a file that is not there',
      ['import', 'nowhere.jsonl', '--data', at('n')],
      /nowhere\.jsonl cannot be read/,
    ],
    [
      'a store that is none',
      ['export', 'x', '--store', 'mysql://u:secret@h/d'],
      /--store is "mysql:\/\/u:\*\*\*@h\/d"/,
    ],
    [
      'two stores at once',
      ['export', 'x', '--data', at('n'), '--store', 'postgresql://h/d'],
      /give one of the two/,
    ],
    [
      'a database that does not answer',
      ['export', 'x', '--store', 'postgresql://u:secret@127.0.0.1:9/d'],
      /No PostgreSQL answers at 127\.0\.0\.1:9/,
    ],
    ['a word too few', ['import'], /missing required argument/],
  ])('%s is told, with status 2 and without a password', async (_what, args, message) => {
    const { notes, out, status } = await run(...args)
    expect(notes).toMatch(message)
    expect(`${notes}${out}`).not.toContain('secret')
    expect(status).toBe(2)
  })

  test('every command can be explained', async () => {
    for (const args of [['events', 'export'], ['events', 'import'], ['backup']]) {
      const { out, status } = await capture([...args, '--help'], {})
      expect(out).toMatch(/^Usage: waymark .*Status: 0/s)
      expect(status).toBe(0)
    }
  })
})

describe('with PostgreSQL', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await postgresForTests()
  })
  afterEach(() => database.dispose())

  test('a log goes up and comes back the same, and a server shows the same on either', async () => {
    await registerPlaces(at('team'), 1, 8)
    const settings = { WAYMARK_EVENT_STORE: database.url }
    await run('export', at('up.jsonl'), '--data', at('team'))
    const up = await run('import', at('up.jsonl'), '--store', database.url)
    expect(up.notes).toBe('')
    expect(up.out).toContain('the logs are the same')
    expect(up.out).not.toContain(new URL(database.url).password)
    expect(await placesShown(at('county'), settings)).toBe(8)
    // The key was used on the embedded store; here it is known.
    await registerPlaces(at('county'), 8, 1, settings)
    await capture(['events', 'export', at('down.jsonl')], settings)
    const down = await run('import', at('down.jsonl'), '--data', at('back'))
    expect(down.out).toContain('the logs are the same')
    expect(hashesOf(at('back'))).toEqual(hashesOf(at('team')))
    expect(await placesShown(at('back'))).toBe(8)
  })

  test('a database that a server uses is refused', async () => {
    await registerPlaces(at('small'), 1, 2)
    await run('export', at('small.jsonl'), '--data', at('small'))
    const app = await startAppOn(at('serving'), { WAYMARK_EVENT_STORE: database.url })
    const { notes, status } = await run('import', at('small.jsonl'), '--store', database.url)
    expect(notes).toMatch(/A server uses this store.*Stop all servers first. Nothing was recorded/)
    expect(status).toBe(2)
    await app.close()
  })
})

describe('in processes of their own', () => {
  const waymark = (...args: string[]): ChildProcess =>
    startTypescript(join(__dirname, '../../src/cli/waymark.ts'), 'events', ...args)

  test('an import that is killed, and run again, ends with the same log', async () => {
    const to = at('killed')
    for (const commands of [1, 1_500]) {
      const child = waymark('import', at('log.jsonl.gz'), '--data', to)
      const gone = exited(child)
      while (child.exitCode === null && commandsIn(to) < commands) await pause(5)
      child.kill('SIGKILL')
      await gone
      const { out, status } = await capture(['verify', '--data', to], {})
      expect([status, out]).toEqual([0, expect.stringContaining('as it was recorded')])
    }
    const { out, status } = await run('import', at('log.jsonl.gz'), '--data', to)
    expect(out).toContain('the logs are the same')
    expect(status).toBe(0)
    expect(hashesOf(to)).toEqual(hashesOf(at('from')))
  }, 60_000)

  test('an export goes through a pipe into an import', async () => {
    const source = waymark('export', '-', '--data', at('from'))
    const target = spawnImport(at('piped'))
    if (source.stdout === null || target.stdin === null) throw new Error('There is no pipe')
    source.stdout.pipe(target.stdin)
    expect(await exited(target)).toBe(0)
    expect(hashesOf(at('piped'))).toEqual(hashesOf(at('from')))
  }, 60_000)

  test('an export that breaks off in a pipe leaves nothing behind', async () => {
    const source = waymark('export', '-', '--data', at('from'))
    const target = spawnImport(at('broken'))
    let notes = ''
    target.stderr?.on('data', (chunk: Buffer) => (notes += chunk.toString()))
    source.stdout?.once('data', (chunk: Buffer) => {
      target.stdin?.end(chunk.subarray(0, 20_000))
      source.kill('SIGKILL')
    })
    expect(await exited(target)).toBe(2)
    expect(notes).toMatch(/Standard input, line \d+: .*cut off/)
    expect(existsSync(logFile(at('broken')))).toBe(false)
  }, 60_000)

  test('an export beside a writer holds all that was acknowledged before, and is whole', async () => {
    mkdirSync(at('busy'))
    const writer = startTypescript(
      join(__dirname, '../support/event-store-writer.ts'),
      logFile(at('busy')),
      '1',
    )
    const acknowledged = await heardOf(writer, 200)
    const { status } = await run('export', at('busy.jsonl'), '--data', at('busy'))
    const gone = exited(writer)
    writer.kill('SIGKILL')
    await gone
    expect(status).toBe(0)
    await run('import', at('busy.jsonl'), '--data', at('quiet'))
    const store = openSqliteEventStore(logFile(at('quiet')))
    for (const commandId of acknowledged) expect(await store.findCommand(commandId)).not.toBeNull()
    await store.close()
    expect((await capture(['verify', '--data', at('quiet')], {})).status).toBe(0)
  }, 60_000)

  const spawnImport = (to: string): ChildProcess =>
    spawn(
      process.execPath,
      [
        '--require',
        join(__dirname, '../support/typescript.cjs'),
        join(__dirname, '../../src/cli/waymark.ts'),
        ...['events', 'import', '-', '--data', to],
      ],
      { stdio: ['pipe', 'ignore', 'pipe'] },
    )

  const commandsIn = (data: string): number => {
    try {
      return hashesOf(data).commands
    } catch {
      return 0
    }
  }
})
