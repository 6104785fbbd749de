import { setTimeout as pause } from 'node:timers/promises'

import type { PostgresServer } from '../../bench/postgres/server.js'
import type { App } from '../../src/app.js'
import { rebuildReadSideOf } from '../../src/operations.js'
import { clientOf, configOf, startAppOn, succeed } from '../support/app.js'
import { lossyStandbyOf } from '../support/lossy-standby.js'
import { ownPostgres, postgresForTests } from '../support/postgres.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const places = `query ($at: Position) { localities(first: 100, minPosition: $at) { nodes { id name } } }`

interface Places {
  readonly localities: { readonly nodes: readonly { readonly id: string; readonly name: string }[] }
}

const placesIn = async (app: App, at: string | null = null) =>
  (await clientOf(app).request<Places>(places, { at })).localities.nodes

const namesIn = async (app: App, at: string | null = null): Promise<readonly string[]> =>
  (await placesIn(app, at)).map(({ name }) => name).sort()

/** Sends it again until the store can be used; the key makes that exact. */
const patiently = async (work: () => ReturnType<typeof succeed>): ReturnType<typeof succeed> => {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'Unreachable') throw error
      await pause(20)
    }
  }
}

const register = (app: App, name: string) =>
  patiently(() =>
    succeed(clientOf(app), 'registerLocality', {
      ...{ kind: 'PLACE', name, openedOn: '2024-01-01', idempotencyKey: `register ${name}` },
    }),
  )

const rename = (app: App, localityId: string, name: string) =>
  patiently(() =>
    succeed(clientOf(app), 'renameLocality', {
      ...{ localityId, name, effectiveOn: '2024-02-01', idempotencyKey: `rename to ${name}` },
    }),
  )

const readiness = async (app: App): Promise<{ readonly ready: boolean; readonly told: string }> => {
  const answer = await fetch(`${app.address}/readyz`)
  return { ready: answer.status === 200, told: await answer.text() }
}

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await pause(50)
}

const untilReady = (app: App): Promise<void> => until(async () => (await readiness(app)).ready)

describe('a standby takes over that had not received the last commits', () => {
  let server: PostgresServer
  const folder = temporaryFolder()
  const opened: App[] = []
  const start = async (settings: Record<string, string> = {}): Promise<App> => {
    const app = await startAppOn(folder.path, { WAYMARK_EVENT_STORE: server.url, ...settings })
    opened.push(app)
    return app
  }
  beforeEach(async () => {
    server = await ownPostgres()
  }, 60_000)
  afterEach(async () => {
    for (const app of opened.splice(0)) await app.close()
    await server.dispose()
  })
  afterAll(() => folder.remove())

  /** Ash is known to the standby, and neither Birch nor that Ash was renamed. */
  const failOver = async (app: App): Promise<string> => {
    await register(app, 'Ash')
    const standby = await lossyStandbyOf(server)
    await untilReady(app)
    const [ash] = await placesIn(app)
    const id = ash?.id ?? ''
    await rename(app, id, 'Ash Green')
    const { position } = await register(app, 'Birch')
    expect(await namesIn(app, position)).toEqual(['Ash Green', 'Birch'])
    await standby.takeOver()
    return id
  }

  test('rows beside the log go back with it, and commands are decided on what it holds', async () => {
    const app = await start()
    const ash = await failOver(app)
    await until(async () => (await namesIn(app).catch(() => [])).join() === 'Ash')
    const { position } = await rename(app, ash, 'Ash Blue')
    expect(await namesIn(app, position)).toEqual(['Ash Blue'])
    await untilReady(app)
    const later = await register(app, 'Birch')
    expect(await namesIn(app, later.position)).toEqual(['Ash Blue', 'Birch'])
  }, 120_000)

  test('rows in files stop and are refused after a restart, until they are made afresh', async () => {
    const files = { WAYMARK_READ_SIDE: 'files' }
    const app = await start(files)
    const ash = await failOver(app)
    await until(async () => /waymark read-side rebuild/.test((await readiness(app)).told))
    // The log goes on beyond what the rows show: a comparison of positions would find nothing.
    await rename(app, ash, 'Ash Blue')
    for (const name of ['Cedar', 'Damson', 'Elder']) await register(app, name)
    expect(await namesIn(app)).toEqual(['Ash Green', 'Birch'])
    await opened.pop()?.close()
    await expect(start(files)).rejects.toThrow('waymark read-side rebuild')
    const places = configOf(folder.path, { WAYMARK_EVENT_STORE: server.url, ...files })
    await rebuildReadSideOf(places, () => undefined)
    const again = await start(files)
    await again.readSide.ready()
    expect(await namesIn(again)).toEqual(['Ash Blue', 'Cedar', 'Damson', 'Elder'])
  }, 120_000)

  test('rows in another database stop for every server, until they are made afresh', async () => {
    const rows = await postgresForTests()
    const settings = { WAYMARK_READ_SIDE: rows.url }
    const at = { WAYMARK_EVENT_STORE: server.url, ...settings }
    const [one, other] = [await start(settings), await start(settings)]
    const ash = await failOver(one)
    for (const app of [one, other])
      await until(async () => /waymark read-side rebuild/.test((await readiness(app)).told))
    await rename(one, ash, 'Ash Blue')
    for (const name of ['Cedar', 'Damson', 'Elder']) await register(other, name)
    await opened.pop()?.close()
    await expect(start(settings)).rejects.toThrow('waymark read-side rebuild')
    await rebuildReadSideOf(configOf(folder.path, at), () => undefined)
    await untilReady(one)
    expect(await namesIn(one)).toEqual(['Ash Blue', 'Cedar', 'Damson', 'Elder'])
    const again = await start(settings)
    await untilReady(again)
    expect(await namesIn(again)).toEqual(['Ash Blue', 'Cedar', 'Damson', 'Elder'])
    for (const app of opened.splice(0)) await app.close()
    await rows.dispose()
  }, 120_000)
})
