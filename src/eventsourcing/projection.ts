import type { DomainEvent } from './decider.js'
import type { Meta, Position, Recorded, Revision } from './event-store.js'
import type { Quarantine } from './quarantine.js'

/** What a column can hold. Dates are instants; days are ISO strings; objects and lists are stored as JSON. */
export type Cell =
  string | number | bigint | boolean | null | Date | readonly unknown[] | { readonly [key: string]: unknown }

export type Row = { readonly [column: string]: Cell | undefined }

/**
 * A change to the rows of one table. Columns have the names of `prisma/schema.prisma`.
 * Applied in order; a batch of them gives the same rows as one by one.
 */
export type RowOperation =
  /**
   * Inserts the row, or replaces the one with the same primary key. Absent columns become null. `fresh`: there is none
   * with that key, which names this very event; a writer may try without looking, and looks when that proves wrong.
   */
  | { readonly op: 'upsert'; readonly table: string; readonly row: Row; readonly fresh?: true }
  /**
   * Changes columns of all rows that match (`null` matches null). `atMost` and `atLeast` narrow it further to rows
   * whose column is not null and lies on that side of the bound, the bound included: a fact that becomes known
   * late must not replace a later one, and a projection cannot look.
   */
  | {
      readonly op: 'update'
      readonly table: string
      readonly where: Row
      readonly set: Row
      readonly atMost?: Row
      readonly atLeast?: Row
    }
  | { readonly op: 'delete'; readonly table: string; readonly where: Row }

/** An event as a projection sees it: decoded, brought up to its newest schema, and where and when it was recorded. */
export type Projected<Event extends DomainEvent = DomainEvent> = Event & {
  readonly id: string
  readonly position: Position
  readonly stream: string
  readonly revision: Revision
  readonly recordedAt: Date
  readonly meta: Meta
}

export type Handlers<Event extends DomainEvent> = {
  readonly [Type in Event['type']]?: (
    event: Projected<Extract<Event, { type: Type }>>,
  ) => readonly RowOperation[]
}

/**
 * Events to rows, pure. A projection owns its tables: nobody else writes them.
 * A change of meaning raises `version`, and with it comes a new generation of the read side.
 */
export interface Projection<Event extends DomainEvent = DomainEvent> {
  readonly name: string
  readonly version: number
  readonly tables: readonly string[]
  readonly on: Handlers<Event>
  /** Of the one projection that knows which failing events are passed over. */
  readonly quarantine?: Quarantine
}

/** A projection of any event, as the runner holds it. */
export interface AnyProjection {
  readonly name: string
  readonly version: number
  readonly tables: readonly string[]
  readonly on: { readonly [type: string]: ((event: never) => readonly RowOperation[]) | undefined }
  readonly quarantine?: Quarantine
}

/** Turns batches of row operations into few statements. The checkpoint moves in the same transaction. */
export interface RowWriter {
  /**
   * Applies all operations and moves the checkpoint, or does nothing at all. After a failure it may be that the
   * transaction stands all the same (the answer to a commit was lost): `checkpoint` tells.
   *
   * @throws CheckpointMoved when the checkpoint is not where this writer left it
   */
  apply(operations: readonly RowOperation[], checkpoint: Position): Promise<void>
  /** Where the rows stand, read anew; 0 for an empty read side. `apply` goes on from there. */
  checkpoint(): Promise<Position>
  /**
   * Whether what `apply` threw lies in the operations themselves, so that they will never be taken: a cell of the
   * wrong type, a broken constraint. Anything else (no connection, a full disk, a lock) may pass. Absent: nothing does.
   */
  isRefusal?(cause: unknown): boolean
  close(): Promise<void>
}

/** Somebody else writes these rows as well: going on would count events twice. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved'
}

/** Decodes what the store returned; throws on a type or shape that this release does not know. */
export type Decode = (recorded: Recorded) => Projected
