import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { v5 as uuidv5 } from 'uuid'

import { projections } from '../projections/all.js'
import { openSqliteEventStore } from '../src/adapters/event-store/sqlite.js'
import { rebuildGeneration } from '../src/adapters/read-store/sqlite-generations.js'
import { catalogue } from '../src/domain/catalogue.js'
import { createCodec } from '../src/eventsourcing/codec.js'
import { eventIdOf } from '../src/eventsourcing/event-id.js'
import type { EventStore, NewEvent } from '../src/eventsourcing/event-store.js'
import { benchResult, type BenchResult, middle } from './result.js'

const ROUNDS = 5
const SERIES = 1284
const MONTHS = 32
/** Events of the log that is rebuilt from. */
export const EVENTS = SERIES * MONTHS
const UUIDS = '0a9d1f62-6c58-5d0f-9b1e-7f2f4c3d5e6a'
const id = (name: string): string => uuidv5(name, UUIDS)

const period = (month: number): string =>
  `${2022 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`

const reading = (series: number, month: number): NewEvent => ({
  id: eventIdOf(`series ${series}`, month),
  type: 'ReadingRecorded',
  schema: 1,
  data: {
    seriesId: id(`series ${series}`),
    readingId: id(`reading ${series} ${month}`),
    period: period(month),
    value: (series * month) % 997,
    source: 'bench',
    collectedOn: '2025-01-01',
    definitionVersion: 1,
  },
  meta: { actor: 'bench', commandId: `series ${series}`, correlationId: 'bench' },
})

/** Records readings of many series, a command for each. */
export const fill = async (store: EventStore): Promise<void> => {
  for (let series = 0; series < SERIES; series += 1) {
    const outcome = await store.append({
      commandId: `series ${series}`,
      requestHash: '0'.repeat(64),
      writes: [
        {
          stream: `series-${id(`series ${series}`)}`,
          expected: 'none',
          events: Array.from({ length: MONTHS }, (_, month) => reading(series, month)),
        },
      ],
    })
    if (outcome.kind !== 'appended') throw new Error(`The readings were not recorded: ${outcome.kind}`)
  }
}

/** How long something takes. */
export const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const started = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - started) / 1e9
}

/** Bare reading of a log: pages as large as those of a rebuild, and nothing done with them. */
export const readEverything = async (store: EventStore): Promise<void> => {
  let position = 0n
  for (;;) {
    const { events, next } = await store.readAll(position, { max: 1000 })
    if (events.length === 0) return
    position = next
  }
}

/** Rebuild of the read side from the log, against bare reading of the same events from the same store. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
  const store = openSqliteEventStore(join(folder, 'events.db'))
  const codec = createCodec(catalogue)
  try {
    await fill(store)
    const read: number[] = []
    const rebuilt: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      read.push(EVENTS / (await seconds(() => readEverything(store))))
      rebuilt.push(
        EVENTS /
          (await seconds(() =>
            rebuildGeneration({ folder, store, decode: (event) => codec.decode(event), projections }),
          )),
      )
    }
    return [benchResult('rebuild of the read side', 'events/s', middle(rebuilt), middle(read))]
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
