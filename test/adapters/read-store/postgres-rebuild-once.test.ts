import { setImmediate as turn } from 'node:timers/promises'

import { Client } from 'pg'

import {
  listPostgresGenerations,
  postgresHash,
} from '../../../src/adapters/read-store/postgres-generations.js'
import { LOCKS } from '../../../src/adapters/read-store/postgres-lease.js'
import { schemaOf } from '../../../src/adapters/read-store/postgres-manifest.js'
import { rebuildPostgresGeneration } from '../../../src/adapters/read-store/postgres-rebuild.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import { projections, recordNotes } from '../../eventsourcing/read-side/noted.js'
import { openSides, titles, type Sides } from './postgres-sides.js'

const PAGE = 1000n
const REFUSED = {
  code: 'READ_SIDE_IN_USE',
  message: expect.stringMatching(/made afresh already.*waymark read-side list/) as string,
}

let sides: Sides
beforeEach(async () => {
  sides = await openSides()
  await recordNotes(sides.store, 1500)
})
afterEach(() => sides.dispose())

const next = () => schemaOf({ hash: postgresHash(projections), build: 2 })

const USERS = `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = $1
  AND objid::bigint = hashtext($2)::bigint & 4294967295
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`

/** Waits until so many processes have to do with the new build. */
const untilUsedBy = async (count: number): Promise<void> => {
  const client = new Client({ connectionString: sides.url })
  await client.connect()
  try {
    while ((await client.query<{ n: number }>(USERS, [LOCKS.use, next()])).rows[0]?.n !== count) await turn()
  } finally {
    await client.end()
  }
}

/** A log of which no build reads the second page before something has happened. */
const logHeldUntil = (happened: () => Promise<unknown>): EventStore => {
  const { store } = sides
  return {
    ...store,
    readAll: async (after, options) => {
      if (after === PAGE) await happened()
      return store.readAll(after, options)
    },
  }
}

const generations = async () =>
  (await listPostgresGenerations(sides.url, projections)).map(({ build, state }) => `${build} ${state}`)

test('a second command is refused while the first one builds, and goes through after it', async () => {
  const refused: Promise<unknown>[] = []
  const held = logHeldUntil(async () => {
    refused.push(rebuildPostgresGeneration(sides.source()).catch((cause: unknown) => cause))
    await refused[0]
  })
  await sides.close(await sides.open())
  const first = await rebuildPostgresGeneration(sides.source({ store: held }))
  expect(await refused[0]).toMatchObject(REFUSED)
  expect(first).toMatchObject({ position: 1500n })
  expect(await generations()).toEqual(['2 complete'])
  expect((await rebuildPostgresGeneration(sides.source())).generation).toMatch(/-3$/)
})

test('a command is refused while a server builds', async () => {
  const refused: Promise<unknown>[] = []
  const store = logHeldUntil(async () => {
    if ((await generations()).length < 2) return
    refused.push(rebuildPostgresGeneration(sides.source()).catch((cause: unknown) => cause))
    await refused[0]
  })
  const side = await sides.open({ store })
  expect((await side.rebuild()).generation).toMatch(/-2$/)
  expect(await refused[0]).toMatchObject(REFUSED)
  expect(await generations()).toEqual(expect.not.arrayContaining(['3 complete', '3 building']))
})

test('a server that is asked while a command builds takes part in that build', async () => {
  const side = await sides.open()
  const joined: Promise<{ readonly generation: string }>[] = []
  const store = logHeldUntil(async () => {
    joined.push(side.rebuild())
    await untilUsedBy(2)
  })
  const { generation } = await rebuildPostgresGeneration(sides.source({ store }))
  expect(await joined[0]).toMatchObject({ generation })
  expect((await side.status()).serving).toBe(generation)
  expect(await titles(side)).toHaveLength(1500)
})

test('two servers that are asked at once make one build', async () => {
  const store = logHeldUntil(async () => {
    if ((await generations()).length > 1) await untilUsedBy(2)
  })
  const both = [await sides.open({ store }), await sides.open({ store })]
  const outcomes = await Promise.all(both.map((side) => side.rebuild()))
  for (const { generation } of outcomes) expect(generation).toMatch(/-2$/)
  for (const side of both) expect((await side.status()).serving).toMatch(/-2$/)
})

test('the right to build ends with the connection of who had it', async () => {
  await sides.close(await sides.open())
  const store = logHeldUntil(() =>
    sides.run(
      `SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid
       WHERE l.locktype = 'advisory' AND l.classid = ${LOCKS.rebuild} AND a.datname = current_database()`,
    ),
  )
  await rebuildPostgresGeneration(sides.source({ store })).catch(() => undefined)
  expect(await rebuildPostgresGeneration(sides.source())).toMatchObject({ position: 1500n })
})
