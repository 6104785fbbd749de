import type {
  AppendBatch,
  AppendOutcome,
  CommandRecord,
  EventStore,
  Meta,
  Position,
  ReadAllOptions,
  ReadAllPage,
  Recorded,
  Revision,
} from '../../eventsourcing/event-store.js'
import type { Json } from '../../eventsourcing/json.js'
import { categoryOf } from '../../eventsourcing/stream-name.js'
import { settle, toCommandRecord, type StoredEvent } from './ledger.js'
import { MemoryLedger } from './memory-ledger.js'
import { prepareBatch } from './prepared-batch.js'
import { subscribeWith } from './subscription.js'

const toRecorded = (event: StoredEvent): Recorded => ({
  id: event.id,
  type: event.type,
  schema: event.schema,
  data: JSON.parse(event.data) as Json,
  meta: JSON.parse(event.meta) as Meta,
  position: BigInt(event.position),
  stream: event.stream,
  revision: BigInt(event.revision),
  recordedAt: new Date(event.recordedAt),
})

/**
 * The reference: the whole contract in memory, gone with the process. For tests and trials.
 *
 * @param options.ledger what it begins with and writes to; an empty one when left out
 */
export const createMemoryEventStore = (
  options: { readonly clock?: () => Date; readonly ledger?: MemoryLedger } = {},
): EventStore => {
  const { clock = () => new Date(), ledger = new MemoryLedger() } = options
  const closing = new AbortController()

  const append = (batch: AppendBatch): Promise<AppendOutcome> =>
    new Promise((resolve) => {
      if (closing.signal.aborted) throw new Error('The event store is closed')
      const settlement = settle(prepareBatch(batch), ledger, clock().getTime())
      if (settlement.kind === 'entry') ledger.enter(settlement.entry)
      resolve(settlement.outcome)
    })

  const findCommand = (commandId: string): Promise<CommandRecord | null> => {
    const known = ledger.command(commandId)
    return Promise.resolve(known === null ? null : toCommandRecord(known))
  }

  const readStream = async function* (
    stream: string,
    {
      from,
      backwards = false,
      max = Number.MAX_SAFE_INTEGER,
    }: {
      readonly from?: Revision
      readonly backwards?: boolean
      readonly max?: number
    } = {},
  ): AsyncGenerator<Recorded> {
    // As from a disk: never in the caller's own turn.
    await Promise.resolve()
    const events = ledger.eventsOf(stream)
    const step = backwards ? -1 : 1
    let next = from === undefined ? (backwards ? events.length - 1 : 0) : Number(from)
    if (backwards) next = Math.min(next, events.length - 1)
    for (let count = 0; count < max; count += 1, next += step) {
      const event = events[next]
      if (event === undefined) return
      yield toRecorded(event)
    }
  }

  const readAll = (after: Position, { categories, max }: ReadAllOptions): Promise<ReadAllPage> => {
    const events: Recorded[] = []
    let next = Number(after)
    while (next < ledger.events.length && events.length < max) {
      const event = ledger.events[next]
      if (event === undefined) break
      if (categories === undefined || categories.includes(categoryOf(event.stream))) {
        events.push(toRecorded(event))
      }
      next += 1
    }
    return Promise.resolve({ events, next: BigInt(next) })
  }

  const head = (): Promise<Position> => Promise.resolve(BigInt(ledger.head.position))

  return {
    capabilities: { multiStream: true, commandRecords: true, globalChain: true },
    append,
    findCommand,
    readStream,
    readAll,
    head,
    subscribe: (after, subscribing) =>
      subscribeWith({ readAll, head }, ledger.bell, after, {
        ...subscribing,
        signal: AbortSignal.any([subscribing.signal, closing.signal]),
      }),
    close: () => {
      closing.abort()
      return Promise.resolve()
    },
  }
}
