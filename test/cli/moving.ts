import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'

import Database from 'libsql'

import { createLookups } from '../../src/adapters/event-store/sqlite-lookups.js'
import { openSqliteEventStore } from '../../src/adapters/event-store/sqlite.js'
import { logFile } from '../../src/operations.js'
import { clientOf, startAppOn, succeed } from '../support/app.js'
import { batch } from '../support/event-store-batches.js'

/** What is asked to register a place, under a key of its own. */
export const place = (number: number) => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  kind: 'SYSTEM',
  name: `Ärzte am Hafen ${number}`,
  openedOn: '2020-04-01',
  idempotencyKey: `place ${number}`,
})

/** Starts a server on a data folder, registers places under keys of their own, and stops it. */
export const registerPlaces = async (
  data: string,
  from: number,
  count: number,
  settings: Record<string, string> = {},
): Promise<void> => {
  const app = await startAppOn(data, settings)
  try {
    for (let number = from; number < from + count; number += 1) {
      await succeed(clientOf(app), 'registerLocality', place(number))
    }
  } finally {
    await app.close()
  }
}

/** How many places a server on a data folder shows. */
export const placesShown = async (data: string, settings: Record<string, string> = {}): Promise<number> => {
  const app = await startAppOn(data, settings)
  try {
    await app.readSide.ready()
    const { localities } = await clientOf(app).request<{ localities: { totalCount: number } }>(
      '{ localities(first: 1) { totalCount } }',
    )
    return localities.totalCount
  } finally {
    await app.close()
  }
}

/** A data folder with a log of commands of which some recorded nothing. */
export const fillLog = async (data: string, commands: number): Promise<void> => {
  const store = openSqliteEventStore(logFile(data))
  await Promise.all(
    Array.from({ length: commands }, (_, n) => {
      const command = batch(`c${n}`, `series-${n % 50}`, { events: 1 + (n % 3), result: { n } })
      return store.append(n % 7 === 6 ? { ...command, writes: [] } : command)
    }),
  )
  await store.close()
}

export interface Hashes {
  readonly position: number
  readonly chain: string
  readonly commands: number
  readonly commandChain: string
}

/** Where a log ends, and the hashes that stand for all of it. */
export const hashesOf = (data: string): Hashes => {
  const database = new Database(join(data, 'events.db'), { readonly: true })
  try {
    const { position, chain, commands, command_chain: commandChain } = createLookups(database).end()
    return { position, chain, commands, commandChain }
  } finally {
    database.close()
  }
}

/** Changes a log behind its back. */
export const tamper = (data: string, statement: string): void => {
  const database = new Database(join(data, 'events.db'))
  database.exec(statement)
  database.close()
}

/** The commands that a writer has acknowledged once there are so many. */
export const heardOf = (writer: ChildProcess, many: number): Promise<readonly string[]> =>
  new Promise((resolve) => {
    let said = ''
    writer.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const lines = said.split('\n').slice(0, -1)
      if (lines.length >= many) resolve(lines.map((line) => line.split(' ')[0] ?? ''))
    })
  })
