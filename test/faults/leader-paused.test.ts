import { loseLeader } from './lose-leader.js'
import { patienceOf } from './rounds.js'
import { names } from './two-servers.js'

test(
  'of two servers on one PostgreSQL a leader that was paused for longer than its lease writes no more rows',
  () =>
    loseLeader({
      signal: 'SIGSTOP',
      scenario: 'two servers, leader of projections paused (SIGSTOP) for longer than its lease',
      afterwards: async (pair, leader, survivor) => {
        // Clients of the paused one wait; those of the other are served.
        await pair.load.more(4)
        pair.server(leader).kill('SIGCONT')
        // Both take requests again: what is written through one can be read at once through the other.
        pair.useOnly(...names)
        await pair.load.more(12)
        await pair.load.moreRead(8)
        expect(await pair.leader(...names)).toBe(survivor)
      },
    }),
  patienceOf(40_000),
)
