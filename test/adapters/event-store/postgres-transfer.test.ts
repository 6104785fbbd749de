import { openMemoryLogSource } from '../../../src/adapters/event-store/memory-transfer.js'
import { openPostgresEventStore } from '../../../src/adapters/event-store/postgres.js'
import { openPostgresLogSource } from '../../../src/adapters/event-store/postgres-log-source.js'
import { openPostgresLogDestination } from '../../../src/adapters/event-store/postgres-transfer.js'
import { LogTransferFault } from '../../../src/eventsourcing/log-transfer.js'
import { batch } from '../../support/event-store-batches.js'
import { entriesAfter, recorded } from '../../support/log-transfer-batches.js'
import { logTransferContract } from '../../support/log-transfer-contract.js'
import { postgresForTests, type TestDatabase } from '../../support/postgres.js'

logTransferContract(
  'PostgreSQL',
  async () => {
    const database = await postgresForTests()
    await (await openPostgresEventStore(database.url)).close()
    return {
      openStore: () => openPostgresEventStore(database.url),
      openSource: async () => {
        const source = await openPostgresLogSource(database.url)
        if (source === null) throw new Error('The log is missing')
        return source
      },
      openDestination: () => openPostgresLogDestination(database.url),
      dispose: () => database.dispose(),
    }
  },
  { runs: 8 },
)

const twoCommands = [0, 1].map(() => ({
  writes: [[1, 1] as [number, number]],
  data: null,
  result: undefined,
  foreign: false,
  passed: 1,
}))

describe('PostgreSQL', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await postgresForTests()
  })
  afterEach(() => database.dispose())

  test('a database without a log has nothing to move, and is left as it is', async () => {
    expect(await openPostgresLogSource(database.url)).toBeNull()
    expect(await openPostgresLogSource(database.url)).toBeNull()
  })

  test('a log that a server writes to meanwhile takes no more entries', async () => {
    const [one, two] = await entriesAfter(openMemoryLogSource(await recorded(twoCommands)))
    if (one === undefined || two === undefined) throw new Error('The entries are missing')
    const destination = await openPostgresLogDestination(database.url)
    await destination.receive([one])
    const intruder = await openPostgresEventStore(database.url)
    await intruder.append(batch('foreign', 'other-1'))
    await expect(destination.receive([two])).rejects.toThrow(LogTransferFault)
    await expect(destination.receive([two])).rejects.toThrow('Somebody else has written')
    expect(await intruder.head()).toBe(2n)
    await Promise.all([destination.close(), intruder.close()])
  })
})
