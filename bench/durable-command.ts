import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import Database from 'libsql'

import { openSqliteEventStore } from '../src/adapters/event-store/sqlite.js'
import { catalogue } from '../src/domain/catalogue.js'
import { createCodec } from '../src/eventsourcing/codec.js'
import { createCommandHandler } from '../src/eventsourcing/command-handler.js'
import {
  bareRow,
  perSecond,
  prepareReadings,
  recordOne,
  recordTogether,
  WARM_UP,
} from './reading-commands.js'
import { benchResult, type BenchResult, middle } from './result.js'

/** Odd, and many: the machine changes its speed from one to the next. */
const ROUNDS = 41
const COMMANDS = 320

const keepBusy = (nanoseconds: bigint): void => {
  const end = process.hrtime.bigint() + nanoseconds
  while (process.hrtime.bigint() < end);
}

/** What the store writes of a reading beside its hashes, in a bare table: INSERT and commit, nothing else. */
const createBare = (file: string) => {
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec(
    'CREATE TABLE event (position INTEGER PRIMARY KEY, id TEXT NOT NULL, stream TEXT NOT NULL, ' +
      'revision INTEGER NOT NULL, type TEXT NOT NULL, schema INTEGER NOT NULL, recorded_at INTEGER NOT NULL, ' +
      'data TEXT NOT NULL, meta TEXT NOT NULL) STRICT',
  )
  const insert = database.prepare<(number | string)[]>('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  let position = 0
  /** `pause`: nanoseconds for which the processor is kept busy before each commit. */
  const round = (count: number, pause = 0n): number => {
    const started = process.hrtime.bigint()
    for (let n = 0; n < count; n += 1) {
      position += 1
      keepBusy(pause)
      const row = bareRow(position)
      begin.run()
      insert.run(...row)
      commit.run()
    }
    return perSecond(count, started)
  }
  return { round, close: () => database.close() }
}

/** Durable commands per second, one at a time and 32 at once, against the bare loop; rounds are interleaved. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
  const bare = createBare(join(folder, 'bare.db'))
  const store = openSqliteEventStore(join(folder, 'events.db'))
  try {
    const handler = createCommandHandler({ store, codec: createCodec(catalogue) })
    await prepareReadings(handler)
    let next = 0
    let processorTime = 0n
    const alone = async (count: number): Promise<number> => {
      const [started, cpu] = [process.hrtime.bigint(), process.cpuUsage()]
      for (let n = 0; n < count; n += 1) await recordOne(handler, next++)
      const { user } = process.cpuUsage(cpu)
      processorTime = BigInt(Math.round((user * 1_000) / count))
      return perSecond(count, started)
    }
    const together = (count: number): Promise<number> => {
      next += count
      return recordTogether(handler, next - count, count)
    }
    bare.round(WARM_UP)
    await together(WARM_UP)
    await alone(WARM_UP / 10)
    const rounds: { bare: number; alone: number; together: number; paused: number }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({
        bare: bare.round(COMMANDS),
        alone: await alone(COMMANDS),
        together: await together(COMMANDS * 4),
        paused: bare.round(COMMANDS, processorTime),
      })
    }
    const result = (
      name: string,
      what: 'alone' | 'together' | 'paused',
      baseline: 'bare' | 'paused' = 'bare',
    ): BenchResult => ({
      ...benchResult(
        name,
        'commands/s',
        middle(rounds.map((round) => round[what])),
        middle(rounds.map((round) => round[baseline])),
      ),
      // Of neighbouring measurements, so that what else the machine does falls on both.
      ratio: middle(rounds.map((round) => round[what] / round[baseline])),
    })
    return [
      result('durable command, one at a time', 'alone'),
      result('durable command, 32 at once', 'together'),
      // Many disks answer at once only to who never pauses: what of the first line is the disk, not the command.
      result('bare, but as busy between commits as a command', 'paused'),
      result('durable command against that', 'alone', 'paused'),
    ]
  } finally {
    await store.close()
    bare.close()
    rmSync(folder, { recursive: true })
  }
}
