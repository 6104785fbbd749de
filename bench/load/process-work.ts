import { aggregates } from '../../src/application/aggregates.js'
import { recordReading } from '../../src/application/series/record-reading.js'
import { catalogue } from '../../src/domain/catalogue.js'
import { RecordReading } from '../../src/domain/series/commands.js'
import { createCodec } from '../../src/eventsourcing/codec.js'
import { createCommandHandler, STATES_KEPT } from '../../src/eventsourcing/command-handler.js'
import type { Recorded } from '../../src/eventsourcing/event-store.js'
import { keepRecentStates, RECENT_EVENTS } from '../../src/eventsourcing/recent-states.js'
import { createStateCache } from '../../src/eventsourcing/state-cache.js'
import { createLogger } from '../../src/log.js'
import { type Closers, openEventStore, openStores, type Places } from '../../src/stores.js'
import { asSent, type Values } from './said.js'

const codec = createCodec(catalogue)

/** Makes the rows of a log from nothing, as a server does that finds none. @returns seconds until they caught up */
export const buildRows = async (places: Places): Promise<number> => {
  const closers: Closers = []
  const started = performance.now()
  try {
    const decode = (recorded: Recorded) => codec.decode(recorded)
    const { readSide } = await openStores(places, { decode, logger: createLogger('silent') }, closers)
    await readSide.ready()
    return (performance.now() - started) / 1_000
  } finally {
    for (const close of closers.toReversed()) await close()
  }
}

/** Gives commands to a log in this very process, without HTTP and rows. */
export interface CommandsHere {
  /** Records a reading as a durable command. @returns how long it took, in milliseconds */
  record(values: Values, key: string): Promise<number>
  close(): Promise<void>
}

export const commandsHere = async (places: Places): Promise<CommandsHere> => {
  const store = await openEventStore(places)
  const states = createStateCache(store, codec, STATES_KEPT)
  // As a server does after its start.
  const { signal } = new AbortController()
  await keepRecentStates({ store, states, aggregates, events: RECENT_EVENTS, signal })
  const handler = createCommandHandler({ store, codec, states })
  const today = new Date().toISOString().slice(0, 10)
  return {
    record: async (values, commandId) => {
      const request = asSent(values)
      const started = performance.now()
      const envelope = { repeatable: true, name: 'recordReading', actor: 'bench', correlationId: commandId }
      const command = RecordReading.parse(request)
      const outcome = await handler.run({ ...envelope, commandId, request }, (unit) =>
        recordReading(unit, command, { today }),
      )
      if (outcome.kind !== 'done' || outcome.recorded === 0) {
        throw new Error(`A reading was not recorded: ${JSON.stringify(outcome.kind)}`)
      }
      return performance.now() - started
    },
    close: () => store.close(),
  }
}
