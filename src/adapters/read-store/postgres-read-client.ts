import { PrismaPg } from '@prisma/adapter-pg'
import type { PrismaClient } from '../../../prisma/client/client.js'
import { getPrismaClientClass } from '../../../prisma/client/internal/class-postgres.js'
import { createPool } from '../postgres-pool.js'

/** Most connections for queries of one process. */
const READERS = 8
/**
 * How long one query may take on the server and until its answer is here, and how long one may wait for a connection,
 * in milliseconds.
 */
const QUERY_MS = 10_000
const ANSWER_MS = 12_000
const CONNECT_MS = 5_000
const IDLE_MS = 60_000

/** Statements that a connection keeps prepared: more than the API has, apart from lists of ids of any length. */
const MOST_STATEMENTS = 300
const LONGEST_STATEMENT = 5_000

const NUL = '\u0000'

/** Names statements by which the server keeps them prepared; those of no fixed form get none. */
const nameStatements = (): ((query: { readonly sql: string }) => string) => {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    // The empty name is that of a statement which is not kept.
    if (names.size >= MOST_STATEMENTS || sql.length > LONGEST_STATEMENT) return ''
    const name = `waymark_${names.size}`
    names.set(sql, name)
    return name
  }
}

/**
 * PostgreSQL takes no text with U+0000. Where rows would hold it, another character stands (`postgres-cells.ts`), and
 * so it does in what is looked for.
 */
const shown = (argument: unknown): unknown =>
  typeof argument === 'string' && argument.includes(NUL) ? argument.replaceAll(NUL, '\ufffd') : argument

class PostgresAdapter extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect()
    const queryRaw = adapter.queryRaw.bind(adapter)
    return Object.assign(adapter, {
      queryRaw: (query: Parameters<typeof queryRaw>[0]) =>
        queryRaw({ ...query, args: query.args.map(shown) }),
    })
  }
}

const sessionOf = (url: string, schema: string): string => {
  const own = new URL(url).searchParams.get('options')
  const settings = [
    `search_path=${schema}`,
    'default_transaction_read_only=on',
    'default_transaction_isolation=read\\ committed',
    'timezone=UTC',
    'datestyle=ISO',
    'extra_float_digits=1',
    'jit=off',
    `statement_timeout=${QUERY_MS}`,
  ].map((setting) => `-c ${setting}`)
  return [...(own === null ? [] : [own]), ...settings].join(' ')
}

/** What stood in the address would take the place of the settings here. */
const withoutOptions = (url: string): string => {
  const address = new URL(url)
  address.searchParams.delete('options')
  return address.href
}

/**
 * A Prisma client that reads the rows of one schema beside whoever writes them. It is of the same type as that for
 * SQLite: only the class behind it was generated for PostgreSQL. Nothing is connected before the first query.
 *
 * @param onStatement is told of each statement, so that tests can count them
 */
export const createPostgresReadClient = (
  url: string,
  schema: string,
  onStatement: () => void = () => undefined,
): PrismaClient => {
  const nameOf = nameStatements()
  const adapter = new PostgresAdapter(
    createPool({
      connectionString: withoutOptions(url),
      application_name: 'waymark queries',
      options: sessionOf(url, schema),
      max: READERS,
      connectionTimeoutMillis: CONNECT_MS,
      idleTimeoutMillis: IDLE_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
    }),
    {
      schema,
      disposeExternalPool: true,
      // A connection that breaks while nobody uses it is replaced by the next query.
      onPoolError: () => undefined,
      onConnectionError: () => undefined,
      statementNameGenerator: (query) => {
        onStatement()
        return nameOf(query)
      },
    },
  )
  const Client = getPrismaClientClass()
  return new Client({ adapter })
}
