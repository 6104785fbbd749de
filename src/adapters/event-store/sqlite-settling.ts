import type { ScriptRunner } from './sqlite-database.js'
import type { SqliteLedger } from './sqlite-ledger.js'
import { SETTLE } from './sqlite-tables.js'

/** So many events or commands are settled at once, for keys that lie side by side share a page. */
const MANY = 1_000
/** Milliseconds after which fewer are settled as well. */
const SOON_MS = 1_000

/** Settles what was stored, on the other thread. */
export interface Settling {
  /** True while it works: then a commit on the store's own connection would have to wait for it. */
  readonly underway: boolean
  /** Told after each commit, when the ledger has kept it. */
  stored(): void
  /** Nothing is begun any more. */
  stop(): void
}

/**
 * @param wrote told how many pages were committed, about
 */
export const createSettling = (
  ledger: Pick<SqliteLedger, 'unsettled' | 'storedEnd' | 'settledUpTo'>,
  elsewhere: Pick<ScriptRunner, 'run'>,
  wrote: (pages: number) => void,
): Settling => {
  let underway = false
  let stopped = false
  /** More when settling failed, for the disk may be full; the log is right without it. */
  let enough = MANY
  let soon: NodeJS.Timeout | undefined

  const finish = (next: number): void => {
    underway = false
    enough = next
  }
  const fail = (): void => finish(ledger.unsettled + MANY)

  const settle = (): void => {
    clearTimeout(soon)
    soon = undefined
    const [end, count] = [ledger.storedEnd, ledger.unsettled]
    if (underway || count === 0) return
    underway = true
    elsewhere.run(SETTLE).then(
      () => {
        ledger.settledUpTo(end)
        finish(MANY)
        wrote(2 * count)
      },
      // There is nothing to roll back when the transaction never began or has ended with the failure.
      () => elsewhere.run('ROLLBACK').then(fail, fail),
    )
  }

  return {
    get underway() {
      return underway
    },
    stored: () => {
      if (underway || stopped) return
      if (ledger.unsettled >= enough) settle()
      else soon ??= setTimeout(settle, SOON_MS).unref()
    },
    stop: () => {
      clearTimeout(soon)
      stopped = true
    },
  }
}
