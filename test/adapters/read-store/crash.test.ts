import { spawn } from 'node:child_process'
import { once } from 'node:events'
import Database from 'libsql'
import { join } from 'node:path'
import { openSqliteRowWriter } from '../../../src/adapters/read-store/sqlite.js'
import { newFolder } from './files.js'

const root = join(__dirname, '..', '..', '..')
const register = join(root, 'test', 'eventsourcing', 'read-side', 'register.cjs')

/** Starts a process that writes batches without end, and kills it after so many reports. */
const killedAfter = async (file: string, batches: number): Promise<void> => {
  const child = spawn(process.execPath, ['-r', register, join(__dirname, 'write-without-end.ts'), file], {
    cwd: root,
  })
  let reports = ''
  child.stdout.on('data', (chunk: Buffer) => {
    reports += chunk.toString()
    if (reports.length >= batches) child.kill('SIGKILL')
  })
  const [status, signal] = (await once(child, 'exit')) as [number | null, string | null]
  if (signal !== 'SIGKILL') throw new Error(`The writer ended by itself with ${String(status)}`)
}

test('a killed writer leaves whole batches: every event counted once, none lost before the checkpoint', async () => {
  const file = join(newFolder(), 'rows.db')
  let last = 0n
  for (const batches of [1, 2, 5, 3, 9, 1]) {
    await killedAfter(file, batches)
    const db = new Database(file)
    const [row] = db
      .prepare(
        'SELECT count(*) AS rows, sum(from_position) AS total, (SELECT position FROM checkpoint) AS checkpoint FROM ramp',
      )
      .safeIntegers()
      .all() as { rows: bigint; total: bigint; checkpoint: bigint }[]
    db.close()
    const checkpoint = row?.checkpoint ?? -1n
    // Each event of the child is one row: rows ahead of the checkpoint, or behind it, would be half a batch.
    expect(row?.rows).toBe(checkpoint)
    expect(row?.total).toBe((checkpoint * (checkpoint + 1n)) / 2n)
    expect(checkpoint).toBeGreaterThanOrEqual(last + BigInt(batches * 10))
    last = checkpoint
  }
  const writer = openSqliteRowWriter(file, { generation: 'read-test', startedAt: new Date(0) })
  expect(await writer.checkpoint()).toBe(last)
  await writer.close()
}, 60_000)
