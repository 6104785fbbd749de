import type { Position, Recorded } from './event-store.js'
import type { Observer } from './observer.js'
import type { Patience } from './patience.js'
import { CheckpointMoved, type RowOperation, type RowWriter } from './projection.js'
import { isEventFault, type QuarantineDesk } from './quarantine.js'
import type { PositionGate } from './read-side-position.js'
import { faultAt, type ProjectionFault, type Route } from './read-side-routing.js'

export interface RowAdvanceOptions {
  readonly route: Route
  readonly writer: RowWriter
  /** Moved whenever rows stand. */
  readonly gate: PositionGate
  readonly patience: Patience<ProjectionFault['kind']>
  /** Knows which failing events an operator decided to pass over; absent: none. */
  readonly desk?: QuarantineDesk
}

/**
 * Brings rows forward by a batch of events: all of them, or exactly up to one that cannot be turned into rows and that
 * no operator decided to pass over.
 *
 * @returns the fault that stopped the rows, if one did
 * @throws what the writer threw when patience is at its end, or all is stopped
 */
export type RowAdvance = (events: readonly Recorded[], seen: Position) => Promise<ProjectionFault | undefined>

/** Where rows are, for those who observe. */
interface Standing {
  readonly live: boolean
  readonly position: Position
}

/** Tells an observer, if there is one, of each batch and how much of it was applied. */
export const observedAdvance = (
  advance: RowAdvance,
  { generation, observer }: { readonly generation: string; readonly observer?: Pick<Observer, 'rows'> },
  standing: () => Standing,
): RowAdvance =>
  observer === undefined
    ? advance
    : async (events, seen) => {
        const ended = observer.rows({ generation, events, live: standing().live })
        try {
          return await advance(events, seen)
        } finally {
          ended(events.filter(({ position }) => position <= standing().position).length)
        }
      }

export const createRowAdvance = (options: RowAdvanceOptions): RowAdvance => {
  const { route, writer, gate, patience, desk } = options

  /** Whether an earlier try stands whose answer was lost. Applied again it would count events twice. */
  const stands = async (position: Position): Promise<boolean> => {
    const checkpoint = await writer.checkpoint()
    if (checkpoint !== position && checkpoint !== gate.position())
      throw new CheckpointMoved(
        `The rows are at position ${checkpoint}, not at ${gate.position()}: somebody else writes them`,
      )
    return checkpoint === position
  }

  const apply = async (
    operations: readonly RowOperation[],
    position: Position,
    again: boolean,
  ): Promise<void> => {
    if (!again || !(await stands(position))) await writer.apply(operations, position)
    gate.moveTo(position)
  }

  const write = async (
    events: readonly Recorded[],
    atLeast: Position | null,
    again: boolean,
  ): Promise<ProjectionFault | undefined> => {
    const { operations, upTo, fault } = route(events)
    const position = fault === undefined ? (atLeast ?? upTo) : upTo
    if (position !== null && position > gate.position()) await apply(operations, position, again)
    return fault
  }

  const isRefusal = (cause: unknown): boolean => writer.isRefusal?.(cause) === true
  const isFinal = (cause: unknown): boolean => cause instanceof CheckpointMoved || isRefusal(cause)

  const persist = (
    events: readonly Recorded[],
    atLeast: Position | null,
  ): Promise<ProjectionFault | undefined> =>
    patience.until('writer', (again) => write(events, atLeast, again), isFinal)

  /** A batch that the writer refuses is applied event by event, so that the rows stop exactly before the one. */
  const oneByOne = async (
    events: readonly Recorded[],
    seen: Position,
  ): Promise<ProjectionFault | undefined> => {
    for (const event of events) {
      try {
        const fault = await persist([event], null)
        if (fault !== undefined) return fault
      } catch (cause) {
        if (isRefusal(cause)) return faultAt(event, 'writer', cause)
        throw cause
      }
    }
    return persist([], seen)
  }

  const upToFault = async (
    events: readonly Recorded[],
    seen: Position,
  ): Promise<ProjectionFault | undefined> => {
    try {
      return await persist(events, seen)
    } catch (cause) {
      if (!isRefusal(cause)) throw cause
      return oneByOne(events, seen)
    }
  }

  /** Goes past the event of a fault when an operator decided so; only that it was passed over is told in the rows. */
  const passOver = async (fault: ProjectionFault, events: readonly Recorded[]): Promise<boolean> => {
    const event = events.find(({ position }) => position === fault.position)
    if (desk === undefined || event === undefined || !isEventFault(fault)) return false
    const decision = await patience.until('store', () => desk.decisionOn(fault))
    if (decision === null) return false
    const rows = desk.rowsOf({ event, fault, decision })
    await patience.until('writer', (again) => apply(rows, event.position, again), isFinal)
    return true
  }

  return async (events, seen) => {
    for (let rest = events; ; rest = events.filter(({ position }) => position > gate.position())) {
      const fault = await upToFault(rest, seen)
      if (fault === undefined || !(await passOver(fault, rest))) return fault
    }
  }
}
