import type { Engine } from './engines.js'
import { endLoads } from './load.js'
import { endServers } from './servers.js'

const PATIENCE_MS = 60_000

/** Opens an engine before each test; after it ends the servers and clients that are left, and then the engine. */
export const engineForEach = (open: () => Promise<Engine>): (() => Engine) => {
  let engine: Engine | undefined
  beforeEach(async () => {
    engine = await open()
  }, PATIENCE_MS)
  afterEach(async () => {
    await endServers()
    await endLoads()
    await engine?.dispose()
  }, PATIENCE_MS)
  return () => {
    if (engine === undefined) throw new Error('The engine is open only while a test runs')
    return engine
  }
}
