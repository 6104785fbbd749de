import { masked } from '../../places.js'
import { ExitStatus } from '../exit-status.js'
import type { Terminal } from '../terminal.js'

/** Faults after which nothing has been begun: the file, the store or the folder is not as needed. */
const NOTHING_BEGUN = [
  'BackupFault',
  'DataFolderInUse',
  'DataFolderUnusable',
  'EventFileFault',
  'KurrentFault',
  'LogFileFault',
  'NoLogFault',
  'OtherLogFault',
  'PostgresLogFault',
]

/** Tells a fault of moving a log in its own words, without passwords, and ends with the status that fits. */
export const tellLogFault = (error: unknown, terminal: Terminal): void => {
  if (error instanceof Error && error.name === 'ImportFault') throw error
  terminal.endProgress()
  const plain = error instanceof Error && error.name !== 'Error' && !error.name.endsWith('TypeError')
  const text =
    error instanceof Error ? (plain ? error.message : (error.stack ?? error.message)) : String(error)
  terminal.note(masked(text))
  const nothingBegun = error instanceof Error && NOTHING_BEGUN.includes(error.name)
  terminal.finish(nothingBegun ? ExitStatus.Usage : ExitStatus.Broken)
}
