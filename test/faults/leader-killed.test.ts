import { loseLeader } from './lose-leader.js'
import { patienceOf } from './rounds.js'
import { names } from './two-servers.js'

test(
  'of two servers on one PostgreSQL the other takes over when the leader of projections is killed',
  () =>
    loseLeader({
      signal: 'SIGKILL',
      scenario: 'two servers, leader of projections killed (SIGKILL)',
      afterwards: async (pair, leader) => {
        // Through the survivor alone: what is acknowledged can be read at once.
        await pair.load.more(8)
        await pair.load.moreRead(4)
        await pair.start(leader)
        pair.useOnly(...names)
        await pair.load.moreRead(4)
      },
    }),
  patienceOf(40_000),
)
