import { openPostgresEventStore } from '../../../src/adapters/event-store/postgres.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import { eventStoreContract } from '../../support/event-store-contract.js'
import { lateCommits } from '../../support/naive-postgres-store.js'
import { postgresForTests, restored, runOn, type TestDatabase } from '../../support/postgres.js'

eventStoreContract('PostgreSQL', async (clock) => {
  const databases: TestDatabase[] = [await postgresForTests()]
  const opened: EventStore[] = []
  const open = async ({ url }: TestDatabase): Promise<EventStore> => {
    const store = await openPostgresEventStore(url, { clock })
    opened.push(store)
    return store
  }
  const [database] = databases as [TestDatabase]
  const store = await open(database)
  return {
    store,
    reopen: () => open(database),
    openAgain: () => open(database),
    delayCommits: () => runOn(database.url, ...lateCommits('waymark.event')),
    restoreCopy: async () => {
      const copy = await restored(database)
      databases.push(copy)
      return open(copy)
    },
    dispose: async () => {
      await Promise.all(opened.map((each) => each.close()))
      await Promise.all(databases.map((each) => each.dispose()))
    },
  }
})
