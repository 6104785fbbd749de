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

class SqliteAdapter extends PrismaLibSql {
  constructor(
    private readonly file: string,
    config: ConstructorParameters<typeof PrismaLibSql>[0],
    private readonly onStatement: () => void,
  ) {
    super(config)
  }

  override async connect(): ReturnType<PrismaLibSql['connect']> {
    const adapter = await super.connect()
    const prepared = preparedQueries(this.file, BUSY_TIMEOUT_MS)
    const own = { queryRaw: adapter.queryRaw.bind(adapter), dispose: adapter.dispose.bind(adapter) }
    return Object.assign(adapter, {
      getConnectionInfo: () => ({ maxBindValues: MOST_VALUES, supportsRelationJoins: false }),
      queryRaw: (query: Parameters<typeof adapter.queryRaw>[0]) => {
        this.onStatement()
        try {
          const found = prepared.query(query)
          if (found !== null) return Promise.resolve(found)
        } catch {
          // The adapter says in Prisma's words what is wrong, or succeeds where a file was briefly busy.
        }
        return own.queryRaw(query)
      },
      dispose: () => {
        prepared.close()
        return own.dispose()
      },
    })
  }
}

/**
 * A Prisma client that reads the rows of one generation beside its writer. Each query sees whole batches only; a
 * transaction sees one state throughout. `intMode` keeps 64-bit integers exact, and raw queries therefore answer
 * integers as bigint.
 *
 * @param onStatement is told of each statement, so that tests can count them
 */
export const createReadClient = (file: string, onStatement: () => void = () => undefined): PrismaClient =>
  new PrismaClient({
    // Else each query notes where it was asked for, as a text of its whole stack, in case it fails.
    errorFormat: 'minimal',
    adapter: new SqliteAdapter(
      file,
      { url: pathToFileURL(file).href, timeout: BUSY_TIMEOUT_MS, intMode: 'bigint' },
      onStatement,
    ),
  })
