import type { Head, StoredCommand, StreamEnd } from './ledger.js'
import type { PlacedEvent, StoredEnd, StoredStream } from './sqlite-rows.js'

/** Where a stream ends, and its number. */
export interface KnownStream extends StreamEnd {
  readonly id: number
}

/** What is entered for one commit, on top of what was before it. */
export class Entered {
  /** Where the log ends with it. */
  head: Head
  readonly streams = new Map<string, KnownStream>()
  readonly commands = new Map<string, StoredCommand>()
  readonly foreignIds = new Set<string>()
  readonly newStreams: StoredStream[] = []
  readonly events: PlacedEvent[] = []
  /** Commands that recorded nothing. */
  readonly eventless: StoredCommand[] = []
  /** Where the log ended before it. */
  readonly after: StoredEnd
  readonly #before: Head

  /** @param eventless sequence of the last command without events before it */
  constructor(before: Head, eventless: number) {
    this.#before = before
    this.head = before
    this.after = { chain: before.chain, eventless }
  }

  /** Sequence of the last command without events, this included. */
  get lastEventless(): number {
    return this.eventless.at(-1)?.sequence ?? this.after.eventless
  }

  /** The same before anything was entered. */
  again(): Entered {
    return new Entered(this.#before, this.after.eventless)
  }
}

/** What is not stored yet: groups that are on their way, and on top of them what was entered since. */
export class EnteredGroups {
  #entered: Entered
  /** In their order. */
  readonly #sent: Entered[] = []

  /** @param eventless sequence of the last command without events that is stored */
  constructor(head: Head, eventless: number) {
    this.#entered = new Entered(head, eventless)
  }

  /** What was entered since. */
  get entered(): Entered {
    return this.#entered
  }

  get areEmpty(): boolean {
    return this.#sent.length === 0 && this.#entered.commands.size === 0
  }

  commandIds(): string[] {
    return this.#all().flatMap(({ commands }) => [...commands.keys()])
  }

  newStreams(): number {
    return this.#all().reduce((count, { newStreams }) => count + newStreams.length, 0)
  }

  // Loops, not one function that is told what to look for: each command looks for some of these many times.

  /** Where a stream ends by the newest group that has it. */
  streamEnd(name: string): KnownStream | undefined {
    let found = this.#entered.streams.get(name)
    for (let index = this.#sent.length - 1; found === undefined && index >= 0; index -= 1)
      found = this.#sent[index]?.streams.get(name)
    return found
  }

  command(id: string): StoredCommand | undefined {
    let found = this.#entered.commands.get(id)
    for (let index = this.#sent.length - 1; found === undefined && index >= 0; index -= 1)
      found = this.#sent[index]?.commands.get(id)
    return found
  }

  /** Whether an event has this id, which is none that is derived. */
  hasForeignId(id: string): boolean {
    return this.#all().some(({ foreignIds }) => foreignIds.has(id))
  }

  /** What was entered is on its way. */
  send(): Entered {
    const sent = this.#entered
    this.#sent.push(sent)
    this.#entered = new Entered(sent.head, sent.lastEventless)
    return sent
  }

  /** Whether that is on its way, and nothing before it. */
  isNext(sent: Entered): boolean {
    return this.#sent[0] === sent
  }

  /** Takes the group out that is stored: what was sent first, or what was entered when nothing is on its way. */
  take(): Entered {
    const sent = this.#sent.shift()
    if (sent !== undefined) return sent
    const stored = this.#entered
    this.#entered = new Entered(stored.head, stored.lastEventless)
    return stored
  }

  /** Gives up what was entered. Returns how many new streams it had. */
  discard(): number {
    const { newStreams } = this.#entered
    this.#entered = this.#entered.again()
    return newStreams.length
  }

  #all(): readonly Entered[] {
    return [...this.#sent, this.#entered]
  }
}
