import { createMemoryEventStore } from '../../src/adapters/event-store/memory.js'
import { catalogue } from '../../src/domain/catalogue.js'
import { createCodec } from '../../src/eventsourcing/codec.js'
import { createCommandHandler } from '../../src/eventsourcing/command-handler.js'
import type { UnitOfWork, WorkResult } from '../../src/eventsourcing/command.js'
import type { Json } from '../../src/eventsourcing/json.js'

type Work<Result extends Json, Code extends string> = (unit: UnitOfWork) => Promise<WorkResult<Result, Code>>

/** The write side as it is, on a store in memory; each piece of work is a command of its own. */
export const emptyWaymark = () => {
  const store = createMemoryEventStore({ clock: () => new Date('2024-06-15T12:00:00Z') })
  const handler = createCommandHandler({ store, codec: createCodec(catalogue) })
  let commands = 0

  const ask = <Result extends Json, Code extends string>(work: Work<Result, Code>) => {
    commands += 1
    const commandId = `command-${commands}`
    const envelope = { commandId, repeatable: false, name: commandId, request: {}, actor: 'a tester' }
    return handler.run({ ...envelope, correlationId: commandId }, work)
  }

  return {
    /** Asks for something and gives back what became of it. */
    ask,
    /** Asks for something that must be done; gives back its result and how many events it recorded. */
    done: async <Result extends Json, Code extends string>(work: Work<Result, Code>) => {
      const outcome = await ask(work)
      if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusals))
      return { result: outcome.result, recorded: outcome.recorded }
    },
    /** Asks for something that must be refused; gives back `CODE field` of each refusal. */
    refused: async <Result extends Json, Code extends string>(work: Work<Result, Code>) => {
      const outcome = await ask(work)
      if (outcome.kind === 'done')
        throw new Error(`Expected a refusal, got ${JSON.stringify(outcome.result)}`)
      return outcome.refusals.map(({ code, field }) => `${code} ${field.join('.')}`)
    },
    /** Types of all recorded events, in order. */
    events: async () => (await store.readAll(0n, { max: 10_000 })).events.map(({ type }) => type),
  }
}
