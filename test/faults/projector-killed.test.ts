import { createGraphqlClient } from '../../src/client/graphql-client.js'
import { prepareWards } from '../app/writers.js'
import { engines } from './all-engines.js'
import { engineForEach } from './engine-for-each.js'
import { startLoad } from './load.js'
import { endsInPeace, expectNothingLostOrDoubled } from './reckoning.js'
import { patienceOf, rounds } from './rounds.js'
import { moments, startFaultServer, stopAt } from './servers.js'

/** Every moment at least once. */
const times = Math.max(rounds, moments.length)

describe.each(engines)('a projection on %s that is killed while teams write', (_name, open) => {
  const engine = engineForEach(open)

  test(
    'between rows and checkpoint, before and after the commit, counts every event once',
    async () => {
      let server = startFaultServer(engine().settings)
      let address = await server.opened
      await prepareWards(createGraphqlClient(address, 'Asha Patel'))
      const load = startLoad({ address: () => address, serverDies: true, readsItsWrites: true })
      await load.more(1)
      server.kill('SIGKILL')
      await server.ended
      for (let round = 0; round < times; round += 1) {
        const moment = moments[round % moments.length] ?? 'rows'
        server = startFaultServer({ ...engine().settings, ...stopAt(moment, 1 + ((round * 3) % 7)) })
        // The rows that the kill before left undone may bring it to its end before it is open.
        address = await server.opened.catch(() => address)
        // Batch by batch it comes to its end by itself.
        expect(await server.ended).toBeNull()
        expect(server.complaint()).toBe('')
      }
      server = startFaultServer(engine().settings)
      address = await server.opened
      await load.more(10)
      await load.stop()
      await endsInPeace(server, address)
      await expectNothingLostOrDoubled(engine(), load, {
        scenario: 'projector killed (SIGKILL) between rows and checkpoint',
        rounds: times,
        note: 'before the checkpoint, before the commit and after it in turn',
      })
    },
    patienceOf(15_000, 120_000),
  )
})
