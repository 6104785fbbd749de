import { randomUUID } from 'node:crypto'

import type { Sha256 } from '../../eventsourcing/hash-chain.js'
import { RecentlyUsed } from '../../eventsourcing/recently-used.js'

/** Where a stream ends, as the database has told. */
export interface KnownStream {
  /** Its number in the table of streams. */
  readonly key: number
  readonly revision: number
  /** Hash of its last event; null when it was never asked for, as of streams that were only checked. */
  readonly end: Sha256 | null
}

/** What the database tells of the streams of a group, in their order. */
export interface ToldStreams {
  readonly run: number
  readonly keys: readonly (number | null)[]
  readonly revisions: readonly number[]
  readonly ends: readonly (string | null)[]
}

const STREAMS_KEPT = 20_000
const NO_RUN = -1

/**
 * What one writer knows of the ends of streams, so that the database need not look them up. It holds for a run: as
 * long as nobody else appends, on one connection. The database keeps count of runs, under the name of the writer, and
 * takes nothing from here that was known in another one.
 */
export class KnownStreams {
  readonly #ends = new RecentlyUsed<KnownStream>(STREAMS_KEPT)
  /** Streams that groups without an answer yet write to, and how many of them do. */
  readonly #underway = new Map<string, number>()
  #connection: object | null = null
  #writer = ''
  #run = NO_RUN

  /** The name of this writer on the connection in use. */
  get writer(): string {
    return this.#writer
  }

  /** The run in which everything here is known. */
  get run(): number {
    return this.#run
  }

  /** Says on which connection the next groups go; what was learned on another one is forgotten. */
  use(connection: object): void {
    if (this.#connection === connection) return
    this.#connection = connection
    this.#writer = randomUUID()
    this.forget()
  }

  /** Forgets everything: for when it is not known what became of a group. */
  forget(): void {
    this.#ends.clear()
    this.#run = NO_RUN
  }

  /** @param isWritten whether the hash of its last event is needed as well */
  find(name: string, isWritten: boolean): KnownStream | undefined {
    if (this.#underway.has(name)) return undefined
    const known = this.#ends.get(name)
    return isWritten && known?.end === null ? undefined : known
  }

  /** A group sets out that writes to these streams. */
  depart(written: Iterable<string>): void {
    for (const name of written) this.#underway.set(name, (this.#underway.get(name) ?? 0) + 1)
  }

  /** A group that set out is answered, or failed. */
  arrive(written: Iterable<string>): void {
    for (const name of written) {
      const others = (this.#underway.get(name) ?? 1) - 1
      if (others === 0) this.#underway.delete(name)
      else this.#underway.set(name, others)
    }
  }

  /** Takes in what the database told on a connection of the streams of a group. */
  learn(connection: object, names: readonly string[], told: ToldStreams): void {
    if (connection !== this.#connection) return
    if (told.run !== this.#run) this.forget()
    this.#run = told.run
    for (const [index, name] of names.entries()) {
      const [key, revision] = [told.keys[index], told.revisions[index]]
      if (typeof key !== 'number' || revision === undefined || revision < 0) continue
      this.#ends.set(name, { key, revision, end: told.ends[index] || null })
    }
  }
}
