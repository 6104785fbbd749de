import { postgresForTests, type TestDatabase } from '../support/postgres.js'
import { journeysWith } from './journey-settings.js'

const databases: TestDatabase[] = []

afterAll(async () => {
  for (const database of databases) await database.dispose()
})

// Each journey begins with an empty database, for events and rows.
describe.each(['team', 'director', 'developer'])('on PostgreSQL, the journey of the %s', (journey) => {
  beforeEach(async () => {
    const database = await postgresForTests()
    databases.push(database)
    journeysWith(() => ({ WAYMARK_EVENT_STORE: database.url }), false)
  })

  jest.requireActual<object>(`./${journey}.test`)
})
