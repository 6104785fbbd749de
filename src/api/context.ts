import type { CommandHandler } from '../eventsourcing/command.js'
import type { Position } from '../eventsourcing/event-store.js'
import type { WaitOutcome } from '../eventsourcing/read-side-position.js'
import type { ReadSide } from '../eventsourcing/read-side.js'
import type { PrismaClient } from '../../prisma/client/client.js'
import type { Loaders } from './loaders.js'

/**
 * The read side as the API uses it. `client()` is the client of the generation that serves at this moment: ask for
 * it anew for each request.
 */
export type Reads = Pick<ReadSide<PrismaClient>, 'client' | 'waitUntil' | 'status' | 'rebuild'>

/** What every resolver gets: made anew for each request, so that loaders never outlive it. */
export interface ApiContext {
  readonly commands: CommandHandler
  readonly reads: Reads
  readonly loaders: Loaders
  /** Who asks, as the request declares. */
  readonly actor: string
  readonly requestId: string
  readonly traceparent?: string
  /** Told when somebody waits for the read side, and how that ended; absent: nobody observes. */
  readonly waiting?: (position: Position) => (outcome: WaitOutcome) => void
  /** Told of mutations that are refused for the form of their values; absent: nobody counts them. */
  readonly refused?: (mutation: string, code: string) => void
  /** The day it is in England. */
  readonly today: () => string
  /** A new UUID (version 7: ordered by time). */
  readonly newId: () => string
  /** Address of this server as others reach it, without a slash at the end. */
  readonly publicUrl: string
}

/** How long a mutation or a query with `minPosition` waits for the read side. */
export const readYourWritesMs = 2_000
