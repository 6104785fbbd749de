import { openPostgresEventStore } from '../../../src/adapters/event-store/postgres.js'
import { PostgresLogFault } from '../../../src/adapters/event-store/postgres-fault.js'
import { verifyPostgresLog } from '../../../src/adapters/event-store/verify-postgres.js'
import { batch } from '../../support/event-store-batches.js'
import { databaseAt, postgresForTests, runOn, type TestDatabase } from '../../support/postgres.js'

const PASSWORD = 'not-a-real-secret'

describe('opening a log in PostgreSQL', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await postgresForTests()
  })
  afterEach(() => database.dispose())

  const at = (change: (address: URL) => void): string => {
    const address = new URL(database.url)
    change(address)
    return address.href
  }

  /** The complaint about an address, in which no password may be. */
  const complaint = async (url: string): Promise<string> => {
    const error: unknown = await openPostgresEventStore(url).then(
      () => null,
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(PostgresLogFault)
    const { message, stack = '', cause } = error as PostgresLogFault
    const told = [message, stack, cause instanceof Error ? (cause.stack ?? '') : ''].join('\n')
    expect(told).not.toContain(PASSWORD)
    expect(told).not.toContain(new URL(database.url).password)
    expect(message).toContain('WAYMARK_EVENT_STORE')
    return message
  }

  test('something else than an address is refused with an example of one', async () => {
    expect(await complaint(`postgresql://me:${PASSWORD}@host:port/x`)).toContain(
      'postgresql://user:password@host',
    )
    expect(await complaint(`postgresql://me:${PASSWORD}%@host/x`)).toContain('% as %25')
    expect(await complaint(`mysql://me:${PASSWORD}@host/x`)).toContain('not with postgresql://')
  })

  test('a server that is not there, a wrong password and a missing database are told apart', async () => {
    const nobody = at((address) => (address.port = '1'))
    expect(await complaint(nobody)).toMatch(/No PostgreSQL answers at .*:1 \(ECONNREFUSED\)\. Start it/)
    const wrong = at((address) => (address.password = PASSWORD))
    expect(await complaint(wrong)).toContain('refuses the password of')
    const missing = databaseAt(database.url, 'nothing_here')
    expect(await complaint(missing)).toContain('There is no database "nothing_here"')
  })

  test('a user who may not make the schema is told what the owner has to grant', async () => {
    const user = `${database.name}_poor`
    await runOn(database.url, `CREATE ROLE ${user} LOGIN PASSWORD '${PASSWORD}'`)
    const poor = at((address) => {
      address.username = user
      address.password = PASSWORD
    })
    expect(await complaint(poor)).toContain(`GRANT CREATE ON DATABASE "${database.name}" TO "${user}"`)
    await runOn(database.url, `GRANT CREATE ON DATABASE ${database.name} TO ${user}`)
    await (await openPostgresEventStore(poor)).close()
    await runOn(database.url, `DROP OWNED BY ${user}`, `DROP ROLE ${user}`)
  })

  test('a database that keeps texts otherwise is refused', async () => {
    const name = `${database.name}_ascii`
    await runOn(database.url, `CREATE DATABASE ${name} ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0`)
    expect(await complaint(databaseAt(database.url, name))).toContain('has the encoding SQL_ASCII')
    await runOn(database.url, `DROP DATABASE ${name}`)
  })

  test('a log of another format, and one without its head row, are refused', async () => {
    await (await openPostgresEventStore(database.url)).close()
    await runOn(database.url, 'UPDATE waymark.head SET format = 99')
    await expect(openPostgresEventStore(database.url)).rejects.toThrow('format 99')
    await runOn(database.url, 'DELETE FROM waymark.head')
    await expect(openPostgresEventStore(database.url)).rejects.toThrow('lost its head row')
  })

  test('many who open a new database at once find one log', async () => {
    const stores = await Promise.all(Array.from({ length: 6 }, () => openPostgresEventStore(database.url)))
    await Promise.all(stores.map((store, n) => store.append(batch(`c${n}`, 'thing-1'))))
    expect(await verifyPostgresLog(database.url)).toMatchObject({ events: 6, commands: 6, findings: [] })
    await Promise.all(stores.map((store) => store.close()))
  })

  test('logs in several schemas of one database know nothing of each other', async () => {
    const names = ['one', 'Odd "name"', `it's`]
    for (const schema of names) {
      const store = await openPostgresEventStore(database.url, { schema })
      expect(await store.append(batch('first', 'thing-1'))).toMatchObject({ position: 1n })
      await store.close()
      expect(await verifyPostgresLog(database.url, { schema })).toMatchObject({ events: 1, findings: [] })
    }
  })

  test('what was made by an owner needs no right to make anything, and no setting of the database weakens it', async () => {
    await (await openPostgresEventStore(database.url)).close()
    const user = `${database.name}_writer`
    await runOn(
      database.url,
      `CREATE ROLE ${user} LOGIN PASSWORD '${PASSWORD}'`,
      `GRANT USAGE ON SCHEMA waymark TO ${user}`,
      `GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA waymark TO ${user}`,
      `GRANT UPDATE ON waymark.head TO ${user}`,
      `ALTER DATABASE ${database.name} SET default_transaction_isolation = 'serializable'`,
      `ALTER DATABASE ${database.name} SET synchronous_commit = 'off'`,
      `ALTER DATABASE ${database.name} SET search_path = 'nowhere'`,
      `ALTER DATABASE ${database.name} SET quote_all_identifiers = on`,
    )
    const store = await openPostgresEventStore(
      at((address) => {
        address.username = user
        address.password = PASSWORD
        address.searchParams.set('options', '-c work_mem=8MB')
      }),
    )
    const appends = Array.from({ length: 20 }, (_, n) => store.append(batch(`c${n}`, 'thing-1')))
    expect(new Set((await Promise.all(appends)).map(({ kind }) => kind))).toEqual(new Set(['appended']))
    await store.close()
    expect((await verifyPostgresLog(database.url)).findings).toEqual([])
    await runOn(database.url, `DROP OWNED BY ${user}`, `DROP ROLE ${user}`)
  })
})
