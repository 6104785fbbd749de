import { readFileSync, writeFileSync } from 'node:fs'

import {
  memoryLogDestination,
  openMemoryLogSource,
} from '../../../src/adapters/event-store/memory-transfer.js'
import { MemoryLedger } from '../../../src/adapters/event-store/memory-ledger.js'
import { createMemoryEventStore } from '../../../src/adapters/event-store/memory.js'
import { exportLogFile } from '../../../src/adapters/log-file/export-log-file.js'
import type { ImportStore } from '../../../src/adapters/log-file/import-log-file.js'
import { batch } from '../../support/event-store-batches.js'

/** A log of commands on three streams; every seventh recorded nothing. */
export const logOf = async (commands: number, events = 1): Promise<MemoryLedger> => {
  const ledger = new MemoryLedger()
  let now = Date.parse('2026-03-01T09:00:00.000Z')
  const store = createMemoryEventStore({ clock: () => new Date((now += 1_000)), ledger })
  for (let n = 0; n < commands; n += 1) {
    const command = batch(`c${n}`, `series-${n % 3}`, {
      events,
      data: { text: `reading ${n} of a series, größer als 8` },
      result: { n },
    })
    await store.append(n % 7 === 6 ? { ...command, writes: [] } : command)
  }
  await store.close()
  return ledger
}

export const writeLog = (ledger: MemoryLedger, file: string): Promise<unknown> =>
  exportLogFile(openMemoryLogSource(ledger), file, { engine: 'memory' })

/** A store in memory to import into. */
export const storeOf = (ledger: MemoryLedger): ImportStore => ({
  look: () => Promise.resolve(openMemoryLogSource(ledger)),
  open: () => Promise.resolve({ ...memoryLogDestination(ledger), close: () => Promise.resolve() }),
})

/** Changes the lines of a file. */
export const editLines = (file: string, edit: (lines: string[]) => string[]): void => {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  writeFileSync(
    file,
    edit(lines)
      .map((line) => `${line}\n`)
      .join(''),
  )
}
