import { openNaiveStore } from '../../support/naive-postgres-store.js'
import { passedOver } from '../../support/passed-over.js'
import { postgresForTests } from '../../support/postgres.js'

test('the check for late commits finds a reader that passes them over', async () => {
  const database = await postgresForTests()
  const naive = await openNaiveStore(database.url)
  expect((await passedOver(naive, [naive])).length).toBeGreaterThan(0)
  await naive.close()
  await database.dispose()
})
