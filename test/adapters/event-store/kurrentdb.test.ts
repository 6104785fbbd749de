import { openKurrentEventStore } from '../../../src/adapters/event-store/kurrentdb.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import { eventStoreContract, type MakeStore } from '../../support/event-store-contract.js'
import { withOrdinals, type PositionsAfter } from '../../support/kurrent-ordinals.js'
import { startKurrentPeer, type KurrentPeerOptions } from '../../support/kurrent-peer/peer.js'

const contractOn = (name: string, options: KurrentPeerOptions): void => {
  const makeStore: MakeStore = async () => {
    const peer = await startKurrentPeer(options)
    const opened: EventStore[] = []
    const inLog: PositionsAfter = (position) =>
      Promise.resolve(
        peer.log.records
          .filter(({ stream, prepare }) => stream.startsWith('waymark.') && prepare > position)
          .map(({ prepare }) => prepare),
      )
    const open = async (): Promise<EventStore> => {
      const store = await openKurrentEventStore(`${peer.url}&discoveryInterval=10`)
      opened.push(store)
      return withOrdinals(store, inLog)
    }
    return {
      store: await open(),
      reopen: open,
      openAgain: open,
      clock: 'server',
      dispose: async () => {
        await Promise.all(opened.map((store) => store.close()))
        peer.stop()
      },
    }
  }
  eventStoreContract(name, makeStore, ['restoreCopy'])
}

contractOn('KurrentDB 26.1 on the wire', { version: '26.1.0' })
contractOn('KurrentDB 26.0 on the wire', { version: '26.0.2', commitRecords: true })
// Without what it says that it cannot do.
contractOn('KurrentDB 24.10 on the wire', { version: '24.10.4' })
