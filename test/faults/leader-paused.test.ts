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
  'of two servers on one PostgreSQL a leader that was paused for longer than its lease writes no more rows',
  async () => {
    const { load, engine } = pair
    let longest = 0
    for (const round of eachRound()) {
      await load.more(2 + ((round * 7) % 31))
      const leader = await pair.leader(...names)
      const survivor = otherThan(leader)
      const pausedAt = performance.now()
      pair.server(leader).kill('SIGSTOP')
      pair.useOnly(survivor)
      expect(await pair.leader(survivor)).toBe(survivor)
      longest = Math.max(longest, performance.now() - pausedAt)
      // Clients of the paused one wait; those of the other are served.
      await load.more(4)
      pair.server(leader).kill('SIGCONT')
      // Both take requests again: what is written through one can be read at once through the other.
      pair.useOnly(...names)
      await load.more(12)
      await load.moreRead(8)
      expect(await pair.leader(...names)).toBe(survivor)
    }
    await load.stop()
    for (const name of names) {
      await ready(pair.address(name))
      pair.server(name).kill('SIGTERM')
      expect(await pair.server(name).ended).toBe(0)
      expect(pair.server(name).complaint()).toBe('')
    }
    await expectNothingLostOrDoubled(engine, load, {
      scenario: 'two servers, leader of projections paused (SIGSTOP) for longer than its lease',
      note: `taken over after ${Math.round(longest)} ms at most`,
    })
  },
  patienceOf(40_000),
)
