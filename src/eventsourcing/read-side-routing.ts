import type { Position, Recorded } from './event-store.js'
import type { AnyProjection, Decode, RowOperation } from './projection.js'

/** What stopped the rows, and at which event when it was one. */
export interface ProjectionFault {
  /**
   * `decode` and `handler` lie in the event or the projection, `writer` in the rows' store, `store` in the log; `ahead`:
   * the rows show what the log does not hold.
   */
  readonly kind: 'decode' | 'handler' | 'writer' | 'store' | 'ahead'
  readonly message: string
  readonly projection?: string
  readonly position?: Position
  readonly eventId?: string
  readonly stream?: string
  readonly type?: string
  readonly cause: unknown
}

/** Row operations of the events before the fault, or of all of them. */
export interface RoutedBatch {
  readonly operations: readonly RowOperation[]
  /** Position of the last event that is in `operations`; null when already the first failed. */
  readonly upTo: Position | null
  readonly fault?: ProjectionFault
}

export type Route = (events: readonly Recorded[]) => RoutedBatch

interface Handler {
  readonly projection: string
  readonly tables: ReadonlySet<string>
  readonly handle: (event: never) => readonly RowOperation[]
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))

/** Names the event that a fault happened at. */
export const faultAt = (
  event: Recorded,
  kind: ProjectionFault['kind'],
  cause: unknown,
  projection?: string,
): ProjectionFault => ({
  kind,
  message: `${kind} fault at position ${event.position} (${event.type} in ${event.stream}): ${messageOf(cause)}`,
  ...(projection === undefined ? {} : { projection }),
  position: event.position,
  eventId: event.id,
  stream: event.stream,
  type: event.type,
  cause,
})

const handlersByType = (projections: readonly AnyProjection[]): ReadonlyMap<string, readonly Handler[]> => {
  const owners = new Map<string, string>()
  const handlers = new Map<string, Handler[]>()
  for (const { name, tables, on } of projections) {
    for (const table of tables) {
      const owner = owners.get(table)
      if (owner !== undefined) throw new Error(`Table ${table} is owned by both ${owner} and ${name}`)
      owners.set(table, name)
    }
    for (const [type, handle] of Object.entries(on)) {
      if (handle === undefined) continue
      const others = handlers.get(type) ?? []
      handlers.set(type, [...others, { projection: name, tables: new Set(tables), handle }])
    }
  }
  return handlers
}

/**
 * Turns recorded events into row operations by way of every projection that has a handler for their type.
 * Types without a handler are not even decoded. Stops before the first event that cannot be decoded or handled.
 */
export const routeThrough = (decode: Decode, projections: readonly AnyProjection[]): Route => {
  const handlers = handlersByType(projections)
  const routeOne = (event: Recorded, operations: RowOperation[]): ProjectionFault | undefined => {
    const handlersOfType = handlers.get(event.type)
    if (handlersOfType === undefined) return undefined
    let decoded
    try {
      decoded = decode(event)
    } catch (cause) {
      return faultAt(event, 'decode', cause)
    }
    for (const { projection, tables, handle } of handlersOfType) {
      try {
        for (const operation of handle(decoded as never)) {
          if (!tables.has(operation.table))
            throw new Error(`${projection} does not own table ${operation.table}`)
          operations.push(operation)
        }
      } catch (cause) {
        return faultAt(event, 'handler', cause, projection)
      }
    }
    return undefined
  }
  return (events) => {
    const operations: RowOperation[] = []
    let upTo: Position | null = null
    for (const event of events) {
      const before = operations.length
      const fault = routeOne(event, operations)
      if (fault !== undefined) {
        operations.length = before
        return { operations, upTo, fault }
      }
      upTo = event.position
    }
    return { operations, upTo }
  }
}
