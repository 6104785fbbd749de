import type { EventStore, Position, Recorded } from './event-store.js'
import { ReadSideFault } from './read-side.js'
import type { ProjectionFault } from './read-side-routing.js'

const REMEDY =
  'Put the newer log back, or run `waymark read-side rebuild` to make the rows from the log as it is.'

/**
 * Rows are of no use that show what the log does not hold.
 *
 * @throws ReadSideFault READ_SIDE_AHEAD when they do
 */
export const refuseAhead = (readSide: string, position: Position, head: Position): void => {
  if (position <= head) return
  const message =
    `The read side ${readSide} shows events up to position ${position}, but the event log ends at ${head}: the log was ` +
    'probably restored from an older copy, or a server took over that had not received all of it. ' +
    REMEDY
  throw new ReadSideFault('READ_SIDE_AHEAD', message)
}

/** Rows that are ahead of the log, as what stopped them. */
export const aheadFault = (cause: ReadSideFault): ProjectionFault => ({
  kind: 'ahead',
  message: cause.message,
  cause,
})

type Log = Pick<EventStore, 'readAll' | 'head' | 'history'>

/** Whether a log goes on from where rows are, after another server came to answer for it. */
export interface Continuity {
  /** Another server answers since this was looked at: what was read from the log may not be in it. */
  isInDoubt(): boolean
  /** The rows show these events from now on. */
  shown(events: readonly Recorded[]): void
  /** Looks for what the rows show in the log. @returns why the rows cannot go on with it; undefined when they can */
  look(position: Position): Promise<ProjectionFault | undefined>
}

const refuseLost = (readSide: string, position: Position): never => {
  const message =
    `The read side ${readSide} shows an event at position ${position} that is not in the event log any more: a server ` +
    `took over that had not received it. ${REMEDY}`
  throw new ReadSideFault('READ_SIDE_AHEAD', message)
}

/** Whether an event is the very one that was recorded then, and no other at its place. */
export const isSameEvent = (found: Recorded | undefined, { position, id, recordedAt }: Recorded): boolean =>
  found?.position === position && found.id === id && found.recordedAt.getTime() === recordedAt.getTime()

/** Remembers the last event that rows show, and finds out whether the log still holds it. */
export const createContinuity = (store: Log, readSide: string): Continuity => {
  const historyOf = (): number => store.history?.() ?? 0
  let history = historyOf()
  let last: Recorded | undefined
  /** The event at which the rows were when they were opened is known once somebody has looked. */
  let isNoted = store.history === undefined

  const eventAt = async (position: Position): Promise<Recorded | undefined> => {
    const [event] = position === 0n ? [] : (await store.readAll(position - 1n, { max: 1 })).events
    return event?.position === position ? event : undefined
  }

  return {
    isInDoubt: () => !isNoted || historyOf() !== history,
    shown: (events) => {
      last = events.at(-1) ?? last
    },
    look: async (position) => {
      const begun = historyOf()
      try {
        refuseAhead(readSide, position, await store.head())
        if (last === undefined) last = await eventAt(position)
        else if (!isSameEvent(await eventAt(last.position), last)) refuseLost(readSide, last.position)
      } catch (cause) {
        if (cause instanceof ReadSideFault) return aheadFault(cause)
        throw cause
      }
      isNoted = true
      history = begun
      return undefined
    },
  }
}
