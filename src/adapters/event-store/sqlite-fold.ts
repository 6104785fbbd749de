import type Database from 'libsql'

import type { ScriptRunner } from './sqlite-database.js'

/** Pages after which it is tried again when it failed, or when somebody was still reading: soon, for room is short. */
const RETRY_PAGES = 50

/**
 * Twice: the first time takes long, and when commits come meanwhile it does not wait until the pages are on disk. Whoever
 * copies the rest would wait for all of them; after the second time little is left.
 */
const COPY_MOST = 'PRAGMA wal_checkpoint(PASSIVE); PRAGMA wal_checkpoint(PASSIVE)'

/** Copies what commits wrote from the write-ahead log into the file, so that the log begins anew and stays short. */
export interface Fold {
  /** Tells it that about so many pages were committed. Called between two commits. */
  wrote(pages: number): void
}

/** What `wal_checkpoint` tells: pages in the log, and how many of them are in the file. */
interface Copied {
  readonly log: number
  readonly checkpointed: number
}

/**
 * Copies on the other thread, for that takes as long as some hundred commits. Commits go on meanwhile, so a few pages
 * are left over, and as long as any is left the log cannot begin anew: those are copied here, between two commits.
 *
 * @param after pages of the write-ahead log after which they are copied; some of its length is to be left for the meantime
 */
export const createFold = (
  database: Pick<Database.Database, 'pragma'>,
  elsewhere: Pick<ScriptRunner, 'run'>,
  after: number,
): Fold => {
  let unfolded = 0
  let state: 'waiting' | 'copying' | 'copied' = 'waiting'

  const waitFor = (pages: number): void => {
    state = 'waiting'
    unfolded = after - pages
  }

  const copyMost = (): void => {
    state = 'copying'
    elsewhere.run(COPY_MOST).then(
      () => (state = 'copied'),
      () => waitFor(RETRY_PAGES),
    )
  }

  const copyRest = (): void => {
    try {
      const [copied] = database.pragma('wal_checkpoint(PASSIVE)') as Copied[]
      waitFor(copied?.log === copied?.checkpointed ? after : RETRY_PAGES)
    } catch {
      // The commits stand whether they are copied or not; a full disk is told to the next one that needs room.
      waitFor(RETRY_PAGES)
    }
  }

  return {
    wrote: (pages) => {
      unfolded += pages
      if (state === 'copied') copyRest()
      else if (state === 'waiting' && unfolded >= after) copyMost()
    },
  }
}
