import { openKurrentEventStore } from '../../../src/adapters/event-store/kurrentdb.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import { eventStoreContract } from '../../support/event-store-contract.js'
import { withOrdinals } from '../../support/kurrent-ordinals.js'
import { startKurrentPeer, type KurrentPeerOptions } from '../../support/kurrent-peer/peer.js'

const contractOn = (name: string, options: KurrentPeerOptions): void => {
  eventStoreContract(name, async (clock) => {
    const peer = await startKurrentPeer({ ...options, clock })
    const opened: EventStore[] = []
    const open = async (): Promise<EventStore> => {
      const store = await openKurrentEventStore(peer.url)
      opened.push(store)
      return withOrdinals(store)
    }
    return {
      store: await open(),
      reopen: open,
      dispose: async () => {
        await Promise.all(opened.map((store) => store.close()))
        peer.stop()
      },
    }
  })
}

contractOn('KurrentDB 26.1 on the wire', { version: '26.1.0' })
contractOn('KurrentDB 26.0 on the wire', { version: '26.0.2', commitRecords: true })
