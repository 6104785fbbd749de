import { setTimeout as pause } from 'node:timers/promises'

import { createGraphqlClient } from '../../src/client/graphql-client.js'
import { prepareWards } from '../app/writers.js'
import { databaseAt, postgresForTests } from '../support/postgres.js'
import { startProxy, type Passage } from '../support/proxy.js'
import { endLoads, startLoad } from './load.js'
import { postgresEngine } from './postgres-engine.js'
import { endsInPeace, expectNothingLostOrDoubled, ready } from './reckoning.js'
import { eachRound, inFull } from './rounds.js'
import { endServers, startFaultServer } from './servers.js'

/** How long the connection is cut, in milliseconds; the span is the fault itself. */
const CUT_MS = 10_000

/** The same address with another port. */
const through = (url: string, port: number): string => {
  const address = new URL(url)
  address.port = String(port)
  return address.href
}

/**
 * Cuts the connection between a server and PostgreSQL, again and again, under load. Among all tests it is cut until
 * clients have noticed, in full for ten seconds.
 */
export const cutUnderLoad = async (passage: Passage, scenario: string): Promise<void> => {
  const database = await postgresForTests()
  const proxy = await startProxy(Number(new URL(database.url).port))
  const engine = postgresEngine({
    url: databaseAt(database.url, database.name),
    serverUrl: through(database.url, proxy.port),
    dispose: () => database.dispose(),
  })
  try {
    const server = startFaultServer(engine.settings)
    const address = await server.opened
    await prepareWards(createGraphqlClient(address, 'Asha Patel'))
    const load = startLoad({ address: () => address, serverDies: false, readsItsWrites: true })
    for (const round of eachRound()) {
      await load.more(5 + ((round * 7) % 31))
      proxy.set(passage)
      await Promise.all([load.moreRefused(1), inFull ? pause(CUT_MS) : undefined])
      expect((await fetch(`${address}/healthz`)).status).toBe(200)
      proxy.set('forward')
      await load.more(20)
      await load.moreRead(5)
      await ready(address)
    }
    await load.stop()
    await endsInPeace(server, address)
    await expectNothingLostOrDoubled(engine, load, {
      scenario,
      note: `${inFull ? 'cut for 10 s' : 'cut until noticed'}; ${load.refused()} requests refused as retryable, longest ${Math.round(load.longest())} ms`,
    })
  } finally {
    await endServers()
    await endLoads()
    await proxy.close()
    await engine.dispose()
  }
}
