import type Database from 'libsql'
import { z } from 'zod'
import type { Position } from '../../eventsourcing/event-store.js'

/** What the file of a generation says of itself. */
export interface GenerationManifest {
  readonly name: string
  readonly startedAt: Date
  /** Null while it is being built. */
  readonly completedAt: Date | null
  readonly position: Position
}

const Instant = z.string().transform((text) => new Date(text))
const ManifestRow = z.tuple([z.string(), Instant, Instant.nullable(), z.bigint()])

const hasTables = (db: Database.Database): boolean => {
  const rows = db
    .prepare("SELECT name FROM sqlite_master WHERE name IN ('generation', 'checkpoint')")
    .raw()
    .all()
  return rows.length === 2
}

/** Reads the manifest; null when the file has no tables yet, as after a crash at the very beginning. */
export const readManifest = (db: Database.Database): GenerationManifest | null => {
  if (!hasTables(db)) return null
  const sql = 'SELECT g.name, g.started_at, g.completed_at, c.position FROM generation g, checkpoint c'
  const [row] = db.prepare(sql).raw().safeIntegers().all()
  if (row === undefined) return null
  const [name, startedAt, completedAt, position] = ManifestRow.parse(row)
  return { name, startedAt, completedAt, position }
}
