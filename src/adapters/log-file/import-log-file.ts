import type { LogEnd, LogEntry, LogSnapshot, OpenLogDestination } from '../../eventsourcing/log-transfer.js'
import { GENESIS } from '../../eventsourcing/hash-chain.js'
import { readCheckedFile, readLogFile, type LogFileSummary } from './read-log-file.js'
import { RunningLog } from './running-log.js'

/** Called now and then with what is being done and how many events that has reached. */
export type TransferProgress = (doing: 'checking' | 'recording', events: number) => void

export interface ImportReport {
  readonly file: LogFileSummary
  /** What was recorded now; the rest was there before. */
  readonly recordedEvents: number
  readonly recordedCommands: number
  /** Where the log ends now, by its own hashes. */
  readonly end: LogEnd
  /** True when every hash at the end is the file's. */
  readonly equal: boolean
}

/** Events and commands recorded at once. */
const GROUP = 1_000
const EVERY = 5_000

export const EMPTY_END: LogEnd = { events: 0, chain: GENESIS, commands: 0, commandChain: GENESIS }

const isSame = (one: LogEnd, other: LogEnd): boolean =>
  one.events === other.events &&
  one.chain === other.chain &&
  one.commands === other.commands &&
  one.commandChain === other.commandChain

/** Where a log ends: as the store keeps it, or, when it keeps no chain, counted and hashed from its entries. */
export const endOf = async (log: LogSnapshot): Promise<LogEnd> => {
  const kept = await log.end()
  if (kept !== null) return kept
  const running = new RunningLog()
  for await (const entry of log.entries(0n)) running.accept(entry)
  return running.end()
}

/** Reads a whole file and tells whether a log is its beginning. @throws LogFileFault when the file is not whole */
const checkAgainst = async (file: string, known: LogEnd, progress: TransferProgress) => {
  let begins = known.commands === 0 && isSame(known, EMPTY_END)
  let said = 0
  const entries = readLogFile(file)
  for (;;) {
    const next = await entries.next()
    if (next.done === true) return { file: next.value, begins }
    const { end } = next.value
    if (end.commands === known.commands) begins = isSame(end, known)
    if (end.events - said < EVERY) continue
    said = end.events
    progress('checking', end.events)
  }
}

/** Reads a whole file without recording anything. @throws LogFileFault when it is not as an export wrote it */
export const checkLogFile = async (file: string, progress: TransferProgress): Promise<LogFileSummary> =>
  (await checkAgainst(file, EMPTY_END, progress)).file

/** Hands entries over group by group; while one is being recorded, the next is read. */
const record = async (
  file: string,
  known: LogEnd,
  destination: OpenLogDestination,
  progress: TransferProgress,
): Promise<void> => {
  let group: LogEntry[] = []
  let size = 0
  let commands = 0
  let events = 0
  let recording: Promise<unknown> = Promise.resolve()
  for await (const entry of readCheckedFile(file)) {
    const written = entry.batch.writes.reduce((sum, write) => sum + write.events.length, 0)
    commands += 1
    events += written
    if (commands <= known.commands) continue
    group.push(entry)
    size += 1 + written
    if (size < GROUP) continue
    await recording
    recording = destination.receive(group)
    // Whoever waits for it next hears of its fault.
    recording.catch(() => undefined)
    group = []
    size = 0
    progress('recording', events)
  }
  await recording
  if (group.length > 0) await destination.receive(group)
}

/** The store holds another log; nothing was recorded. */
export class OtherLogFault extends Error {
  override readonly name = 'OtherLogFault'
}

const refusal = (file: LogFileSummary, known: LogEnd): OtherLogFault => {
  const holds = `The store holds ${known.events} events and ${known.commands} commands`
  const what =
    known.commands > file.commands
      ? `${holds}, the file only ${file.events} and ${file.commands}`
      : `${holds} that are not the beginning of the file`
  return new OtherLogFault(
    `${what}. Nothing was recorded. Name an empty store: a log can be moved whole, or go on where its own move was ` +
      'broken off, but two logs cannot become one.',
  )
}

/** How the store is opened: to look at, and to record in. */
export interface ImportStore {
  /** Null when there is no store yet. */
  readonly look: () => Promise<LogSnapshot | null>
  readonly open: () => Promise<OpenLogDestination>
}

const lookAt = async (store: ImportStore): Promise<LogEnd> => {
  const log = await store.look()
  if (log === null) return EMPTY_END
  try {
    return await endOf(log)
  } finally {
    await log.close()
  }
}

/**
 * Records a file in a store. The whole file is read and checked before anything is recorded; what the store holds
 * must be the beginning of the file, and is passed over, so that an import that was broken off goes on. Afterwards
 * the store is asked where it ends.
 *
 * @throws LogFileFault when the file is not whole, OtherLogFault when the store holds other events: nothing was recorded
 * then; LogTransferFault when an entry does not fit
 */
export const importLogFile = async (
  file: string,
  store: ImportStore,
  progress: TransferProgress,
): Promise<ImportReport> => {
  const known = await lookAt(store)
  const checked = await checkAgainst(file, known, progress)
  if (!checked.begins) throw refusal(checked.file, known)
  if (known.commands < checked.file.commands) {
    const destination = await store.open()
    try {
      await record(file, known, destination, progress)
    } finally {
      await destination.close()
    }
  }
  const end = await lookAt(store)
  return {
    file: checked.file,
    recordedEvents: end.events - known.events,
    recordedCommands: end.commands - known.commands,
    end,
    equal: isSame(end, checked.file),
  }
}
