import { openKurrentEventStore, reachKurrent } from '../../../src/adapters/event-store/kurrentdb.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import { batch, wholeLog } from '../../support/event-store-batches.js'
import { eventStoreContract, type MakeStore } from '../../support/event-store-contract.js'
import { positionsIn, withOrdinals } from '../../support/kurrent-ordinals.js'
import { kurrentForTests, noteAbsence } from '../../support/kurrent-server.js'

const url = kurrentForTests()

if (url === null) {
  noteAbsence()
  test.skip('a real KurrentDB: set KURRENTDB_URL, such as kurrentdb://admin:changeit@127.0.0.1:2113?tls=false', () =>
    undefined)
} else {
  jest.setTimeout(120_000)
  let runs = 0
  const begun = Date.now().toString(36)
  const fresh = (): string => `waymarktest${begun}x${String(process.pid)}x${String((runs += 1))}`

  const makeStore: MakeStore = async () => {
    const prefix = fresh()
    const opened: EventStore[] = []
    const connect = async (): Promise<EventStore> => {
      const store = await openKurrentEventStore(url, { prefix })
      opened.push(store)
      return store
    }
    const counting = await connect()
    const open = async (): Promise<EventStore> => withOrdinals(await connect(), positionsIn(counting))
    return {
      store: await open(),
      reopen: open,
      openAgain: open,
      clock: 'server',
      dispose: async () => {
        await Promise.all(opened.map((store) => store.close()))
      },
    }
  }
  eventStoreContract('a real KurrentDB', makeStore, ['restoreCopy'])

  describe('a real KurrentDB', () => {
    test('writes several streams together from 25.1 on', async () => {
      const { connection, server } = await reachKurrent(url, { prefix: fresh() })
      await connection.close()
      const [major = 0, minor = 0] = server.version.split('.').map(Number)
      expect({ version: server.version, together: server.way !== 'stream' }).toEqual({
        version: server.version,
        together: major > 25 || (major === 25 && minor >= 1),
      })
    })

    test('keeps those apart whose streams begin differently', async () => {
      const [one, other] = [fresh(), fresh()]
      const mine = await openKurrentEventStore(url, { prefix: one })
      const theirs = await openKurrentEventStore(url, { prefix: other })
      await theirs.append(batch('one', 'thing-1'))
      await mine.append(batch('one', 'thing-1', { expected: 'none' }))
      expect(await wholeLog(mine)).toHaveLength(1)
      expect(await wholeLog(theirs)).toHaveLength(1)
      await Promise.all([mine.close(), theirs.close()])
    })
  })
}
