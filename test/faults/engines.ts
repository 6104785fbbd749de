import { join } from 'node:path'

import { openSqliteLogReader } from '../../src/adapters/event-store/sqlite-log-reader.js'
import type { EventStore } from '../../src/eventsourcing/event-store.js'
import { listReadSides, logFile, verifyLog } from '../../src/operations.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { rowsBuiltAfresh, rowsOfFile, type Rows } from './rows.js'

/** The part of a log that can be read beside the server that writes it. */
export type LogBeside = Pick<EventStore, 'readAll' | 'subscribe' | 'head' | 'close'>

/** Where a server keeps what it is told, and how to look at it from outside. */
export interface Engine {
  readonly name: string
  /** Environment of a server on it; several servers may have the same when the engine allows it. */
  readonly settings: Readonly<Record<string, string>>
  readonly openLog: () => Promise<LogBeside>
  /** What `waymark verify` finds wrong with the log. */
  readonly findings: () => Promise<readonly unknown[]>
  /** The rows that serve. */
  readonly servedRows: () => Promise<Rows>
  /** The rows that a generation built afresh from the log has. */
  readonly freshRows: () => Promise<Rows>
  readonly dispose: () => Promise<void>
}

/** Both stores in a folder. */
export const embeddedIn = (folder: string, dispose: () => void = () => undefined): Engine => {
  const openLog = () => Promise.resolve(openSqliteLogReader(logFile(folder)))
  return {
    name: 'embedded',
    settings: { WAYMARK_DATA: folder },
    openLog,
    findings: () => Promise.resolve(verifyLog(folder, () => undefined).findings),
    servedRows: () => {
      const current = listReadSides(folder).find((generation) => generation.current)
      if (current === undefined) throw new Error('There is no read side')
      return Promise.resolve(rowsOfFile(current.file))
    },
    freshRows: async () => {
      const log = await openLog()
      try {
        return await rowsBuiltAfresh(log)
      } finally {
        await log.close()
      }
    },
    dispose: () => {
      dispose()
      return Promise.resolve()
    },
  }
}

/** Both stores in a folder of their own. */
export const embedded = (): Promise<Engine> => {
  const folder = temporaryFolder()
  return Promise.resolve(embeddedIn(join(folder.path, 'data'), () => folder.remove()))
}
