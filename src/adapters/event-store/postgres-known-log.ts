import { GENESIS } from '../../eventsourcing/hash-chain.js'
import { RecentlyUsed } from '../../eventsourcing/recently-used.js'
import type { Head, StreamEnd } from './ledger.js'

/** Where a stream ends: revision -1 when there is no such stream. */
export interface KnownStream extends StreamEnd {
  /** Its number in the table of streams; null when there is no such stream. */
  readonly key: number | null
}

/** What the database tells of the log, and of the streams of a group in their order. */
export interface ToldLog {
  readonly before: readonly [chain: string, commandChain: string]
  readonly head: readonly [
    position: number,
    chain: string,
    recordedAt: number,
    commands: number,
    commandChain: string,
  ]
  readonly lastKey: number
  readonly keys: readonly (number | null)[]
  readonly revisions: readonly number[]
  readonly ends: readonly string[]
}

/** What a group that was settled here changes of what is known. */
export interface Advance {
  readonly head: Head
  readonly lastKey: number
  readonly streams: ReadonlyMap<string, KnownStream>
}

const STREAMS_KEPT = 20_000

/** Ends with no log: fits none. */
const NOWHERE: Head = { position: 0, chain: '', recordedAt: 0, commands: 0, commandChain: '' }
/** A stream that does not exist. */
export const NEW_STREAM: KnownStream = { key: null, revision: -1, hash: GENESIS }
/** In the place of a stream that is known no more. */
const NOT_KNOWN: KnownStream = { key: null, revision: -2, hash: '' }

/**
 * What one writer knows of the log: where it ends and where its streams end, groups on their way included. It holds as
 * long as nobody else appends, on one connection. Nothing rests on it but speed: the database writes what was settled
 * on it only where the log still ends so.
 */
export class KnownLog {
  readonly #streams = new RecentlyUsed<KnownStream>(STREAMS_KEPT)
  /** Groups settled here that have no answer yet, each with what was known before it, in their order. */
  #underway: { readonly group: Advance; readonly before: Advance }[] = []
  #connection: object | null = null
  #head = NOWHERE
  #lastKey = 0
  #isAlone = false

  get head(): Head {
    return this.#head
  }

  /** The highest number of a stream. */
  get lastKey(): number {
    return this.#lastKey
  }

  /** Whether the last answer went on from the one before it: nobody else has appended in between. */
  get isAlone(): boolean {
    return this.#isAlone
  }

  /** Says on which connection the next groups go; what was learned on another one is forgotten. */
  use(connection: object): void {
    if (this.#connection === connection) return
    this.#connection = connection
    this.forget()
  }

  /** Forgets everything: for when it is not known what became of a group, or somebody else has appended. */
  forget(): void {
    this.#streams.clear()
    this.#underway = []
    this.#head = NOWHERE
    this.#isAlone = false
  }

  find(name: string): KnownStream | undefined {
    const known = this.#streams.get(name)
    return known === NOT_KNOWN ? undefined : known
  }

  /** A group that was settled here sets out: what comes after it goes on from where it ends. */
  depart(group: Advance): void {
    const streams = new Map<string, KnownStream>()
    for (const [name, stream] of group.streams) {
      streams.set(name, this.#streams.get(name) ?? NOT_KNOWN)
      this.#streams.set(name, stream)
    }
    this.#underway.push({ group, before: { head: this.#head, lastKey: this.#lastKey, streams } })
    this.#head = group.head
    this.#lastKey = group.lastKey
  }

  /** A group that set out was written; or it was not, because the log is elsewhere, as the next answer tells. */
  arrive(group: Advance): void {
    if (this.#underway[0]?.group === group) this.#underway.shift()
  }

  /** A group that set out was not written, though the log ended where it was settled: nor are those behind it. */
  retract(group: Advance): void {
    if (!this.#underway.some((other) => other.group === group)) return
    for (let last = this.#underway.pop(); last !== undefined; last = this.#underway.pop()) {
      const { head, lastKey, streams } = last.before
      this.#head = head
      this.#lastKey = lastKey
      for (const [name, stream] of streams) this.#streams.set(name, stream)
      if (last.group === group) return
    }
  }

  /** Takes in what the database told on a connection of the log and the streams of a group. */
  learn(connection: object, names: readonly string[], told: ToldLog): void {
    if (connection !== this.#connection) return
    const [chain, commandChain] = told.before
    const goesOn = chain === this.#head.chain && commandChain === this.#head.commandChain
    if (!goesOn) this.forget()
    this.#isAlone = goesOn
    const [position, newChain, recordedAt, commands, newCommandChain] = told.head
    this.#head = { position, chain: newChain, recordedAt, commands, commandChain: newCommandChain }
    this.#lastKey = told.lastKey
    for (const [index, name] of names.entries()) {
      const [key, revision, hash] = [told.keys[index], told.revisions[index], told.ends[index]]
      if (revision === undefined || hash === undefined) continue
      this.#streams.set(name, typeof key === 'number' ? { key, revision, hash } : NEW_STREAM)
    }
  }
}
