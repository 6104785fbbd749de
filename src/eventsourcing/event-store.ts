import type { Json } from './json.js'

/** A place in the log of one store: grows with every event, never reused. 0 is before the first event. */
export type Position = bigint

/** A place in one stream: the first event has revision 0. */
export type Revision = bigint

/** What the writer believes about a stream. Command code never uses `any`. */
export type Expected = Revision | 'none' | 'exists' | 'any'

/** Who, why and in what connection; recorded beside the data of each event. */
export interface Meta {
  readonly actor: string
  readonly commandId: string
  readonly correlationId: string
  readonly causationId?: string
  /** W3C trace context of the request that led to the event. */
  readonly traceparent?: string
}

export interface NewEvent {
  /** UUID, derived from the command id and the event's place in it, so that a retry cannot record it twice. */
  readonly id: string
  readonly type: string
  /** Version of the event's shape, from 1. */
  readonly schema: number
  readonly data: Json
  readonly meta: Meta
}

export interface Recorded extends NewEvent {
  readonly position: Position
  readonly stream: string
  readonly revision: Revision
  /** By the store's clock; never goes backwards in position order. */
  readonly recordedAt: Date
}

/** What an event says, without who recorded it and when. */
export type Content = Pick<Recorded, 'type' | 'schema' | 'data'>

export interface StreamWrite {
  readonly stream: string
  readonly expected: Expected
  readonly events: readonly NewEvent[]
}

/** A stream that was read to decide and must not have changed meanwhile. */
export interface StreamCheck {
  readonly stream: string
  readonly expected: Expected
}

/** All or nothing. One batch is one command. `writes` may be empty: then only the command is remembered. */
export interface AppendBatch {
  readonly commandId: string
  /** SHA-256 of what was asked, hexadecimal; tells a repeat from another request under the same id. */
  readonly requestHash: string
  /** Kept with the command and given back to a repeat. */
  readonly result?: Json
  readonly writes: readonly StreamWrite[]
  readonly checks?: readonly StreamCheck[]
}

export interface CommandRecord {
  readonly commandId: string
  readonly requestHash: string
  readonly result: Json
  /** Position of the command's last event, or of the log's head when it recorded none. */
  readonly position: Position
}

export type AppendOutcome =
  | {
      readonly kind: 'appended'
      readonly position: Position
      /** Last revision of each written stream, in the order of the writes. */
      readonly revisions: readonly Revision[]
    }
  /** The same command was recorded before: nothing was written now. */
  | { readonly kind: 'replayed'; readonly command: CommandRecord }
  /** The command id is taken by another request. */
  | { readonly kind: 'command-reused'; readonly command: CommandRecord }
  /** Someone wrote first. `actual` is null when the stream does not exist. */
  | {
      readonly kind: 'conflict'
      readonly stream: string
      readonly expected: Expected
      readonly actual: Revision | null
    }

export interface ReadAllOptions {
  /** Only streams of these categories. Absent: all. */
  readonly categories?: readonly string[]
  /** At most this many events. */
  readonly max: number
}

export interface ReadAllPage {
  readonly events: readonly Recorded[]
  /** Where to go on: also passes over events that the filter left out. */
  readonly next: Position
}

export type Signal =
  | { readonly kind: 'event'; readonly event: Recorded }
  /** Everything up to here was seen, even what the filter left out. */
  | { readonly kind: 'checkpoint'; readonly position: Position }
  | { readonly kind: 'caught-up'; readonly position: Position }
  | { readonly kind: 'fell-behind'; readonly position: Position }

export interface SubscribeOptions {
  readonly categories?: readonly string[]
  readonly signal: AbortSignal
}

export interface Capabilities {
  /** A batch may write to several streams atomically. */
  readonly multiStream: boolean
  /** Commands are remembered in the transaction of the append. */
  readonly commandRecords: boolean
  /** The whole log is one hash chain. */
  readonly globalChain: boolean
}

/**
 * The log of events. Appended in one total order, never changed.
 *
 * A conflict or a repeat is an outcome, never an exception; exceptions mean that the store failed and that
 * the caller does not know whether the batch was recorded (repeating it with the same command id is safe).
 */
export interface EventStore {
  readonly capabilities: Capabilities
  append(batch: AppendBatch): Promise<AppendOutcome>
  findCommand(commandId: string): Promise<CommandRecord | null>
  readStream(
    stream: string,
    options?: { readonly from?: Revision; readonly backwards?: boolean; readonly max?: number },
  ): AsyncIterable<Recorded>
  /**
   * What all events of a stream say from a revision on, in order and in pages: the same as `readStream`, for those who
   * fold. A store has it when it can leave the rest out at a gain.
   */
  readonly readContents?: (stream: string, from: Revision) => AsyncIterable<readonly Content[]>
  readAll(after: Position, options: ReadAllOptions): Promise<ReadAllPage>
  /** Everything after a position, then what comes, until aborted. Slow readers hold nothing up. */
  subscribe(after: Position, options: SubscribeOptions): AsyncIterable<Signal>
  head(): Promise<Position>
  /**
   * How often another server came to answer for the log, or the same one after it was started anew. It may lack what was
   * committed last: then what was read, folded or noted before is in doubt. Subscriptions go on where it has the last
   * event that they gave, and end with an error where it has not. A store has it when that can happen.
   */
  readonly history?: () => number
  close(): Promise<void>
}
