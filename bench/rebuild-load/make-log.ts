import 'zod/compile'

import { spawn } from 'node:child_process'
import { once } from 'node:events'

import { openSqliteEventStore } from '../../src/adapters/event-store/sqlite.js'
import { eventFile } from '../../src/stores.js'
import { fillWithRegion } from '../load/fill.js'
import type { RegionOptions } from '../load/region-plan.js'

/**
 * Makes the log of a region in a data folder, in a process of its own: who measures afterwards shall not carry the memory
 * of a million decisions, whose collection would hold its requests up.
 *
 * @throws Error when the log could not be made; what is wrong stands in the error output
 */
export const makeLog = async (dataFolder: string, region: RegionOptions): Promise<void> => {
  const child = spawn(process.execPath, [__filename, dataFolder, JSON.stringify(region)], {
    stdio: 'inherit',
  })
  const [status] = (await once(child, 'exit')) as [number | null]
  if (status !== 0) throw new Error(`The log of the region could not be made (status ${String(status)})`)
}

const make = async (dataFolder: string, region: RegionOptions): Promise<void> => {
  await fillWithRegion(
    region,
    (clock) => Promise.resolve(openSqliteEventStore(eventFile(dataFolder), { clock })),
    (recorded) => console.error(`  ${recorded.toLocaleString('en-GB')} events recorded`),
  )
}

if (require.main === module) {
  const [dataFolder = '', region = ''] = process.argv.slice(2)
  void make(dataFolder, JSON.parse(region) as RegionOptions)
}
