import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'

import Database from 'libsql'

import { openSqliteRowWriter } from '../../../src/adapters/read-store/sqlite.js'
import type { RowOperation } from '../../../src/eventsourcing/projection.js'
import { newFolder } from './files.js'

const at = new Date('2024-04-01T09:00:00Z')
/** Fewer pages than those after which a commit copies them by itself. */
const SERIES = 1_000
/** A hundred of them fill more than half of the write-ahead log, and less than what a commit copies by itself. */
const PAGES_OF_RAMP = 25

const series = (n: number): RowOperation => ({
  op: 'upsert',
  table: 'Series',
  row: { id: `series ${n}`, metricId: 'm', localityId: 'l', openedAt: at, fromPosition: BigInt(n) },
})

test('rows are copied into their file while the writer stays open, and none is lost by it', async () => {
  const file = join(newFolder(), 'rows.db')
  const writer = openSqliteRowWriter(file, { generation: 'read-test', startedAt: at })
  await writer.complete(at)
  const before = statSync(file).size
  const all = Array.from({ length: SERIES }, (_, index) => series(index + 1))
  await writer.apply(all, BigInt(SERIES))
  while (statSync(file).size === before) await turn()
  await writer.apply([series(SERIES + 1)], BigInt(SERIES + 1))
  await writer.close()

  const db = new Database(file)
  const rows = db.prepare('SELECT count(*) FROM series').raw().get() as unknown[]
  db.close()
  expect(rows).toEqual([SERIES + 1])
})

test('what the build left in the write-ahead log is copied aside with the first rows, not by a later commit', async () => {
  const file = join(newFolder(), 'rows.db')
  const build = openSqliteRowWriter(file, { generation: 'read-test', startedAt: at })
  const changeIdea = 'x'.repeat(PAGES_OF_RAMP * 4_096)
  const ramps = Array.from({ length: 100 }, (_, index): RowOperation => {
    const row = {
      id: `ramp ${index}`,
      projectId: 'p',
      title: 't',
      changeIdea,
      fromPosition: BigInt(index + 1),
    }
    return { op: 'upsert', table: 'Ramp', row }
  })
  await build.apply(ramps, 30n)
  await build.complete(at)
  const before = statSync(file).size

  const writer = openSqliteRowWriter(file, { generation: 'read-test', startedAt: at })
  await writer.apply([series(1)], 31n)
  while (statSync(file).size === before) await turn()
  await writer.close()
  await build.close()
  expect(statSync(file).size).toBeGreaterThan(before)
})
