import { createMemoryEventStore } from '../../../src/adapters/event-store/memory.js'
import { eventStoreContract } from '../../support/event-store-contract.js'

eventStoreContract(
  'memory',
  (clock) => {
    const store = createMemoryEventStore({ clock })
    return Promise.resolve({ store, dispose: () => store.close() })
  },
  ['reopen', 'restoreCopy'],
)
