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

/** What one aggregate contributes to a unit, whatever its types are. */
interface Part {
  readonly decider: object
  readonly stream: string
  /** Of the last event that was folded; null when the stream had none. */
  readonly revision: Revision | null
  /** True while nobody has asked the store whether there is more. */
  readonly fromCache: boolean
  readonly staged: Encoded<DomainEvent>[]
  /** Asks the store. True when the part is as the store has it. */
  isCurrent(): Promise<boolean>
  /** Keeps the state after the append, when the last event written has this revision. */
  keep(revision: Revision): void
}

interface TypedPart<State, Event extends DomainEvent> extends Part {
  state(): State
  stage(encoded: Encoded<Event>): void
}

const createPart = <State, Event extends DomainEvent>(
  cache: StateCache,
  decider: Decider<State, Event>,
  stream: string,
  folded: Folded<State>,
  fromCache: boolean,
): TypedPart<State, Event> => {
  let { state } = folded
  const staged: Encoded<DomainEvent>[] = []
  return {
    decider,
    stream,
    revision: folded.revision,
    fromCache,
    staged,
    state: () => state,
    stage: (encoded) => {
      staged.push(encoded)
      state = decider.evolve(state, encoded.event)
    },
    isCurrent: async () => (await cache.refresh(decider, stream)).revision === folded.revision,
    keep: (revision) => {
      cache.keep(decider, stream, { state, revision })
    },
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
  return {
    actor,
    commandId,
    correlationId,
    ...(causationId !== undefined && { causationId }),
    ...(traceparent !== undefined && { traceparent }),
  }
}

const expectedOf = (part: Part): Expected => part.revision ?? 'none'

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
  readonly #parts = new Map<string, Part>()
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
    return (this.#partAtHand(decider, stream) ?? (await this.#part(decider, stream))).state()
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
    const decided = decision(part.state())
    if (decided.kind === 'accepted') {
      for (const event of decided.events) part.stage(this.#codec.encode(event))
    }
    return decided
  }

  /** How many events are staged. */
  get staged(): number {
    let count = 0
    for (const part of this.#parts.values()) count += part.staged.length
    return count
  }

  /** What is to be written, and what was only read. */
  batchOf(envelope: CommandEnvelope): { writes: readonly StreamWrite[]; checks: readonly StreamCheck[] } {
    const meta = metaOf(envelope)
    const writes: StreamWrite[] = []
    const checks: StreamCheck[] = []
    let index = 0
    for (const part of this.#parts.values()) {
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
    for (const part of this.#parts.values()) {
      if (part.fromCache && !(await part.isCurrent())) return part.stream
    }
    return null
  }

  /** Keeps the states of what was appended. */
  keep(revisions: Readonly<Record<string, Revision>>): void {
    for (const part of this.#parts.values()) {
      const revision = revisions[part.stream]
      if (revision !== undefined) part.keep(revision)
    }
  }

  /** The part of a stream, when nothing has to be waited for; waiting costs more than all the rest of it. */
  #partAtHand<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    stream: string,
  ): TypedPart<State, Event> | undefined {
    const known = this.#parts.get(stream)
    if (known !== undefined) {
      if (known.decider !== decider) throw new Error(`Two deciders claim the stream ${stream}`)
      return known as TypedPart<State, Event>
    }
    if (this.#options.fresh || this.#options.isContested(stream)) return undefined
    const kept = this.#cache.peek(decider, stream)
    return kept && this.#add(decider, stream, kept, true)
  }

  async #part<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    stream: string,
  ): Promise<TypedPart<State, Event>> {
    if (this.#options.isContested(stream)) await this.#options.takeTurn(stream)
    const kept = this.#options.fresh ? undefined : this.#cache.peek(decider, stream)
    const folded = kept ?? (await this.#cache.refresh(decider, stream))
    // Work may have asked for the same stream twice at once.
    const meanwhile = this.#parts.get(stream)
    if (meanwhile !== undefined) return meanwhile as TypedPart<State, Event>
    return this.#add(decider, stream, folded, kept !== undefined)
  }

  #add<State, Event extends DomainEvent>(
    decider: Decider<State, Event>,
    stream: string,
    folded: Folded<State>,
    fromCache: boolean,
  ): TypedPart<State, Event> {
    const part = createPart(this.#cache, decider, stream, folded, fromCache)
    this.#parts.set(stream, part)
    return part
  }
}
