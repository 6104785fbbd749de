import type { Decider, Decision, DomainEvent, Refusal } from './decider.js'
import type { Position, Revision } from './event-store.js'
import type { Json } from './json.js'

/** Who asks for what, under which name. Made by the API for each request. */
export interface CommandEnvelope {
  /** The caller's idempotency key, or a UUID made by the server. */
  readonly commandId: string
  /** True when the caller chose `commandId`, so that a repeat may come. */
  readonly repeatable: boolean
  /** Name and values of the command; their hash tells a repeat from another request under the same id. */
  readonly name: string
  readonly request: Json
  readonly actor: string
  readonly correlationId: string
  readonly causationId?: string
  readonly traceparent?: string
}

/** Reads aggregates and stages what they decide. Everything read must be unchanged when the events are appended. */
export interface UnitOfWork {
  /** The state of an aggregate, staged events included. Its stream becomes a check of the append. */
  read<State, Event extends DomainEvent>(decider: Decider<State, Event>, id: string): Promise<State>
  /** Decides on an aggregate's state and, when accepted, stages the events. */
  decide<State, Event extends DomainEvent, Code extends string>(
    decider: Decider<State, Event>,
    id: string,
    decision: (state: State) => Decision<Event, Code>,
    /** Refuses with REVISION_CONFLICT when the stream is not at this revision. */
    expectedRevision?: Revision,
  ): Promise<Decision<Event, Code>>
}

/** What the work on a command came to: refused, or done with a result that a repeat gets too. */
export type WorkResult<Result extends Json, Code extends string = string> =
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal<Code>[] }
  | { readonly kind: 'done'; readonly result: Result }

export type CommandOutcome<Result extends Json, Code extends string = string> =
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal<Code | CommandRefusalCode>[] }
  | {
      readonly kind: 'done'
      readonly result: Result
      /** The read side shows the outcome once it has passed this position. */
      readonly position: Position
      /** How many events were recorded by this call; 0 for a repeat. */
      readonly recorded: number
      readonly replayed: boolean
    }

/** Refusals that any command can meet. */
export type CommandRefusalCode = 'IDEMPOTENCY_KEY_REUSED' | 'REVISION_CONFLICT' | 'CONFLICT'

/**
 * Carries commands out: runs the work on current state, appends what it staged in one batch, and decides again
 * (three times at most) when someone else wrote first, unless the caller named the revision it expects.
 */
export interface CommandHandler {
  run<Result extends Json, Code extends string = string>(
    envelope: CommandEnvelope,
    work: (unit: UnitOfWork) => Promise<WorkResult<Result, Code>>,
    /** `dryRun`: decide and answer, record nothing. */
    options?: { readonly dryRun?: boolean },
  ): Promise<CommandOutcome<Result, Code>>
}
