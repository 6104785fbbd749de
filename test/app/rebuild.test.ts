import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { openSqliteLogReader } from '../../src/adapters/event-store/sqlite-log-reader.js'
import { createGraphqlClient, type GraphqlClient } from '../../src/client/graphql-client.js'
import { listReadSides, logFile } from '../../src/operations.js'
import { capture } from '../cli/captured.js'
import { rowsBuiltAfresh, rowsOfFile } from '../faults/rows.js'
import { startServer, type ServerProcess } from '../support/server-process.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { expectNothingLost, prepareWards, wards, writeUntilGone, type Progress } from './writers.js'

let folder: ReturnType<typeof temporaryFolder>
let server: ServerProcess | undefined
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  server?.kill('SIGKILL')
  await server?.ended
  folder.remove()
})

const start = async (): Promise<GraphqlClient> => {
  server = startServer({ WAYMARK_DATA: folder.path })
  return createGraphqlClient(await server.opened, 'Asha Patel')
}

const stop = async (signal: NodeJS.Signals): Promise<number | null> => {
  server?.kill(signal)
  return (await server?.ended) ?? null
}

interface Status {
  readonly serving: string
  readonly ready: boolean
  readonly rebuild: { readonly generation: string; readonly state: string } | null
}

const statusOf = async (client: GraphqlClient): Promise<Status> =>
  (await client.request<{ readSide: Status }>('{ readSide { serving ready rebuild { generation state } } }'))
    .readSide

const statusWhen = async (client: GraphqlClient, wanted: (status: Status) => boolean): Promise<Status> => {
  for (;;) {
    const status = await statusOf(client)
    if (wanted(status)) return status
  }
}

const BEGIN = `mutation ($key: String) {
  rebuildReadSide(input: { idempotencyKey: $key }) { userErrors { code } rebuild { generation state } } }`

const begin = async (client: GraphqlClient, key: string | null = null) =>
  (await client.request<{ rebuildReadSide: { rebuild: { generation: string } } }>(BEGIN, { key }))
    .rebuildReadSide

/** The build that serves has exactly the rows that the log gives. */
const expectRowsOfLog = async (): Promise<void> => {
  const current = listReadSides(folder.path).find((generation) => generation.current)
  const log = openSqliteLogReader(logFile(folder.path))
  expect(rowsOfFile(current?.file ?? '')).toEqual(await rowsBuiltAfresh(log))
  await log.close()
}

const noProgress = (): readonly Progress[] => wards.map(() => ({ acknowledged: 0 }))

test('the command line has a server make new rows while teams write, and no request fails', async () => {
  const client = await start()
  await prepareWards(client)
  const { serving } = await statusOf(client)
  const progress = noProgress()
  let written = (): void => undefined
  const isWriting = new Promise<void>((resolve) => (written = resolve))
  const writing = writeUntilGone(client, progress, (count) => count > 50 && written())
  await isWriting

  const { out, notes, status } = await capture(['read-side', 'rebuild'], { WAYMARK_DATA: folder.path })
  expect(status).toBe(0)
  expect(notes).toContain(`The server at ${client.address} makes new rows`)
  expect(out).toMatch(new RegExp(`^Built ${serving}-2 from [\\d,]+ events in `))
  expect(await statusOf(client)).toMatchObject({ serving: `${serving}-2`, ready: true })
  expect(await stop('SIGTERM')).toBe(0)
  await writing
  expect(listReadSides(folder.path).map(({ name }) => name)).toEqual([`${serving}-2`])
  await expectRowsOfLog()
  await expectNothingLost(await start(), progress)
}, 120_000)

test('a rebuild asked for again under the same key is the same, also after it has ended', async () => {
  const client = await start()
  await prepareWards(client)
  const { rebuild } = await begin(client, 'nightly')
  await statusWhen(client, ({ rebuild: last }) => last?.state === 'SWITCHED')
  expect((await begin(client, 'nightly')).rebuild).toEqual({ ...rebuild, state: 'SWITCHED' })
  expect((await begin(client, 'again')).rebuild.generation).toMatch(/-3$/)
}, 120_000)

const newRows = (serving: string) => join(folder.path, 'read-side', `${serving}-2.db`)

/** Moments of a rebuild, and how to wait for them. */
const moments: readonly [string, (client: GraphqlClient, serving: string) => Promise<unknown>][] = [
  ['as it begins', () => Promise.resolve()],
  [
    'while the new rows are written',
    async (client, serving) => {
      while (!existsSync(newRows(serving))) await statusOf(client)
    },
  ],
  ['at the switch', (client, serving) => statusWhen(client, (status) => status.serving !== serving)],
  [
    'while the old rows wait to be removed',
    (client) => statusWhen(client, ({ rebuild }) => rebuild?.state === 'SWITCHED'),
  ],
]

test.each(moments)(
  'a server that is killed %s serves the old rows or the new ones, and all of them',
  async (_moment, reached) => {
    const client = await start()
    await prepareWards(client)
    const { serving } = await statusOf(client)
    const progress = noProgress()
    const writing = writeUntilGone(client, progress, () => undefined)
    await begin(client)
    await reached(client, serving)
    await stop('SIGKILL')
    await writing

    const again = await start()
    const next = await statusWhen(again, ({ ready }) => ready)
    expect([serving, `${serving}-2`]).toContain(next.serving)
    await expectNothingLost(again, progress)
    expect(await stop('SIGTERM')).toBe(0)
    await expectRowsOfLog()
  },
  120_000,
)

test('a server that is told to stop during a rebuild ends in good order and leaves the old rows', async () => {
  const client = await start()
  await prepareWards(client)
  const { serving } = await statusOf(client)
  await begin(client)
  expect(await stop('SIGTERM')).toBe(0)
  expect(server?.complaint()).toBe('')
  const files = readdirSync(join(folder.path, 'read-side')).filter((file) => file.endsWith('.db'))
  expect([[`${serving}.db`], [`${serving}-2.db`]]).toContainEqual(files)
  await expectRowsOfLog()
}, 120_000)
