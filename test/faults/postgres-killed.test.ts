import { createGraphqlClient } from '../../src/client/graphql-client.js'
import { prepareWards } from '../app/writers.js'
import { ownPostgres } from '../support/postgres.js'
import { childrenOf } from './child-processes.js'
import { engineForEach } from './engine-for-each.js'
import { startLoad } from './load.js'
import { postgresEngine } from './postgres-engine.js'
import { endsInPeace, expectNothingLostOrDoubled, ready } from './reckoning.js'
import { eachRound, patienceOf } from './rounds.js'
import { startFaultServer } from './servers.js'

type Own = Awaited<ReturnType<typeof ownPostgres>>

let postgres: Own
const engine = engineForEach(async () => {
  postgres = await ownPostgres()
  return postgresEngine({ url: postgres.url, dispose: () => postgres.dispose() })
})

/** It may have ended by itself meanwhile, when the one that started it was gone. */
const endNow = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Ends the server and every process that it has at work, all at once: nothing is finished any more. */
const crash = async ({ pid, kill }: Own): Promise<void> => {
  const children = childrenOf(pid())
  const killed = kill()
  for (const child of children) endNow(child)
  await killed
}

test(
  'PostgreSQL that is killed and started again under load loses nothing, and the server recovers by itself',
  async () => {
    const server = startFaultServer(engine().settings)
    const address = await server.opened
    await prepareWards(createGraphqlClient(address, 'Asha Patel'))
    const load = startLoad({ address: () => address, serverDies: false, readsItsWrites: true })
    for (const round of eachRound()) {
      await load.more(1 + ((round * 7) % 31))
      await crash(postgres)
      await load.moreRefused(5)
      expect((await fetch(`${address}/readyz`)).status).toBe(503)
      expect((await fetch(`${address}/healthz`)).status).toBe(200)
      await postgres.start()
      await load.more(5)
      await load.moreRead(5)
      await ready(address)
    }
    await load.stop()
    await endsInPeace(server, address)
    await expectNothingLostOrDoubled(engine(), load, {
      scenario: 'PostgreSQL killed (SIGKILL) and started again under load',
      note: `${load.refused()} requests refused as retryable, longest ${Math.round(load.longest())} ms`,
    })
  },
  patienceOf(40_000),
)
