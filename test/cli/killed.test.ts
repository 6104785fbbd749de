import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import Database from 'libsql'
import pino from 'pino'

import { startApp, type App } from '../../src/app.js'
import { parseConfig } from '../../src/config.js'
import { logFile } from '../../src/operations.js'
import { exited } from '../support/typescript-process.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { capture } from './captured.js'
import { longMapping } from './import/importing.js'

const folder = temporaryFolder()
const csv = join(folder.path, 'falls.csv')
const mapping = join(folder.path, 'mapping.json')
const localities = 40
const months = 120

beforeAll(() => {
  const rows = Array.from({ length: localities * months }, (_, index) => {
    const month = new Date(Date.UTC(2012, index % months, 1)).toISOString().slice(0, 10)
    return `RX${Math.floor(index / months)},${month},${(index * 7919) % 101}`
  })
  writeFileSync(csv, `org,month,falls\n${rows.join('\n')}\n`)
  writeFileSync(mapping, JSON.stringify(longMapping))
})
afterAll(() => folder.remove())

const dataOf = (name: string): string => join(folder.path, name)

const startAppOn = (data: string): Promise<App> => {
  const parsed = parseConfig({ WAYMARK_DATA: data, PORT: '0' })
  if (!parsed.ok) throw new Error('The settings of the test are wrong')
  return startApp({ config: parsed.config, logger: pino({ level: 'silent' }) })
}

const importArgs = ['import', csv, '--mapping', mapping, '--actor', 'Test']

/** The command line as a process of its own. */
const startImport = (data: string): ChildProcess =>
  spawn(
    process.execPath,
    [
      '--require',
      join(__dirname, '../support/typescript.cjs'),
      join(__dirname, '../../src/cli/waymark.ts'),
      ...importArgs,
    ],
    { env: { ...process.env, WAYMARK_DATA: data }, stdio: 'ignore' },
  )

/** Every reading that stands, hashed; ids included, for they follow from codes. */
const digestOf = async (app: App): Promise<string> => {
  await app.readSide.ready()
  const rows = await app.readSide.client().reading.findMany({
    where: { toPosition: null },
    select: { readingId: true, seriesId: true, period: true, status: true, value: true, revision: true },
    orderBy: { readingId: 'asc' },
  })
  expect(rows).toHaveLength(localities * months)
  return createHash('sha256')
    .update(JSON.stringify(rows.map((row) => ({ ...row, revision: Number(row.revision) }))))
    .digest('hex')
}

/** The end of a log that another process writes; 0 while there is none. */
const headOf = (data: string): number => {
  if (!existsSync(logFile(data))) return 0
  const database = new Database(logFile(data), { readonly: true })
  try {
    const row = database.prepare('SELECT max(position) AS position FROM event').get() as
      { position: number | null } | undefined
    return row?.position ?? 0
  } catch {
    return 0
  } finally {
    database.close()
  }
}

/** Resolves when the log of a folder has got so far, or the process that writes it has ended. */
const reached = async (data: string, position: number, child: ChildProcess): Promise<void> => {
  while (child.exitCode === null && headOf(data) < position) await pause(20)
}

describe('an import that is killed', () => {
  let expected: string

  beforeAll(async () => {
    const data = dataOf('whole')
    expect((await capture(importArgs, { WAYMARK_DATA: data })).status).toBe(0)
    const app = await startAppOn(data)
    expected = await digestOf(app)
    await app.close()
  }, 60_000)

  test('with the store in its own process, and run again, ends in the same state', async () => {
    const data = dataOf('killed')
    for (const position of [1, 30, 1_500]) {
      const child = startImport(data)
      await reached(data, position, child)
      child.kill('SIGKILL')
      await exited(child)
    }
    const { out, status } = await capture(importArgs, { WAYMARK_DATA: data })
    expect(out).toMatch(/Everything was recorded|known already/)
    expect(status).toBe(0)
    expect((await capture(['verify'], { WAYMARK_DATA: data })).status).toBe(0)
    const app = await startAppOn(data)
    expect(await digestOf(app)).toBe(expected)
    await app.close()
  }, 120_000)

  test('while the server lives on, and run again, ends in the same state', async () => {
    const data = dataOf('served')
    const app = await startAppOn(data)
    try {
      for (const position of [20n, 1_000n]) {
        const child = startImport(data)
        const ended = exited(child)
        await Promise.race([app.readSide.waitUntil(position, 60_000), ended])
        child.kill('SIGKILL')
        await ended
      }
      expect((await capture(importArgs, { WAYMARK_DATA: data })).status).toBe(0)
      expect((await capture(importArgs, { WAYMARK_DATA: data })).out).toMatch(/Events recorded +0\n/)
      expect(await digestOf(app)).toBe(expected)
    } finally {
      await app.close()
    }
  }, 120_000)
})
