import { createPool } from '../../src/adapters/postgres-pool.js'
import { postgresForTests } from '../support/postgres.js'

test('a connection that breaks while the pool looks whether it fits fails its query, not the process', async () => {
  const database = await postgresForTests()
  const breaks: string[] = []
  const pool = createPool({
    connectionString: database.url,
    max: 1,
    verify: (client, done) => {
      if (breaks.length === 0) {
        breaks.push('once')
        client.emit('error', new Error('Connection terminated unexpectedly'))
        done(new Error('Does not fit'))
      } else done()
    },
  })
  await expect(pool.query('SELECT 1 AS one')).rejects.toThrow('Does not fit')
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  await pool.end()
  await database.dispose()
})
