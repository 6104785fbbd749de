import { endLoads } from './load.js'
import { endsInPeace, expectNothingLostOrDoubled } from './reckoning.js'
import { eachRound } from './rounds.js'
import { endServers } from './servers.js'
import { names, otherThan, startTwoServers, type Name, type TwoServers } from './two-servers.js'

export interface LostLeader {
  /** How the leader of projections is taken away. */
  readonly signal: 'SIGKILL' | 'SIGSTOP'
  readonly scenario: string
  /** What comes once the other has taken over, until both take requests again. */
  readonly afterwards: (pair: TwoServers, leader: Name, survivor: Name) => Promise<void>
}

/** Takes the leader of projections away from two servers on one database, again and again, under load. */
export const loseLeader = async ({ signal, scenario, afterwards }: LostLeader): Promise<void> => {
  const pair = await startTwoServers().catch(async (error: unknown) => {
    await endServers()
    throw error
  })
  const { load, engine } = pair
  try {
    let longest = 0
    for (const round of eachRound()) {
      await load.more(2 + ((round * 7) % 31))
      const leader = await pair.leader(...names)
      const survivor = otherThan(leader)
      const lostAt = performance.now()
      pair.server(leader).kill(signal)
      pair.useOnly(survivor)
      expect(await pair.leader(survivor)).toBe(survivor)
      longest = Math.max(longest, performance.now() - lostAt)
      await afterwards(pair, leader, survivor)
    }
    await load.stop()
    for (const name of names) await endsInPeace(pair.server(name), pair.address(name))
    await expectNothingLostOrDoubled(engine, load, {
      scenario,
      note: `taken over after ${Math.round(longest)} ms at most`,
    })
  } finally {
    await endServers()
    await endLoads()
    await engine.dispose()
  }
}
