import type { ScriptRunner } from './sqlite-database.js'
import type { Settled, SqliteLedger } from './sqlite-ledger.js'
import { SETTLE } from './sqlite-tables.js'

/** So many events or commands are settled at once, for keys that lie side by side share a page. */
const MANY = 8_000
/** A commit of more commands than this says that many wait, and all of them would wait for what settles. */
const FEW = 4
/** So many more may be left while that is so: in most cases fewer wait before that. */
const LEFT_WHILE_BUSY = 4_000
/** Milliseconds after which fewer are settled as well. */
const SOON_MS = 1_000

/** Settles what was stored, on the other thread. */
export interface Settling {
  /** True while it works: then a commit on the store's own connection would have to wait for it. */
  readonly underway: boolean
  /** Told after each commit of so many commands, when the ledger has kept it. */
  stored(commands: number): void
  /** Nothing is begun any more. */
  stop(): void
}

/** Who is told of it. */
export interface SettlingListener {
  /** How many pages were committed, about. */
  wrote(pages: number): void
  /** What kept the log from being settled. */
  report(failure: unknown): void
}

/** Keys of a page, about: those of commands are texts. */
const STREAM_KEYS = 100
const COMMAND_KEYS = 50

/** Pages of so many keys of either kind, about: each another page, but no more than there are. */
const pagesOf = (count: number, { position, commands }: Settled): number =>
  Math.min(count, Math.ceil(position / STREAM_KEYS)) + Math.min(count, Math.ceil(commands / COMMAND_KEYS))

/** Each failure doubles the wait for the next attempt, up to so many times. */
const MOST_PATIENCE = 64

export const createSettling = (
  ledger: Pick<SqliteLedger, 'unsettled' | 'storedEnd' | 'settledUpTo'>,
  elsewhere: Pick<ScriptRunner, 'run'>,
  listener: SettlingListener,
): Settling => {
  let underway = false
  let stopped = false
  /** Grows when settling failed, for the disk may be full; the log is right without it. */
  let patience = 1
  /** So many are settled at once. */
  let enough = MANY
  let soon: NodeJS.Timeout | undefined

  const succeed = (end: Settled, count: number): void => {
    underway = false
    patience = 1
    enough = MANY
    ledger.settledUpTo(end)
    listener.wrote(pagesOf(count, end))
  }

  const fail = (failure: unknown): void => {
    underway = false
    patience = Math.min(2 * patience, MOST_PATIENCE)
    enough = ledger.unsettled + patience * MANY
    listener.report(failure)
  }

  const settle = (): void => {
    clearTimeout(soon)
    soon = undefined
    const [end, count] = [ledger.storedEnd, ledger.unsettled]
    if (underway || count === 0) return
    underway = true
    elsewhere.run(SETTLE).then(
      () => succeed(end, count),
      // There is nothing to roll back when the transaction never began or has ended with the failure.
      (failure: unknown) => {
        const done = (): void => fail(failure)
        elsewhere.run('ROLLBACK').then(done, done)
      },
    )
  }

  return {
    get underway() {
      return underway
    },
    stored: (commands) => {
      if (underway || stopped) return
      if (ledger.unsettled >= (commands > FEW ? enough + LEFT_WHILE_BUSY : enough)) settle()
      else soon ??= setTimeout(settle, patience * SOON_MS).unref()
    },
    stop: () => {
      clearTimeout(soon)
      stopped = true
    },
  }
}
