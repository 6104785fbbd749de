import { openKurrentLogDestination } from '../../../src/adapters/event-store/kurrent-transfer.js'
import { openKurrentLogSource } from '../../../src/adapters/event-store/kurrent-log-source.js'
import { openKurrentEventStore } from '../../../src/adapters/event-store/kurrentdb.js'
import { startKurrentPeer } from '../../support/kurrent-peer/peer.js'
import { logTransferContract } from '../../support/log-transfer-contract.js'

logTransferContract(
  'KurrentDB on the wire',
  async () => {
    const peer = await startKurrentPeer({ version: '26.1.0' })
    const address = `${peer.url}&discoveryInterval=10`
    return {
      openStore: () => openKurrentEventStore(address),
      openSource: () => openKurrentLogSource(address),
      openDestination: () => openKurrentLogDestination(address),
      dispose: () => {
        peer.stop()
        return Promise.resolve()
      },
    }
  },
  { runs: 5, positions: 'own' },
)
