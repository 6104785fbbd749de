import { join } from 'node:path'

import { openKurrentLogDestination } from '../../../src/adapters/event-store/kurrent-transfer.js'
import { openKurrentLogSource } from '../../../src/adapters/event-store/kurrent-log-source.js'
import { openKurrentEventStore } from '../../../src/adapters/event-store/kurrentdb.js'
import { MemoryLedger } from '../../../src/adapters/event-store/memory-ledger.js'
import { openMemoryLogSource } from '../../../src/adapters/event-store/memory-transfer.js'
import { exportLogFile } from '../../../src/adapters/log-file/export-log-file.js'
import { importLogFile } from '../../../src/adapters/log-file/import-log-file.js'
import { startKurrentPeer } from '../../support/kurrent-peer/peer.js'
import { entriesAfter } from '../../support/log-transfer-batches.js'
import { logTransferContract } from '../../support/log-transfer-contract.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { logOf, storeOf, writeLog } from '../log-file/files.js'

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

describe('KurrentDB on the wire', () => {
  test('a file goes in and comes back with every hash, and goes on where an import was broken off', async () => {
    const folder = temporaryFolder()
    const file = (name: string): string => join(folder.path, name)
    const peer = await startKurrentPeer({ version: '26.1.0' })
    const address = `${peer.url}&discoveryInterval=10`
    const log = await logOf(60, 2)
    await writeLog(log, file('up.jsonl'))
    const destination = await openKurrentLogDestination(address)
    await destination.receive((await entriesAfter(openMemoryLogSource(log))).slice(0, 25))
    await destination.close()

    const store = {
      look: () => openKurrentLogSource(address),
      open: () => openKurrentLogDestination(address),
    }
    const up = await importLogFile(file('up.jsonl'), store, () => undefined)
    expect(up).toMatchObject({ equal: true, recordedCommands: 35 })
    expect(await importLogFile(file('up.jsonl'), store, () => undefined)).toMatchObject({
      equal: true,
      recordedCommands: 0,
    })

    const source = await openKurrentLogSource(address)
    await exportLogFile(source, file('down.jsonl'), { engine: 'kurrentdb' })
    await source.close()
    peer.stop()
    const back = new MemoryLedger()
    await importLogFile(file('down.jsonl'), storeOf(back), () => undefined)
    expect(back.head).toEqual(log.head)
    folder.remove()
  })
})
