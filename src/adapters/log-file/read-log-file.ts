import { closeSync, createReadStream, openSync, readSync } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'

import { LogTransferFault, type LogEnd, type LogEntry } from '../../eventsourcing/log-transfer.js'
import { errorCode, errorMessage } from './error-code.js'
import { differenceOf, misplaced } from './line-difference.js'
import { LineTooLong, linesOf } from './lines.js'
import { lineFault, LogFileFault } from './log-file-fault.js'
import { endLine, entryLine, type Engine } from './log-text.js'
import { parseHeader, parseLine, toLogEntry, type CommandLine } from './parse-line.js'
import { RunningLog } from './running-log.js'
import type { LogSummary } from './write-log-file.js'

/** An entry whose hashes have been recomputed and agree, and where the log ends with it. */
export interface ReadEntry {
  readonly entry: LogEntry
  readonly end: LogEnd
}

/** What a whole file holds. */
export interface LogFileSummary extends LogSummary {
  readonly engine: Engine
}

const CHUNK = 1 << 20

/** Packed files are told by what they begin with, not by their name. */
const isPacked = (file: string): boolean => {
  const handle = openSync(file, 'r')
  try {
    const start = Buffer.alloc(2)
    return readSync(handle, start) === 2 && start.readUInt16BE() === 0x1f8b
  } finally {
    closeSync(handle)
  }
}

const bytesOf = (file: string): AsyncIterable<Buffer> => {
  const packed = isPacked(file)
  const bytes = createReadStream(file, { highWaterMark: CHUNK })
  if (!packed) return bytes
  const unpacked = createGunzip({ chunkSize: CHUNK })
  // Whoever reads hears of every fault through `unpacked`.
  pipeline(bytes, unpacked, () => undefined)
  return unpacked
}

/** Faults of reading, in words for people; others come back as they are. */
const readingFault = (file: string, line: number, error: unknown): unknown => {
  if (error instanceof LineTooLong) return lineFault(file, line + 1, 'the line has no end')
  const code = errorCode(error)
  if (code.startsWith('Z_')) {
    return lineFault(file, line + 1, `the file cannot be unpacked any further: ${errorMessage(error)}`)
  }
  if (code.startsWith('E'))
    return new LogFileFault(`${file} cannot be read: ${errorMessage(error)}.`, { cause: error })
  return error
}

const acceptCommand = (text: string, found: CommandLine, running: RunningLog): ReadEntry | string => {
  const difference = misplaced(found, running.head.commands + 1)
  if (difference !== null) return difference
  const entry = toLogEntry(found)
  try {
    const settled = running.accept(entry)
    if (entryLine(entry, settled) !== text) return differenceOf(found, settled)
    return { entry, end: running.end() }
  } catch (error) {
    if (!(error instanceof LogTransferFault)) throw error
    return 'the command does not fit behind those before it, or could not have been recorded'
  }
}

const readLines = async function* (
  file: string,
  at: { line: number },
): AsyncGenerator<ReadEntry, LogFileSummary> {
  const running = new RunningLog()
  const lines = linesOf(bytesOf(file))
  const first = await lines.next()
  at.line = 1
  const header = parseHeader(first.done === true ? undefined : first.value)
  if ('fault' in header) throw lineFault(file, 1, header.fault)
  let ended = false
  for await (const text of lines) {
    if (ended) throw lineFault(file, at.line + 1, 'there is more after the last line of the export')
    const line = parseLine(text)
    if (line.kind === 'command') {
      const accepted = acceptCommand(text, line.command, running)
      if (typeof accepted === 'string') throw lineFault(file, at.line + 1, accepted)
      yield accepted
    } else if (line.kind === 'end') {
      if (text !== endLine(running)) {
        throw lineFault(
          file,
          at.line + 1,
          'counts and hashes of the last line are not those of the lines before it',
        )
      }
      ended = true
    } else {
      const what =
        line.kind === 'no-json' ? 'it is damaged or cut off: no JSON' : 'it is no command of an export'
      throw lineFault(file, at.line + 1, what)
    }
    at.line += 1
  }
  if (!ended) throw lineFault(file, at.line, 'the file ends here without its last line: it is cut off')
  return { ...running.end(), streams: running.streams(), engine: header.engine }
}

/**
 * Reads the entries of a file that has been read and found whole just before; nothing is recomputed.
 *
 * @throws LogFileFault when it has changed since
 */
export const readCheckedFile = async function* (file: string): AsyncGenerator<LogEntry> {
  let line = 0
  try {
    for await (const text of linesOf(bytesOf(file))) {
      line += 1
      const parsed = parseLine(text)
      if (parsed.kind === 'command') yield toLogEntry(parsed.command)
      else if (line > 1 && parsed.kind !== 'end')
        throw lineFault(file, line, 'the file has changed meanwhile')
    }
  } catch (error) {
    throw readingFault(file, line, error)
  }
}

/**
 * Reads a file that an export wrote, packed or not, entry by entry. Every hash is recomputed, and every line must be
 * the one text that an export writes for it, so nothing that was damaged, cut off, moved or edited passes.
 *
 * @returns when all of it was read and is whole: what it holds
 * @throws LogFileFault at the first line that does not fit
 */
export const readLogFile = async function* (file: string): AsyncGenerator<ReadEntry, LogFileSummary> {
  const at = { line: 0 }
  try {
    return yield* readLines(file, at)
  } catch (error) {
    throw readingFault(file, at.line, error)
  }
}
