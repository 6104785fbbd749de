import { join } from 'node:path'

import { openPostgresEventStore } from '../../../src/adapters/event-store/postgres.js'
import { verifyPostgresLog } from '../../../src/adapters/event-store/verify-postgres.js'
import { signalsUntil, wholeLog } from '../../support/event-store-batches.js'
import { postgresForTests } from '../../support/postgres.js'
import { exited, startTypescript } from '../../support/typescript-process.js'

const PROCESSES = 4
const COMMANDS = 25

type Kinds = Record<string, number>

const write = async (url: string, name: string): Promise<Record<string, Kinds>> => {
  const file = join(__dirname, '../../support/postgres-log-writer.ts')
  const child = startTypescript(file, url, name, String(COMMANDS))
  let said = ''
  let complaint = ''
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  expect([await exited(child), complaint]).toEqual([0, ''])
  return JSON.parse(said) as Record<string, Kinds>
}

const sum = (said: readonly Record<string, Kinds>[], what: string, kind: string): number =>
  said.reduce((total, kinds) => total + (kinds[what]?.[kind] ?? 0), 0)

test('four processes on a new database: one order, no gap, each command once, and a follower sees it all', async () => {
  const database = await postgresForTests()
  const names = Array.from({ length: PROCESSES }, (_, n) => `p${n}`)
  // All of them make the tables at once.
  const said = Promise.all(names.map((name) => write(database.url, name)))
  const store = await openPostgresEventStore(database.url)
  const own = 2 * COMMANDS * PROCESSES
  const events = own + COMMANDS * PROCESSES + 2 * COMMANDS
  const following = signalsUntil(
    store.subscribe(0n, { signal: new AbortController().signal }),
    (signal) => signal.kind === 'event' && signal.event.position === BigInt(events),
  )
  const outcomes = await said
  expect(sum(outcomes, 'own', 'appended')).toBe(own)
  expect(sum(outcomes, 'contended', 'appended')).toBe(COMMANDS * PROCESSES)
  expect(sum(outcomes, 'contended', 'conflict')).toBeGreaterThan(0)
  expect(sum(outcomes, 'shared', 'appended')).toBe(COMMANDS)
  expect(sum(outcomes, 'shared', 'replayed')).toBe(COMMANDS * (PROCESSES - 1))
  const seen = (await following).flatMap((signal) => (signal.kind === 'event' ? [signal.event] : []))
  expect(seen.map(({ position }) => Number(position))).toEqual(
    Array.from({ length: events }, (_, n) => n + 1),
  )
  expect(await wholeLog(store)).toEqual(seen)
  expect(await verifyPostgresLog(database.url)).toMatchObject({
    events,
    commands: events - COMMANDS,
    findings: [],
  })
  await store.close()
  await database.dispose()
}, 60_000)
