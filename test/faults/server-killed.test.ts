import { createGraphqlClient } from '../../src/client/graphql-client.js'
import { prepareWards } from '../app/writers.js'
import { engines } from './all-engines.js'
import { engineForEach } from './engine-for-each.js'
import { startLoad } from './load.js'
import { endsInPeace, expectNothingLostOrDoubled } from './reckoning.js'
import { eachRound, patienceOf } from './rounds.js'
import { startFaultServer } from './servers.js'

describe.each(engines)('a server on %s that is killed while teams write', (_name, open) => {
  const engine = engineForEach(open)

  test(
    'loses nothing that was acknowledged, and records what is sent again once',
    async () => {
      let server = startFaultServer(engine().settings)
      let address = await server.opened
      await prepareWards(createGraphqlClient(address, 'Asha Patel'))
      const load = startLoad({ address: () => address, serverDies: true, readsItsWrites: true })
      for (const round of eachRound()) {
        await load.more(1 + ((round * 7) % 31))
        server.kill('SIGKILL')
        expect(await server.ended).toBeNull()
        expect(server.complaint()).toBe('')
        server = startFaultServer(engine().settings)
        address = await server.opened
      }
      await load.more(20)
      await load.stop()
      await endsInPeace(server, address)
      await expectNothingLostOrDoubled(engine(), load, {
        scenario: 'server killed (SIGKILL) in a write loop',
      })
    },
    patienceOf(15_000),
  )
})
