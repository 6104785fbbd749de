import type { Codec, Encoded } from './codec.js'
import type { CommandEnvelope, UnitOfWork } from './command.js'
import type { Decider, Decision, DomainEvent, Refusal } from './decider.js'
import { eventIdOf } from './event-id.js'
import type { Expected, Meta, NewEvent, Revision, StreamCheck, StreamWrite } from './event-store.js'
import type { Folded, StateCache } from './state-cache.js'
import { streamOf } from './stream-name.js'

/** Ends the work at once: the caller named a revision that the stream does not have. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict'

  constructor(readonly refusal: Refusal<'REVISION_CONFLICT'>) {
    super(refusal.message)
  }
}

/** Ends the work at once: what is kept may be behind the store, so decide again on what the store has. */
export class StaleState extends Error {
  override readonly name = 'StaleState'

  constructor(readonly stream: string) {
    super(`The kept state of ${stream} may be behind the store`)
  }
}

/** What one aggregate contributes to a unit. A class, for each command makes several and uses few of their functions. */
class Part<State, Event extends DomainEvent> {
  readonly staged: Encoded<DomainEvent>[] = []
  readonly #cache: StateCache
  state: State
  /** Of the last event that was folded; null when the stream had none. */
  readonly revision: Revision | null

  /** @param fromCache true while nobody has asked the store whether there is more */
  constructor(
    cache: StateCache,
    readonly decider: Decider<State, Event>,
    readonly stream: string,
    folded: Folded<State>,
    readonly fromCache: boolean,
  ) {
    this.#cache = cache
    this.state = folded.state
    this.revision = folded.revision
  }

  stage(encoded: Encoded<Event>): void {
    this.staged.push(encoded)
    this.state = this.decider.evolve(this.state, encoded.event)
  }

  /** Asks the store. True when the part is as the store has it. */
  async isCurrent(): Promise<boolean> {
    return (await this.#cache.refresh(this.decider, this.stream)).revision === this.revision
  }

  /** Keeps the state after the append, when the last event written has this revision. */
  keep(revision: Revision): void {
    this.#cache.keep(this.decider, this.stream, { state: this.state, revision })
  }
}

/** A part, whatever its types are. */
type AnyPart = Pick<
  Part<unknown, never>,
  'stream' | 'revision' | 'fromCache' | 'staged' | 'isCurrent' | 'keep'
> & {
  readonly decider: object
}

/** Up to this many parts are looked through one by one. */
const FEW = 8

/** The parts of a unit by their streams, in the order in which they came. Most units have a few: no map is made of those. */
class Parts {
  readonly all: AnyPart[] = []
  #byStream: Map<string, AnyPart> | undefined

  of(stream: string): AnyPart | undefined {
    if (this.#byStream !== undefined) return this.#byStream.get(stream)
    for (const part of this.all) if (part.stream === stream) return part
    return undefined
  }

  add(part: AnyPart): void {
    this.all.push(part)
    if (this.#byStream !== undefined) this.#byStream.set(part.stream, part)
    else if (this.all.length > FEW) this.#byStream = new Map(this.all.map((known) => [known.stream, known]))
  }
}

const revisionConflict = (expected: Revision, actual: Revision | null): RevisionConflict => {
  const now = actual === null ? 'it does not exist' : `it is at revision ${actual.toString()}`
  return new RevisionConflict({
    code: 'REVISION_CONFLICT',
    message: `You saw revision ${expected.toString()}, but ${now}. Look at what changed, then decide again.`,
    field: ['expectedRevision'],
  })
}

const metaOf = (envelope: CommandEnvelope): Meta => {
  const { actor, commandId, correlationId, causationId, traceparent } = envelope
  const said = { actor, commandId, correlationId }
  if (causationId === undefined && traceparent === undefined) return said
  return {
    ...said,
    ...(causationId !== undefined && { causationId }),
    ...(traceparent !== undefined && { traceparent }),
  }
}

const expectedOf = (part: AnyPart): Expected => part.revision ?? 'none'

export interface UnitOptions {
  /** Ask the store for every stream, because what was kept proved to be behind. */
  readonly fresh: boolean
  /** Whether those who met at a stream take turns there. */
  readonly isContested: (stream: string) => boolean
  /** Waits for a turn at a contested stream. */
  readonly takeTurn: (stream: string) => Promise<void>
}

/** One attempt at a command: what was read, and what is to be recorded. */
export class Unit implements UnitOfWork {
  readonly #parts = new Parts()
  readonly #cache: StateCache
  readonly #codec: Codec
  readonly #options: UnitOptions

  constructor(cache: StateCache, codec: Codec, options: UnitOptions) {
    this.#cache = cache
    this.#codec = codec
    this.#options = options
  }

  async read<State, Event extends DomainEvent>(decider: Decider<State, Event>, id: string): Promise<State> {
    const stream = streamOf(decider.category, id)
    return (this.#partAtHand(decider, stream) ?? (await this.#part(decider, stream))).state
  }

  async decide<State, Event extends DomainEvent, Code extends string>(
    decider: Decider<State, Event>,
    id: string,
    decision: (state: State) => Decision<Event, Code>,
    expectedRevision?: Revision,
  ): Promise<Decision<Event, Code>> {
    const stream = streamOf(decider.category, id)
    const part = this.#partAtHand(decider, stream) ?? (await this.#part(decider, stream))
    if (expectedRevision !== undefined && part.revision !== expectedRevision) {
      // The store has the last word on revisions.
      if (part.fromCache) throw new StaleState(part.stream)
      throw revisionConflict(expectedRevision, part.revision)
    }
    const decided = decision(part.state)
    if (decided.kind === 'accepted') {
      for (const event of decided.events) part.stage(this.#codec.encode(event))
    }
    return decided
  }

  /** How many events are staged. */
  get staged(): number {
    let count = 0
    for (const part of this.#parts.all) count += part.staged.length
    return count
  }

  /** What is to be written, and what was only read. */
  batchOf(envelope: CommandEnvelope): { writes: readonly StreamWrite[]; checks: readonly StreamCheck[] } {
    const meta = metaOf(envelope)
    const writes: StreamWrite[] = []
    const checks: StreamCheck[] = []
    let index = 0
    for (const part of this.#parts.all) {
      const { stream } = part
      const expected = expectedOf(part)
      if (part.staged.length === 0) {
        checks.push({ stream, expected })
        continue
      }
      const events = part.staged.map(({ event, schema, data }): NewEvent => {
        const id = eventIdOf(envelope.commandId, index++)
        return { id, type: event.type, schema, data, meta }
      })
      writes.push({ stream, expected, events })
    }
    return { writes, checks }
  }

  /** The first stream about which the store knows more than was decided on; null when there is none. */
  async staleStream(): Promise<string | null> {
    for (const part of this.#parts.all) {
      if (part.fromCache && !(await part.isCurrent())) return part.stream
    }
    return null
  }

  /** Keeps the states of what was appended; `revisions` in the order of the writes. */
  keep(revisions: readonly Revision[]): void {
    let next = 0
    for (const part of this.#parts.all) {
      const revision = part.staged.length === 0 ? undefined : revisions[next++]
      if (revision !== undefined) part.keep(revision)
    }
  }

  /** The part of a stream, when nothing has to be waited for; waiting costs more than all the rest of it. */
  #partAtHand<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    stream: string,
  ): Part<State, Event> | undefined {
    const known = this.#parts.of(stream)
    if (known !== undefined) {
      if (known.decider !== decider) throw new Error(`Two deciders claim the stream ${stream}`)
      return known as Part<State, Event>
    }
    if (this.#options.fresh || this.#options.isContested(stream)) return undefined
    const kept = this.#cache.peek(decider, stream)
    return kept && this.#add(decider, stream, kept, true)
  }

  async #part<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    stream: string,
  ): Promise<Part<State, Event>> {
    if (this.#options.isContested(stream)) await this.#options.takeTurn(stream)
    const kept = this.#options.fresh ? undefined : this.#cache.peek(decider, stream)
    const folded = kept ?? (await this.#cache.refresh(decider, stream))
    // Work may have asked for the same stream twice at once.
    const meanwhile = this.#parts.of(stream)
    if (meanwhile !== undefined) return meanwhile as Part<State, Event>
    return this.#add(decider, stream, folded, kept !== undefined)
  }

  #add<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    stream: string,
    folded: Folded<State>,
    fromCache: boolean,
  ): Part<State, Event> {
    const part = new Part(this.#cache, decider, stream, folded, fromCache)
    this.#parts.add(part)
    return part
  }
}
