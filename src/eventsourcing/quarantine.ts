import { setImmediate as turn } from 'node:timers/promises'

import type { EventStore, Position, Recorded } from './event-store.js'
import type { AnyProjection, Decode, Projected, RowOperation } from './projection.js'
import type { ProjectionFault } from './read-side-routing.js'
import { streamOf } from './stream-name.js'

/** An event that could not be turned into rows, and the decision by which the rows went on without it. */
export interface PassedOver {
  readonly event: Recorded
  readonly fault: ProjectionFault
  readonly decision: Projected
}

/** How a projection knows and shows the failing events that an operator decided to pass over. */
export interface Quarantine {
  /** The decisions on an event are recorded in the stream `<category>-<id of the event>`. */
  readonly category: string
  /** The decision that holds after these, oldest first; null when the event must not be passed over. */
  readonly holding: (decisions: readonly Projected[]) => Projected | null
  /** The rows that tell of it, in tables of the projection's own. */
  readonly rows: (passed: PassedOver) => readonly RowOperation[]
}

/** A fault that lies in one event: only such a one can be passed over. */
export type EventFault = ProjectionFault & { readonly position: Position; readonly eventId: string }

export const isEventFault = (fault: ProjectionFault): fault is EventFault =>
  fault.position !== undefined && fault.eventId !== undefined

/** Looks decisions up in the log: they lie behind the event that they are about. */
export interface QuarantineDesk {
  /** The decision that holds for the event of a fault; null when there is none. */
  decisionOn(fault: EventFault): Promise<Projected | null>
  /** Rows that tell of the event that is passed over. */
  rowsOf(passed: PassedOver): readonly RowOperation[]
  /** Waits for a decision to pass the event over; false when the signal aborted first. */
  decided(fault: EventFault, signal: AbortSignal): Promise<boolean>
}

type Log = Pick<EventStore, 'readAll' | 'subscribe'>

const PAGE = 1_000

/** The desk of the projection that has one; undefined when none does. */
export const quarantineDesk = (
  store: Log,
  decode: Decode,
  projections: readonly AnyProjection[],
): QuarantineDesk | undefined => {
  const quarantine = projections.find((projection) => projection.quarantine !== undefined)?.quarantine
  if (quarantine === undefined) return undefined
  const { category, holding, rows } = quarantine
  const categories = [category]

  const decisionOn = async ({ eventId, position }: EventFault): Promise<Projected | null> => {
    const stream = streamOf(category, eventId)
    const decisions: Projected[] = []
    for (let after = position; ;) {
      const page = await store.readAll(after, { categories, max: PAGE })
      for (const event of page.events) if (event.stream === stream) decisions.push(decode(event))
      if (page.next <= after) return holding(decisions)
      after = page.next
      // The log behind the event may be long; requests are answered between its pages.
      await turn()
    }
  }

  return {
    decisionOn,
    rowsOf: rows,
    decided: async (fault, signal) => {
      const stream = streamOf(category, fault.eventId)
      for await (const arrived of store.subscribe(fault.position, { categories, signal })) {
        if (arrived.kind !== 'event' || arrived.event.stream !== stream) continue
        if ((await decisionOn(fault)) !== null) return true
      }
      if (signal.aborted) return false
      throw new Error('the subscription to decisions ended by itself')
    },
  }
}
