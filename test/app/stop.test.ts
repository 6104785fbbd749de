import { createGraphqlClient } from '../../src/client/graphql-client.js'
import { startServer } from '../support/server-process.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { expectNothingLost, prepareWards, wards, writeUntilGone, type Progress } from './writers.js'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const start = async () => {
  const server = startServer({ WAYMARK_DATA: folder.path, LOG_LEVEL: 'info' })
  const client = createGraphqlClient(await server.opened, 'Asha Patel')
  return { server, client }
}

const noProgress = (): readonly Progress[] => wards.map(() => ({ acknowledged: 0 }))

const sum = (progress: readonly Progress[]): number =>
  progress.reduce((all, { acknowledged }) => all + acknowledged, 0)

test('a signal to stop while teams write: each acknowledged reading is there, and the status is 0', async () => {
  const { server, client } = await start()
  await prepareWards(client)
  const progress = noProgress()
  await writeUntilGone(client, progress, (acknowledged) => {
    if (acknowledged === 25) server.kill('SIGTERM')
  })
  expect(await server.ended).toBe(0)
  expect(server.complaint()).toBe('')
  expect(sum(progress)).toBeGreaterThanOrEqual(25)
  const again = await start()
  await expectNothingLost(again.client, progress)
  again.server.kill('SIGTERM')
  expect(await again.server.ended).toBe(0)
}, 60_000)
