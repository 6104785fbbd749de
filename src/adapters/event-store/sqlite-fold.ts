import type Database from 'libsql'

import type { ScriptRunner } from './sqlite-database.js'

/** Pages of the write-ahead log after which they are copied into the file: half of its length. */
const FOLD_PAGES = 2_000

/** Copies what commits wrote from the write-ahead log into the file, so that the log begins anew and stays short. */
export interface Fold {
  /** Tells it that so many pages were committed. Called between two commits of the connection that writes. */
  wrote(pages: number): void
}

/**
 * Copies on the other thread, for that takes as long as some hundred commits. Commits go on meanwhile, so a few pages
 * are left over, and as long as any is left the log cannot begin anew: those are copied here, between two commits.
 * What fails is tried again later, at last by SQLite itself when the log has its full length.
 */
export const createFold = (database: Database.Database, elsewhere: ScriptRunner): Fold => {
  let unfolded = 0
  let state: 'waiting' | 'copying' | 'copied' = 'waiting'

  const copyMost = (): void => {
    unfolded = 0
    state = 'copying'
    elsewhere.run('PRAGMA wal_checkpoint(PASSIVE)').then(
      () => (state = 'copied'),
      () => (state = 'waiting'),
    )
  }

  const copyRest = (): void => {
    state = 'waiting'
    try {
      database.pragma('wal_checkpoint(PASSIVE)')
    } catch {
      // The commits stand whether they are copied or not; a full disk is told to the next one that needs room.
    }
  }

  return {
    wrote: (pages) => {
      unfolded += pages
      if (state === 'copied') copyRest()
      else if (state === 'waiting' && unfolded >= FOLD_PAGES) copyMost()
    },
  }
}
