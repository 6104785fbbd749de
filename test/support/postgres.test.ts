import { Client } from 'pg'

import { copyOf, ownPostgres, postgresForTests, runOn } from './postgres.js'

const valueAt = async (url: string, query: string): Promise<unknown> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ value: unknown }>(query)
    return rows[0]?.value
  } finally {
    await client.end()
  }
}

describe('PostgreSQL for tests', () => {
  test('every database is fresh, and gone when it is disposed of', async () => {
    const [one, other] = await Promise.all([postgresForTests(), postgresForTests()])
    await runOn(one.url, 'CREATE TABLE something (a int)', 'INSERT INTO something VALUES (7)')
    expect(await valueAt(other.url, `SELECT to_regclass('something') AS value`)).toBeNull()
    const copy = await copyOf(one)
    expect(await valueAt(copy.url, 'SELECT a AS value FROM something')).toBe(7)
    await Promise.all([one.dispose(), other.dispose(), copy.dispose()])
    await expect(runOn(one.url, 'SELECT 1')).rejects.toThrow('does not exist')
  })

  test('a server of its own keeps what was committed when it is killed', async () => {
    const server = await ownPostgres()
    await runOn(server.url, 'CREATE TABLE something (a int)', 'INSERT INTO something VALUES (7)')
    await server.kill()
    await expect(runOn(server.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
    await server.start()
    expect(await valueAt(server.url, 'SELECT a AS value FROM something')).toBe(7)
    await server.dispose()
    await expect(runOn(server.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
  }, 60_000)
})
