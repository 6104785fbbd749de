import { canonicalJson } from './canonical-json.js'
import type { Codec } from './codec.js'
import type {
  CommandEnvelope,
  CommandHandler,
  CommandOutcome,
  CommandRefusalCode,
  UnitOfWork,
  WorkResult,
} from './command.js'
import type { Refusal } from './decider.js'
import type { AppendBatch, AppendOutcome, CommandRecord, EventStore } from './event-store.js'
import { sha256, type Sha256 } from './hash-chain.js'
import type { Json } from './json.js'
import { createStateCache, type StateCache } from './state-cache.js'
import { isUnavailable } from './store-unavailable.js'
import { createTurns, type Turns } from './turns.js'
import { RevisionConflict, StaleState, Unit } from './unit-of-work.js'

/** How often a command is decided again after someone else wrote first. */
const RETRIES = 3

/**
 * How many aggregates are kept folded when nothing else is said, and at least seven eighths of it always. A series with
 * ten years of monthly readings takes some 8 kB.
 */
export const STATES_KEPT = 10_000

export interface CommandHandlerOptions {
  readonly store: EventStore
  readonly codec: Codec
  /** How many aggregates are kept folded in memory. */
  readonly cacheSize?: number
  /** Where they are kept, when others fold as well; then `cacheSize` is theirs to choose. */
  readonly states?: StateCache
}

/** SHA-256 of the canonical JSON of `{name, request}`: tells a repeat from another request under the same id. */
export const requestHashOf = ({ name, request }: Pick<CommandEnvelope, 'name' | 'request'>): Sha256 =>
  sha256(canonicalJson({ name, request }))

type Work<Result extends Json, Code extends string> = (unit: UnitOfWork) => Promise<WorkResult<Result, Code>>

type Attempt<Result extends Json, Code extends string> =
  | { readonly kind: 'answer'; readonly outcome: CommandOutcome<Result, Code> }
  /** Someone else wrote first: decide again on what they wrote. */
  | { readonly kind: 'again'; readonly stream: string }

/** One command on its way, over all of its attempts. */
class Run<Result extends Json, Code extends string> {
  readonly #store: EventStore
  readonly #codec: Codec
  readonly #cache: StateCache
  readonly #turns: Turns
  readonly #envelope: CommandEnvelope
  readonly #requestHash: Sha256
  readonly #work: Work<Result, Code>
  readonly #dryRun: boolean
  #endTurn: (() => void) | undefined

  constructor(
    { store, codec }: CommandHandlerOptions,
    shared: { readonly cache: StateCache; readonly turns: Turns },
    envelope: CommandEnvelope,
    work: Work<Result, Code>,
    dryRun: boolean,
  ) {
    this.#store = store
    this.#codec = codec
    this.#cache = shared.cache
    this.#turns = shared.turns
    this.#envelope = envelope
    this.#requestHash = requestHashOf(envelope)
    this.#work = work
    this.#dryRun = dryRun
  }

  async toEnd(): Promise<CommandOutcome<Result, Code>> {
    if (this.#looksFirst()) {
      const earlier = await this.#earlierAnswer()
      if (earlier !== null) return earlier
    }
    try {
      for (let retry = 0; retry <= RETRIES; retry += 1) {
        const attempt = await this.#attempt(retry > 0)
        if (attempt.kind === 'answer') return attempt.outcome
        // Those who met at a stream go on one after the other, so that none of them loses for ever.
        await this.#takeTurn(attempt.stream)
      }
      return this.#refused('CONFLICT', 'Others kept changing the same thing. Send the command once more.')
    } finally {
      this.#endTurn?.()
    }
  }

  /**
   * Whether a repeat has to be found before it is decided. Most commands are none, and a look at the store costs as
   * much as deciding: where commands are remembered with their events, the append finds a repeat, and whatever is not
   * appended is answered after a look.
   */
  #looksFirst(): boolean {
    return this.#envelope.repeatable && (this.#dryRun || !this.#store.capabilities.commandRecords)
  }

  async #takeTurn(stream: string): Promise<void> {
    if (this.#endTurn === undefined) this.#endTurn = await this.#turns.take(stream)
  }

  async #attempt(fresh: boolean): Promise<Attempt<Result, Code>> {
    const unit = new Unit(this.#cache, this.#codec, {
      fresh,
      isContested: this.#turns.isTaken,
      takeTurn: (stream) => this.#takeTurn(stream),
    })
    try {
      const result = await this.#work(unit)
      if (result.kind === 'done' && !this.#dryRun && (unit.staged > 0 || this.#envelope.repeatable)) {
        return this.#appended(
          unit,
          result.result,
          await this.#store.append(this.#batchOf(unit, result.result)),
        )
      }
      return await this.#answerWithoutAppend(unit, result)
    } catch (error) {
      if (error instanceof StaleState) return { kind: 'again', stream: error.stream }
      if (isUnavailable(error)) throw error
      const earlier = await this.#earlierAnswer()
      if (earlier !== null) return { kind: 'answer', outcome: earlier }
      if (!(error instanceof RevisionConflict)) throw error
      return { kind: 'answer', outcome: { kind: 'refused', refusals: [error.refusal] } }
    }
  }

  /** What was decided on kept state is checked against the store before it is answered. */
  async #answerWithoutAppend(unit: Unit, result: WorkResult<Result, Code>): Promise<Attempt<Result, Code>> {
    const stale = await unit.staleStream()
    if (stale !== null) return { kind: 'again', stream: stale }
    if (result.kind === 'refused') {
      // The same command may have been recorded while this one was deciding.
      return { kind: 'answer', outcome: (await this.#earlierAnswer()) ?? result }
    }
    const position = await this.#store.head()
    const outcome = { kind: 'done', result: result.result, position, recorded: 0, replayed: false } as const
    return { kind: 'answer', outcome }
  }

  #batchOf(unit: Unit, result: Result): AppendBatch {
    const { writes, checks } = unit.batchOf(this.#envelope)
    return { commandId: this.#envelope.commandId, requestHash: this.#requestHash, result, writes, checks }
  }

  #appended(unit: Unit, result: Result, appended: AppendOutcome): Attempt<Result, Code> {
    switch (appended.kind) {
      case 'appended': {
        unit.keep(appended.revisions)
        const { position } = appended
        const outcome = { kind: 'done', result, position, recorded: unit.staged, replayed: false } as const
        return { kind: 'answer', outcome }
      }
      case 'replayed':
      case 'command-reused':
        return { kind: 'answer', outcome: this.#repeat(appended.command) }
      case 'conflict':
        return { kind: 'again', stream: appended.stream }
    }
  }

  async #earlierAnswer(): Promise<CommandOutcome<Result, Code> | null> {
    if (!this.#envelope.repeatable) return null
    const known = await this.#store.findCommand(this.#envelope.commandId)
    return known === null ? null : this.#repeat(known)
  }

  #repeat(known: CommandRecord): CommandOutcome<Result, Code> {
    if (known.requestHash !== this.#requestHash) {
      return this.#refused(
        'IDEMPOTENCY_KEY_REUSED',
        'This idempotency key belongs to another request. Give each request a key of its own.',
        'idempotencyKey',
      )
    }
    // The result was recorded under the hash of this very request, so it has this command's type.
    const result = known.result as Result
    return { kind: 'done', result, position: known.position, recorded: 0, replayed: true }
  }

  #refused(
    code: CommandRefusalCode,
    message: string,
    ...field: readonly string[]
  ): CommandOutcome<Result, Code> {
    const refusal: Refusal<CommandRefusalCode> = { code, message, field }
    return { kind: 'refused', refusals: [refusal] }
  }
}

/**
 * Carries commands out on any event store. States of the aggregates used last are kept folded; the revisions that
 * the append expects, and a look at the store before anything else is answered, make that safe beside other writers.
 *
 * @throws CodecFault when an event does not fit its shape or cannot be read; whatever the store throws
 */
export const createCommandHandler = (options: CommandHandlerOptions): CommandHandler => {
  const shared = {
    cache: options.states ?? createStateCache(options.store, options.codec, options.cacheSize ?? STATES_KEPT),
    turns: createTurns(),
  }
  return {
    run: (envelope, work, { dryRun = false } = {}) =>
      new Run(options, shared, envelope, work, dryRun).toEnd(),
  }
}
