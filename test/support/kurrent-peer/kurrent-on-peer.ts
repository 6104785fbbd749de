import { openKurrentEventStore } from '../../../src/adapters/event-store/kurrentdb.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import { startKurrentPeer, type KurrentPeer, type KurrentPeerOptions } from './peer.js'

export interface KurrentOnPeer {
  /** The peer that was started last. */
  readonly peer: KurrentPeer
  readonly start: (options?: KurrentPeerOptions) => Promise<void>
  /** Opens a store on the peer. */
  readonly open: (parameters?: string, patience?: number) => Promise<EventStore>
  /** Closes a store, too, that a test opened by itself. */
  readonly closeLater: (store: EventStore) => void
}

/** A peer in this process and stores on it for the tests of a file: each starts its own; all end after each test. */
export const kurrentOnPeer = (): KurrentOnPeer => {
  let peer: KurrentPeer | undefined
  const opened: EventStore[] = []
  const started = (): KurrentPeer => {
    if (peer === undefined) throw new Error('Start a peer first')
    return peer
  }

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()))
    started().stop()
  })

  return {
    get peer() {
      return started()
    },
    start: async (options = {}) => {
      peer = await startKurrentPeer(options)
    },
    open: async (parameters = '', patience = 5_000) => {
      const address = `${started().url}&discoveryInterval=10${parameters}`
      const store = await openKurrentEventStore(address, { patience })
      opened.push(store)
      return store
    },
    closeLater: (store) => {
      opened.push(store)
    },
  }
}
