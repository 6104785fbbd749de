import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

import type { LogSnapshot } from '../../eventsourcing/log-transfer.js'
import { syncFolder } from '../event-store/sync-to-disk.js'
import { errorCode, errorMessage } from './error-code.js'
import { LogFileFault } from './log-file-fault.js'
import { logText, type LogSummary, type WriteOptions } from './write-log-file.js'

/** Keeps what a generator returns at its end, which a stream of it would drop. */
const keepingSummary = (log: LogSnapshot, options: WriteOptions) => {
  const kept: { summary?: LogSummary } = {}
  const pieces = async function* (): AsyncGenerator<string> {
    kept.summary = yield* logText(log, options)
  }
  const summary = (): LogSummary => {
    if (kept.summary === undefined) throw new Error('The export has not come to its end')
    return kept.summary
  }
  return { text: Readable.from(pieces(), { objectMode: false }), summary }
}

/**
 * Writes a log to a stream, which stays open. Without its last line what arrives there is cut off and is refused by
 * every reader.
 *
 * @throws LogTransferFault when the log is not as it was recorded; LogFileFault when the reader has gone
 */
export const exportLogTo = async (
  log: LogSnapshot,
  sink: NodeJS.WritableStream,
  options: WriteOptions,
): Promise<LogSummary> => {
  const { text, summary } = keepingSummary(log, options)
  try {
    await pipeline(text, sink, { end: false })
    return summary()
  } catch (error) {
    if (errorCode(error) !== 'EPIPE') throw error
    throw new LogFileFault('Whoever reads standard output has gone: the export is cut off.', { cause: error })
  }
}

/** Codes of what can be wrong with a file or its disk; those of connections are others. */
const FILE_CODES = ['EACCES', 'EDQUOT', 'EIO', 'EISDIR', 'ENOENT', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EROFS']

const requireFree = (file: string): void => {
  if (existsSync(file))
    throw new LogFileFault(`${file} is there already. Name another file, or remove it first.`)
}

const writeTo = async (text: Readable, file: string, packed: boolean): Promise<void> => {
  const sink = createWriteStream(file, { flush: true })
  await (packed ? pipeline(text, createGzip(), sink) : pipeline(text, sink))
}

/**
 * Writes a log to a file, packed when its name ends in `.gz`. It gets its name when all of it is on disk, so that a
 * file with that name is always whole.
 *
 * @throws LogFileFault when there is a file of that name or it cannot be written; LogTransferFault when the log is not
 * as it was recorded
 */
export const exportLogFile = async (
  log: LogSnapshot,
  file: string,
  options: WriteOptions,
): Promise<LogSummary> => {
  requireFree(file)
  const unfinished = `${file}.unfinished`
  const { text, summary } = keepingSummary(log, options)
  try {
    await writeTo(text, unfinished, file.endsWith('.gz'))
    requireFree(file)
    renameSync(unfinished, file)
    syncFolder(path.dirname(path.resolve(file)))
    return summary()
  } catch (error) {
    if (!FILE_CODES.includes(errorCode(error))) throw error
    throw new LogFileFault(`${file} cannot be written: ${errorMessage(error)}. Nothing was left there.`, {
      cause: error,
    })
  } finally {
    rmSync(unfinished, { force: true })
  }
}
