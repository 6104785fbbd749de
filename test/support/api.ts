import { graphql, type ExecutionResult, type GraphQLSchema } from 'graphql'

import { projections } from '../../projections/all.js'
import { createMemoryEventStore } from '../../src/adapters/event-store/memory.js'
import type { ApiContext } from '../../src/api/context.js'
import { createLoaders } from '../../src/api/loaders.js'
import { buildApiSchema } from '../../src/api/schema.js'
import { catalogue } from '../../src/domain/catalogue.js'
import { createCodec } from '../../src/eventsourcing/codec.js'
import { createCommandHandler } from '../../src/eventsourcing/command-handler.js'
import type { UnitOfWork, WorkResult } from '../../src/eventsourcing/command.js'
import type { EventStore, Position } from '../../src/eventsourcing/event-store.js'
import type { Json } from '../../src/eventsourcing/json.js'
import type { Rebuildable } from '../../src/eventsourcing/read-side.js'
import { projectionRunner } from '../../src/eventsourcing/projection-runner.js'
import { chosenRows } from './api-rows.js'

/** The day that it is in all API tests, and the moment at which everything is recorded. */
export const today = '2024-06-15'
export const recordedAt = `${today}T09:00:00.000Z`

/** The nth fixed id of a kind: `uuid('c', 1)` is of form c0000000-0000-7000-8000-000000000001. */
export const uuid = (kind: string, number: number): string =>
  `${kind.repeat(8)}-0000-7000-8000-${String(number).padStart(12, '0')}`

export interface Asker {
  readonly actor?: string
}

export interface Api {
  /** Executes a document on the real schema, handler, projections and read side. */
  execute(document: string, variables?: object, asker?: Asker): Promise<ExecutionResult>
  /** The data of a document; throws when there are errors. */
  data<Data = Record<string, unknown>>(document: string, variables?: object, asker?: Asker): Promise<Data>
  /** Carries out work of the application without the API, and waits until it can be read. */
  work<Result extends Json>(
    name: string,
    work: (unit: UnitOfWork) => Promise<WorkResult<Result>>,
  ): Promise<Result>
  /** The last position of the log: unchanged when nothing was recorded. */
  head(): Promise<Position>
  /** Every event of the log. */
  events(): ReturnType<EventStore['readAll']>
  /** How many statements the read side was asked so far. */
  statements(): number
  /** Stops the read side, so that what is recorded from now on cannot be read. */
  stopReading(): Promise<void>
  close(): Promise<void>
}

/** Ids as the server would make them: version 7, the first being 1. */
const countingIds = () => {
  let made = 0
  return () => uuid('0', ++made)
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

let schema: Promise<GraphQLSchema> | undefined

/** The whole API in this process, on a memory event store and rows of its own: in SQLite unless it is told otherwise. */
export const startApi = async (): Promise<Api> => {
  schema ??= buildApiSchema()
  const built = await schema
  const store = createMemoryEventStore({ clock: () => new Date(recordedAt) })
  const codec = createCodec(catalogue)
  let statements = 0
  const rows = await chosenRows()(new Date(recordedAt), () => {
    statements += 1
  })
  const { writer, client } = rows
  const runner = await projectionRunner({
    name: 'read-side',
    generation: 'test',
    store,
    decode: (recorded) => codec.decode(recorded),
    projections,
    writer,
    onFault: (fault) => {
      throw new Error(fault.message, { cause: fault.cause })
    },
  })
  const following = runner.follow()
  const commands = createCommandHandler({ store, codec })
  const newId = countingIds()

  const rebuild: Rebuildable['rebuild'] = () => Promise.reject(new Error('these rows have no second build'))
  const contextOf = ({ actor = 'Asha Patel' }: Asker): ApiContext => ({
    commands,
    reads: {
      rebuild,
      client: () => client,
      waitUntil: (position, timeoutMs) => runner.waitUntil(position, timeoutMs),
      status: async () => ({
        ...(await runner.status()),
        serving: 'test',
        ready: true,
        projections: projections.map(({ name }) => name),
      }),
    },
    loaders: createLoaders(() => client),
    actor,
    requestId: uuid('e', 1),
    today: () => today,
    newId,
    publicUrl: 'http://waymark.test',
  })

  const execute: Api['execute'] = async (source, variables = {}, asker = {}) =>
    plain(
      await graphql({
        schema: built,
        source,
        variableValues: { ...variables },
        contextValue: contextOf(asker),
      }),
    ) as ExecutionResult

  return {
    execute,
    data: async <Data>(document: string, variables?: object, asker?: Asker) => {
      const { data, errors } = await execute(document, variables, asker)
      if (errors !== undefined) throw new Error(JSON.stringify(errors, null, 2))
      return data as Data
    },
    work: async (name, work) => {
      const outcome = await commands.run(
        {
          commandId: newId(),
          repeatable: false,
          name,
          request: null,
          actor: 'Asha Patel',
          correlationId: name,
        },
        work,
      )
      if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusals))
      await runner.waitUntil(outcome.position, 10_000)
      return outcome.result
    },
    head: () => store.head(),
    events: () => store.readAll(0n, { max: 1_000 }),
    statements: () => statements,
    stopReading: () => runner.stop(),
    close: async () => {
      await runner.stop()
      await following
      await rows.close()
      await store.close()
    },
  }
}
