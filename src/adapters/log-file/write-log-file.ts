import { LogTransferFault, type LogEnd, type LogSnapshot } from '../../eventsourcing/log-transfer.js'
import { endLine, entryLine, headerLine, type Engine } from './log-text.js'
import { RunningLog } from './running-log.js'

/** What an export holds. */
export interface LogSummary extends LogEnd {
  readonly streams: number
}

export interface WriteOptions {
  readonly engine: Engine
  /** Called now and then with the number of events written. */
  readonly progress?: (events: number) => void
}

/** Characters written at once. */
const CHUNK = 1 << 18

const isSameEnd = (one: LogEnd, other: LogEnd): boolean =>
  one.events === other.events &&
  one.chain === other.chain &&
  one.commands === other.commands &&
  one.commandChain === other.commandChain

/**
 * The text of a log, piece by piece: a header, a line for each command, and an end that counts and hashes them all.
 * Every hash is computed anew; the end is written only when it is the one that the store keeps.
 *
 * @returns what was written
 * @throws LogTransferFault when the log is not as it was recorded
 */
export const logText = async function* (
  log: LogSnapshot,
  { engine, progress }: WriteOptions,
): AsyncGenerator<string, LogSummary> {
  const running = new RunningLog()
  let waiting = `${headerLine(engine)}\n`
  for await (const entry of log.entries(0n)) {
    waiting += `${entryLine(entry, running.accept(entry))}\n`
    if (waiting.length < CHUNK) continue
    yield waiting
    waiting = ''
    progress?.(running.head.position)
  }
  const kept = await log.end()
  if (kept !== null && !isSameEnd(kept, running.end())) {
    throw new LogTransferFault(
      'The log is not as it was recorded: its hashes do not lead to the one that it keeps at its end. ' +
        'Run `waymark verify`, which names the place, and export from a good copy.',
    )
  }
  yield `${waiting}${endLine(running)}\n`
  return { ...running.end(), streams: running.streams() }
}
