import { createServer, type AddressInfo } from 'node:net'

import {
  listPostgresGenerations,
  retirePostgresGeneration,
  withPostgres,
} from '../../../src/adapters/read-store/postgres-generations.js'
import { notes, projections, recordNotes } from '../../eventsourcing/read-side/noted.js'
import { startProxy } from '../../support/proxy.js'
import { swallowing, type Swallowing } from '../../support/swallowing.js'
import { openSides, type Sides } from './postgres-sides.js'

const QUICK = { connect: 200, statement: 100, answer: 200 }
const LONG = { connect: 60_000, statement: 60_000, answer: 60_000 }

let sides: Sides
let way: Swallowing
let url: string
beforeEach(async () => {
  sides = await openSides()
  way = await swallowing(Number(new URL(sides.url).port))
  const address = new URL(sides.url)
  address.port = String(way.port)
  url = address.href
})
afterEach(async () => {
  await way.close()
  await sides.dispose()
})

describe('a short piece of work in PostgreSQL', () => {
  test('ends when the network swallows an answer', async () => {
    const asking = withPostgres(
      url,
      async (client) => {
        way.swallow()
        await client.query('SELECT 1')
      },
      QUICK,
    )
    await expect(asking).rejects.toThrow('Query read timeout')
  })

  test('ends when nobody hears its farewell', async () => {
    const cable = await startProxy(Number(new URL(sides.url).port))
    const address = new URL(sides.url)
    address.port = String(cable.port)
    const work = () => {
      cable.set('hold')
      return Promise.resolve('done')
    }
    expect(await withPostgres(address.href, work, LONG)).toBe('done')
    await cable.close()
  })

  test('ends when a statement takes too long on the server, which says so', async () => {
    const asking = withPostgres(sides.url, (client) => client.query('SELECT pg_sleep(60)'), {
      ...LONG,
      statement: 50,
    })
    await expect(asking).rejects.toThrow('statement timeout')
  })

  test('ends when somebody takes the connection and says nothing', async () => {
    const mute = createServer()
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    const address = new URL(sides.url)
    address.port = String((mute.address() as AddressInfo).port)
    await expect(withPostgres(address.href, () => Promise.resolve(), QUICK)).rejects.toThrow(
      'timeout expired',
    )
    mute.close()
  })

  test('removes rows though the database gives statements little time', async () => {
    await recordNotes(sides.store, 3)
    await sides.close(await sides.open())
    await sides.run(
      `DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET statement_timeout = 1', current_database()); END$$`,
    )
    const [rows] = await listPostgresGenerations(sides.url, projections)
    const retired = await retirePostgresGeneration(sides.url, [notes(2)], rows?.name ?? '')
    expect(retired).toMatchObject({ kind: 'retired' })
    expect(await listPostgresGenerations(sides.url, projections)).toEqual([])
  })
})
