import { pathToFileURL } from 'node:url'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { PrismaClient } from '../../../prisma/client/client.js'
import { preparedQueries } from './prepared-queries.js'

const BUSY_TIMEOUT_MS = 5000

/**
 * Most values that one statement of SQLite takes (SQLITE_MAX_VARIABLE_NUMBER since 3.32). Prisma believes in 999, the
 * limit of older ones, and refuses a page of rows that are named by more ids.
 */
const MOST_VALUES = 32_766

type Adapter = Awaited<ReturnType<PrismaLibSql['connect']>>
type Query = Parameters<Adapter['queryRaw']>[0]
type IsolationLevel = Parameters<Adapter['startTransaction']>[0]

const connectionInfo = () => ({ maxBindValues: MOST_VALUES, supportsRelationJoins: false })

/** Connections that read the rows of one file. */
const connect = async (file: string, onStatement: () => void): Promise<Adapter> => {
  const url = pathToFileURL(file).href
  const adapter = await new PrismaLibSql({ url, timeout: BUSY_TIMEOUT_MS, intMode: 'bigint' }).connect()
  const prepared = preparedQueries(file, BUSY_TIMEOUT_MS)
  const own = { queryRaw: adapter.queryRaw.bind(adapter), dispose: adapter.dispose.bind(adapter) }
  let disposed: Promise<void> | undefined
  return Object.assign(adapter, {
    queryRaw: (query: Query) => {
      onStatement()
      try {
        const found = prepared.query(query)
        if (found !== null) return Promise.resolve(found)
      } catch {
        // The adapter says in Prisma's words what is wrong, or succeeds where a file was briefly busy.
      }
      return own.queryRaw(query)
    },
    // A client that ends disposes of its connection, and so does who opened it: the second time nothing is left to do.
    dispose: () =>
      (disposed ??= Promise.resolve().then(() => {
        prepared.close()
        return own.dispose()
      })),
  })
}

/** The rows of one file as a client reads them. */
export interface ReadableRows {
  /**
   * Each query sees whole batches only; a transaction sees one state throughout. 64-bit integers stay exact, and raw
   * queries therefore answer integers as bigint.
   */
  readonly client: PrismaClient
  /** Opens the rows of another file with the same tables for the same client, which reads them once they are entered. */
  next(file: string): Promise<ReadableRows>
  /** Whatever the client asks from now on, it asks of these rows. */
  enter(): void
  /** Closes the file, and the client when it reads these rows. */
  close(): Promise<void>
}

/** Asks whichever connection is to be read. */
const movable = ({ provider, adapterName }: Adapter, reads: () => Adapter) => ({
  provider,
  adapterName,
  getConnectionInfo: connectionInfo,
  queryRaw: (query: Query) => reads().queryRaw(query),
  executeRaw: (query: Query) => reads().executeRaw(query),
  executeScript: (script: string) => reads().executeScript(script),
  startTransaction: (level?: IsolationLevel) => reads().startTransaction(level),
  dispose: () => reads().dispose(),
})

/**
 * Opens the rows of one generation beside their writer. A Prisma client works out once how each of its queries is
 * answered, which holds everybody up for some milliseconds each: so when other rows take the place of these, the client
 * stays, and its connection goes over.
 *
 * @param onStatement is told of each statement, so that tests can count them
 */
export const openReadableRows = async (
  file: string,
  onStatement: () => void = () => undefined,
): Promise<ReadableRows> => {
  let reads = await connect(file, onStatement)
  const adapter = movable(reads, () => reads)
  const client = new PrismaClient({
    // Else each query notes where it was asked for, as a text of its whole stack, in case it fails.
    errorFormat: 'minimal',
    adapter: { ...adapter, connect: () => Promise.resolve(adapter) },
  })
  const rowsOf = (own: Adapter): ReadableRows => ({
    client,
    next: async (other) => rowsOf(await connect(other, onStatement)),
    enter: () => {
      reads = own
    },
    close: async () => {
      if (own === reads) await client.$disconnect()
      await own.dispose()
    },
  })
  return rowsOf(reads)
}
