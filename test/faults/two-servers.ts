import { createGraphqlClient } from '../../src/client/graphql-client.js'
import { prepareWards } from '../app/writers.js'
import { postgresForTests } from '../support/postgres.js'
import type { ServerProcess } from '../support/server-process.js'
import type { Engine } from './engines.js'
import { leaderAmong, named } from './leader.js'
import { startLoad, type Load } from './load.js'
import { postgresEngine } from './postgres-engine.js'
import { startFaultServer } from './servers.js'

export const names = ['one', 'two'] as const
export type Name = (typeof names)[number]

export const otherThan = (name: Name): Name => (name === 'one' ? 'two' : 'one')

/** Two servers on one database, and clients that go to whichever takes requests. */
export interface TwoServers {
  readonly engine: Engine
  readonly load: Load
  /** Starts a server of this name in place of one that has ended. */
  readonly start: (name: Name) => Promise<void>
  readonly server: (name: Name) => ServerProcess
  readonly address: (name: Name) => string
  /** Which servers clients go to from now on; with both, they write through one and read through the other. */
  readonly useOnly: (...those: readonly Name[]) => void
  /** The server that writes the rows, once one of these does. */
  readonly leader: (...those: readonly Name[]) => Promise<Name>
}

export const startTwoServers = async (): Promise<TwoServers> => {
  const database = await postgresForTests()
  const engine = postgresEngine({ url: database.url, dispose: () => database.dispose() })
  const servers = new Map<Name, { readonly server: ServerProcess; readonly address: string }>()
  let used: readonly Name[] = names

  const start = async (name: Name): Promise<void> => {
    const server = startFaultServer({ ...engine.settings, WAYMARK_EVENT_STORE: named(database.url, name) })
    servers.set(name, { server, address: await server.opened })
  }
  const running = (name: Name) => {
    const found = servers.get(name)
    if (found === undefined) throw new Error(`Server ${name} was never started`)
    return found
  }
  const address = (name: Name): string => running(name).address

  await start('one')
  await start('two')
  await prepareWards(createGraphqlClient(address('one'), 'Asha Patel'))
  const addressFor = (turn: number): string => address(used[turn % used.length] ?? 'one')
  const load = startLoad({
    address: (ward) => addressFor(ward),
    readAddress: (ward) => addressFor(ward + 1),
    serverDies: true,
    readsItsWrites: true,
  })
  return {
    ...{ engine, load, start, address },
    server: (name) => running(name).server,
    useOnly: (...those) => {
      used = those
    },
    leader: async (...those) => (await leaderAmong(database.url, those)) as Name,
  }
}
