import {
  AppendConsistencyViolationError,
  NO_STREAM,
  STREAM_STATE,
  WrongExpectedVersionError,
  type AppendStreamState,
  type EventData,
} from '@kurrent/kurrentdb-client'

import type { KurrentConnection } from './kurrent-connection.js'
import type { AppendWay } from './kurrent-server.js'

/** Events for one stream, by its name on the server. It has to end exactly there; null: it must not exist. */
export interface ServerWrite {
  readonly streamName: string
  readonly after: bigint | null
  readonly events: EventData[]
}

/** A stream that must be as it was read. */
export interface ServerCheck {
  readonly streamName: string
  readonly expectedState: AppendStreamState
}

/** Nothing of a transaction that met another state is recorded. */
export type TransactionOutcome = 'written' | 'other-state'

export const stateOf = (after: bigint | null): AppendStreamState => after ?? NO_STREAM

const write = (
  connection: KurrentConnection,
  way: AppendWay,
  writes: readonly ServerWrite[],
  checks: readonly ServerCheck[],
): Promise<unknown> =>
  connection.use(async (client) => {
    const [first, ...others] = writes
    if (first === undefined) return
    if (way === 'records') {
      const states = writes.map(({ streamName, after }) => ({ streamName, expectedState: stateOf(after) }))
      await client.appendRecords(
        writes.flatMap(({ streamName, events }) => events.map((record) => ({ streamName, record }))),
        [...states, ...checks].map((check) => ({ type: STREAM_STATE, ...check })),
      )
    } else if (way === 'session') {
      await client.multiStreamAppend(
        writes.map(({ streamName, after, events }) => ({
          streamName,
          events,
          expectedState: stateOf(after),
        })),
      )
    } else if (others.length === 0) {
      await client.appendToStream(first.streamName, first.events, { streamState: stateOf(first.after) })
    } else {
      throw new Error('This server writes one stream at a time')
    }
  })

/**
 * Writes all or nothing. Always with the exact state of each stream, so that the server tells when somebody was faster.
 *
 * @param checks streams that are only read; for a server that checks them (`records`)
 */
export const writeTransaction = async (
  connection: KurrentConnection,
  way: AppendWay,
  writes: readonly ServerWrite[],
  checks: readonly ServerCheck[],
): Promise<TransactionOutcome> => {
  try {
    await write(connection, way, writes, checks)
    return 'written'
  } catch (error) {
    if (error instanceof WrongExpectedVersionError || error instanceof AppendConsistencyViolationError) {
      return 'other-state'
    }
    throw error
  }
}
