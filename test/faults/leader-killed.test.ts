import { endLoads } from './load.js'
import { expectNothingLostOrDoubled, ready } from './reckoning.js'
import { eachRound, patienceOf } from './rounds.js'
import { endServers } from './servers.js'
import { names, otherThan, startTwoServers, type TwoServers } from './two-servers.js'

let pair: TwoServers
beforeEach(async () => {
  pair = await startTwoServers()
}, 60_000)
afterEach(async () => {
  await endServers()
  await endLoads()
  await pair.engine.dispose()
}, 60_000)

test(
  'of two servers on one PostgreSQL the other takes over when the leader of projections is killed',
  async () => {
    const { load, engine } = pair
    let longest = 0
    for (const round of eachRound()) {
      await load.more(2 + ((round * 7) % 31))
      const leader = await pair.leader(...names)
      const survivor = otherThan(leader)
      const killedAt = performance.now()
      pair.server(leader).kill('SIGKILL')
      pair.useOnly(survivor)
      expect(await pair.leader(survivor)).toBe(survivor)
      longest = Math.max(longest, performance.now() - killedAt)
      // Through the survivor alone: what is acknowledged can be read at once.
      await load.more(8)
      await load.moreRead(4)
      await pair.start(leader)
      pair.useOnly(...names)
      await load.moreRead(4)
    }
    await load.stop()
    for (const name of names) {
      await ready(pair.address(name))
      pair.server(name).kill('SIGTERM')
      expect(await pair.server(name).ended).toBe(0)
      expect(pair.server(name).complaint()).toBe('')
    }
    await expectNothingLostOrDoubled(engine, load, {
      scenario: 'two servers, leader of projections killed (SIGKILL)',
      note: `taken over after ${Math.round(longest)} ms at most`,
    })
  },
  patienceOf(40_000),
)
