import { createMemoryEventStore } from '../../../src/adapters/event-store/memory.js'
import { MemoryLedger } from '../../../src/adapters/event-store/memory-ledger.js'
import {
  memoryLogDestination,
  openMemoryLogSource,
} from '../../../src/adapters/event-store/memory-transfer.js'
import { logTransferContract } from '../../support/log-transfer-contract.js'

logTransferContract(
  'memory',
  () => {
    const ledger = new MemoryLedger()
    return Promise.resolve({
      openStore: () => Promise.resolve(createMemoryEventStore({ ledger })),
      openSource: () => Promise.resolve(openMemoryLogSource(ledger)),
      openDestination: () =>
        Promise.resolve({ ...memoryLogDestination(ledger), close: () => Promise.resolve() }),
      dispose: () => Promise.resolve(),
    })
  },
  { runs: 100 },
)
