/** What a stream has to be for an append. */
export type ExpectedState = bigint | 'any' | 'none' | 'exists'

export interface PeerEvent {
  readonly id: string
  readonly type: string
  readonly contentType: string
  readonly data: Uint8Array
  readonly metadata: Uint8Array
}

export interface PeerRecord extends PeerEvent {
  readonly stream: string
  readonly revision: bigint
  readonly commit: bigint
  readonly prepare: bigint
  readonly created: Date
}

export interface PeerWrite {
  readonly stream: string
  readonly expected: ExpectedState
  readonly events: readonly PeerEvent[]
}

/** A stream that is not in the expected state; `actual` is -1 when it does not exist. */
export interface WrongState {
  readonly stream: string
  readonly expected: ExpectedState
  readonly actual: bigint
}

export type PeerOutcome =
  | { readonly kind: 'written'; readonly last: ReadonlyMap<string, bigint>; readonly position: bigint }
  /** No states: of several streams some have their events already, and others have not; the server does not tell which. */
  | { readonly kind: 'wrong-state'; readonly states: readonly WrongState[] }

export interface PeerLogOptions {
  readonly clock: () => Date
  /** Transactions over several streams end with a record of their own, at whose place all of them are committed. */
  readonly commitRecords: boolean
}

type Verdict = 'ok' | 'idempotent' | 'partly-idempotent' | 'wrong'

/** The log of the peer: decides on appends as a server does, and keeps records in the order of their commits. */
export class PeerLog {
  readonly records: PeerRecord[] = []
  readonly #streams = new Map<string, PeerRecord[]>()
  readonly #watchers = new Set<() => void>()
  readonly #options: PeerLogOptions
  #next = 1_000n

  constructor(options: PeerLogOptions) {
    this.#options = options
  }

  stream(name: string): readonly PeerRecord[] {
    return this.#streams.get(name) ?? []
  }

  /** Calls back after each append until the result is called. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed)
    return () => this.#watchers.delete(changed)
  }

  append(writes: readonly PeerWrite[], checks: readonly Omit<PeerWrite, 'events'>[] = []): PeerOutcome {
    const wrongChecks = checks.filter(({ stream, expected }) => !this.#matches(stream, expected))
    const verdicts = writes.map((write) => this.#judge(write))
    const areAll = (verdict: Verdict): boolean => verdicts.every((one) => one === verdict)
    if (wrongChecks.length === 0 && areAll('ok')) return this.#answered(this.#write(writes))
    if (checks.length === 0 && areAll('idempotent')) return this.#answered(this.#found(writes))
    const isAmong = verdicts.some((verdict) => verdict === 'idempotent' || verdict === 'partly-idempotent')
    if (isAmong && writes.length + checks.length > 1) return { kind: 'wrong-state', states: [] }
    const wrong = [...wrongChecks, ...writes.filter((_, index) => verdicts[index] !== 'ok')]
    const states = wrong.map(({ stream, expected }) => ({ stream, expected, actual: this.#end(stream) }))
    return { kind: 'wrong-state', states }
  }

  #answered(written: readonly PeerRecord[]): PeerOutcome {
    const last = new Map(written.map(({ stream, revision }) => [stream, revision]))
    return { kind: 'written', last, position: written.at(-1)?.commit ?? 0n }
  }

  #end(stream: string): bigint {
    return BigInt(this.stream(stream).length) - 1n
  }

  #matches(stream: string, expected: ExpectedState): boolean {
    if (expected === 'any') return true
    if (expected === 'none') return this.#end(stream) === -1n
    return expected === 'exists' ? this.#end(stream) >= 0n : this.#end(stream) === expected
  }

  /** An append that is there already, at the revision after the expected one, counts as done. */
  #judge({ stream, expected, events }: PeerWrite): Verdict {
    const records = this.stream(stream)
    const state = this.#matches(stream, expected) ? 'ok' : 'wrong'
    const isThere = (isKnown: readonly boolean[]): Verdict => {
      if (isKnown[0] !== true) return state
      return isKnown.every(Boolean) ? 'idempotent' : 'partly-idempotent'
    }
    if (expected === 'any' || expected === 'exists') {
      const ids = new Set(records.map(({ id }) => id))
      return isThere(events.map(({ id }) => ids.has(id)))
    }
    const first = expected === 'none' ? 0 : Number(expected) + 1
    return isThere(events.map(({ id }, index) => records[first + index]?.id === id))
  }

  #found(writes: readonly PeerWrite[]): PeerRecord[] {
    const ids = new Set(writes.flatMap(({ events }) => events.map(({ id }) => id)))
    return writes.flatMap(({ stream }) => this.stream(stream).filter(({ id }) => ids.has(id)))
  }

  #write(writes: readonly PeerWrite[]): PeerRecord[] {
    const created = this.#options.clock()
    const places = writes.flatMap(({ stream, events }) =>
      events.map((event) => {
        const prepare = this.#next
        this.#next += BigInt(60 + event.data.length + event.metadata.length)
        return { stream, event, prepare }
      }),
    )
    const together = writes.length > 1 && this.#options.commitRecords
    const commit = this.#next
    if (together) this.#next += 40n
    const written = places.map(({ stream, event, prepare }) => {
      const records = this.#streams.get(stream) ?? []
      const revision = BigInt(records.length)
      const record = { ...event, stream, revision, prepare, commit: together ? commit : prepare, created }
      records.push(record)
      this.#streams.set(stream, records)
      return record
    })
    this.records.push(...written)
    for (const changed of this.#watchers) changed()
    return written
  }
}
