import { setImmediate as turn } from 'node:timers/promises'

import { Client } from 'pg'

import { postgresHash } from '../../../src/adapters/read-store/postgres-generations.js'
import { LOCKS, takeLease } from '../../../src/adapters/read-store/postgres-lease.js'
import { buildsOf } from '../../../src/adapters/read-store/postgres-manifest.js'
import { openPostgresRows } from '../../../src/adapters/read-store/postgres-rows.js'
import type { Watch } from '../../../src/adapters/read-store/postgres-watch.js'
import type { AnyProjection } from '../../../src/eventsourcing/projection.js'
import { noted, notes, projections, record, recordNotes } from '../../eventsourcing/read-side/noted.js'
import { swallowing } from '../../support/swallowing.js'
import { MINUTE, openSides, titles, type Side, type Sides } from './postgres-sides.js'

let sides: Sides
beforeEach(async () => {
  sides = await openSides()
})
afterEach(() => sides.dispose())

/** A setting of the database for every connection made from now on, as an administrator may have chosen it. */
const set = (name: string, value: string): Promise<void> =>
  sides.run(
    `DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET ${name} = %L', current_database(), '${value}'); END$$`,
  )

const asking = async <Result>(work: (client: Client) => Promise<Result>): Promise<Result> => {
  const client = new Client({ connectionString: sides.url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await turn()
}

const stateOf = async (side: Side) => (await side.status()).state

const WAITING = `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
  AND classid = ${LOCKS.make} AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`

/** Rows that are looked at only when the test does. */
const unwatched: Watch = {
  use: () => Promise.resolve(),
  letGo: () => Promise.resolve(),
  lookNow: () => Promise.resolve(),
  trouble: () => undefined,
  close: () => Promise.resolve(),
}

describe('rows in PostgreSQL', () => {
  test('two that start at once make one generation, also where transactions see one moment', async () => {
    await set('default_transaction_isolation', 'repeatable read')
    await recordNotes(sides.store, 2)
    const both = await asking(async (client) => {
      await client.query('SELECT pg_advisory_lock($1, 0)', [LOCKS.make])
      const opening = Promise.all([sides.open(), sides.open()])
      opening.catch(() => undefined)
      await until(async () => (await client.query<{ n: number }>(WAITING)).rows[0]?.n === 2)
      await client.query('SELECT pg_advisory_unlock($1, 0)', [LOCKS.make])
      return opening
    })
    for (const side of both) expect(await titles(side)).toEqual(['n0', 'n1'])
  })

  test('are told complete, and by their times, however the database writes dates', async () => {
    await set('DateStyle', 'German, DMY')
    await recordNotes(sides.store, 2)
    const side = await sides.open()
    // Settings in the address stand beside those of each connection, not in their place.
    const again = await sides.open({ url: `${sides.url}?options=-c%20work_mem%3D8MB` })
    const position = await record(sides.store, noted('later'))
    for (const each of [side, again]) {
      expect(await each.waitUntil(position, MINUTE)).toBe('reached')
      const [row] = await each.client().generation.findMany()
      expect(row?.startedAt).toBeInstanceOf(Date)
      expect(row?.completedAt).toBeInstanceOf(Date)
      expect(await each.status()).toMatchObject({ state: 'following', ready: true })
    }
  })

  test('take as long as they need, whatever time the database gives to statements', async () => {
    await set('statement_timeout', '30s')
    await sides.open()
    const lease = await takeLease(sides.url, 'waymark_read_abcdef012345', AbortSignal.abort())
    const shown = await lease?.client.query<{ statement_timeout: string }>('SHOW statement_timeout')
    expect(shown?.rows).toEqual([{ statement_timeout: '0' }])
    await lease?.release()
  })

  test('stopped in one process and gone on with in another are not told stopped any more', async () => {
    const standing: readonly AnyProjection[] = [
      {
        ...notes(1),
        on: {
          Noted: () => {
            throw new Error('cannot note')
          },
        },
      },
    ]
    await (await sides.open()).close()
    let stops = 0
    const one = await sides.open({ projections: standing, onFault: () => (stops += 1) })
    const position = await record(sides.store, noted('a'))
    await until(async () => (await stateOf(one)) === 'stopped')
    const other = await sides.open({ projections })
    // Either of them may be the next one to lead.
    while (other.position() < position) {
      const before = stops
      await sides.endWriters()
      await until(() => Promise.resolve(stops > before || other.position() >= position))
    }
    const next = await record(sides.store, noted('b'))
    expect(await other.waitUntil(next, MINUTE)).toBe('reached')
    await until(async () => one.position() >= next && (await stateOf(one)) === 'following')
    expect(await one.status()).toMatchObject({ ready: true, lagEvents: 0 })
    const last = await record(sides.store, noted('c'))
    expect(await one.waitUntil(last, MINUTE)).toBe('reached')
  }, 60_000)

  test('that a server which took over does not have are not waited for in vain, and it is told', async () => {
    await recordNotes(sides.store, 3)
    await sides.close(await sides.open())
    await asking(async (client) => {
      const [manifest] = await buildsOf(client, postgresHash(projections))
      if (manifest === undefined) throw new Error('nothing was built')
      const told: (readonly bigint[])[] = []
      const onWentBack = (...fromAndTo: readonly bigint[]) => told.push(fromAndTo)
      const rows = openPostgresRows({
        ...{ source: sides.source(), manifest, watch: () => unwatched, isOwn: false, onWentBack },
      })
      await rows.look(client)
      expect(await rows.waitUntil(3n, MINUTE)).toBe('reached')
      rows.outOfSight()
      await client.query(`UPDATE ${manifest.schema}.checkpoint SET position = 1`)
      const waiting = rows.waitUntil(2n, MINUTE)
      await rows.look(client)
      expect(rows.position()).toBe(1n)
      expect(told).toEqual([[3n, 1n]])
      await client.query(`UPDATE ${manifest.schema}.checkpoint SET position = 2`)
      await rows.look(client)
      expect(await waiting).toBe('reached')
      rows.outOfSight()
      expect(await rows.waitUntil(2n, 1)).toBe('timed-out')
      const left = rows.waitUntil(2n, MINUTE)
      await rows.close()
      expect(await left).toBe('timed-out')
    })
  })

  test('that are gone are told gone, and hide nothing of those beside them', async () => {
    await recordNotes(sides.store, 2)
    await sides.close(await sides.open())
    await asking(async (client) => {
      const [manifest] = await buildsOf(client, postgresHash(projections))
      if (manifest === undefined) throw new Error('nothing was built')
      const rows = openPostgresRows({
        source: sides.source(),
        manifest,
        watch: () => unwatched,
        isOwn: false,
      })
      expect(await rows.look(client)).toBe(true)
      expect(rows.trouble()).toBeUndefined()
      await client.query(`DROP SCHEMA ${manifest.schema} CASCADE`)
      expect(await rows.look(client)).toBe(false)
      expect(rows.trouble()?.message).toContain(manifest.schema)
      await rows.close()
    })
  })

  test('are waited for on another connection when the one on which they were is dead', async () => {
    await sides.open()
    const schema = 'waymark_read_abcdef012345'
    const held = await takeLease(sides.url, schema, AbortSignal.abort())
    const way = await swallowing(Number(new URL(sides.url).port))
    const address = new URL(sides.url)
    address.port = String(way.port)
    const stopping = new AbortController()
    const tried = await new Promise<{ readonly end: Promise<string> }>((resolve) => {
      const taking = takeLease(address.href, schema, stopping.signal, () =>
        setImmediate(() => resolve({ end })),
      )
      const end = taking.then(
        () => 'taken',
        (cause: unknown) => String(cause),
      )
    })
    way.swallow()
    expect(await tried.end).toContain('Connection terminated')
    await held?.release()
    await way.close()
  }, 30_000)
})
