import { setTimeout as pause } from 'node:timers/promises'

import type { App } from '../../src/app.js'
import { clientOf, startAppOn, succeed } from '../support/app.js'
import { ownPostgres, postgresForTests, runOn } from '../support/postgres.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const places = `query ($at: Position!) { localities(first: 100, minPosition: $at) { totalCount nodes { name } } }`

interface Places {
  readonly localities: { readonly totalCount: number; readonly nodes: readonly { readonly name: string }[] }
}

const register = (app: App, name: string) =>
  succeed(clientOf(app), 'registerLocality', {
    kind: 'PLACE',
    name,
    openedOn: '2024-01-01',
    idempotencyKey: `register ${name}`,
  })

const namesIn = async (app: App, at: string | null): Promise<readonly string[]> => {
  const { localities } = await clientOf(app).request<Places>(places, { at })
  return localities.nodes.map(({ name }) => name)
}

const isReady = async (app: App): Promise<boolean> => (await fetch(`${app.address}/readyz`)).status === 200

/** Looks until it is so. */
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await pause(50)
}

test('two servers share a database: what is recorded through either is read through the other', async () => {
  const database = await postgresForTests()
  const folder = temporaryFolder()
  const settings = { WAYMARK_EVENT_STORE: database.url }
  const apps = await Promise.all([startAppOn(folder.path, settings), startAppOn(folder.path, settings)])
  try {
    const [one, other] = apps
    for (const [writer, reader, name] of [
      [one, other, 'Ash'],
      [other, one, 'Birch'],
    ] as const) {
      const { position } = await register(writer, name)
      expect(await namesIn(reader, position)).toContain(name)
    }
    await runOn(
      database.url,
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    )
    for (const app of apps) await until(() => isReady(app))
    const { position } = await register(one, 'Cedar')
    for (const app of apps) expect(await namesIn(app, position)).toEqual(['Ash', 'Birch', 'Cedar'])
  } finally {
    for (const app of apps) await app.close()
    await database.dispose()
    folder.remove()
  }
}, 120_000)

test('when the database is killed the server says that it is not ready, and recovers with it by itself', async () => {
  const postgres = await ownPostgres()
  const folder = temporaryFolder()
  const app = await startAppOn(folder.path, { WAYMARK_EVENT_STORE: postgres.url })
  try {
    await register(app, 'Ash')
    await postgres.kill()
    await until(async () => !(await isReady(app)))
    await expect(register(app, 'Birch')).rejects.toThrow()
    await postgres.start()
    await until(() => isReady(app))
    const { position } = await register(app, 'Birch')
    expect(await namesIn(app, position)).toEqual(['Ash', 'Birch'])
    expect(await app.readSide.status()).toMatchObject({ state: 'following', position: 2n, lagEvents: 0 })
  } finally {
    await app.close()
    await postgres.dispose()
    folder.remove()
  }
}, 120_000)
