import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import Database from 'libsql'

import { createGraphqlClient } from '../../src/client/graphql-client.js'
import { listReadSides, logFile, rebuildReadSide, verifyLog } from '../../src/operations.js'
import { startServer } from '../support/server-process.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { expectNothingLost, prepareWards, wards, writeUntilGone, type Progress } from './writers.js'

const KILLS = 20

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

/** Every row of the read side that serves, table by table; what a row was made by is left out. */
const rowsOf = (dataFolder: string): Record<string, unknown[]> => {
  const current = listReadSides(dataFolder).find((generation) => generation.current)
  if (current === undefined) throw new Error('There is no read side')
  const database = new Database(current.file, { readonly: true })
  try {
    const tables = database
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .all() as { name: string }[]
    const mine = tables.filter(({ name }) => name !== 'checkpoint' && name !== 'generation')
    return Object.fromEntries(
      mine.map(({ name }) => [
        name,
        database
          .prepare(`SELECT * FROM "${name}"`)
          .all()
          .map((row) => JSON.stringify(row))
          .sort(),
      ]),
    )
  } finally {
    database.close()
  }
}

/** Readings by what they are of: a reading that was recorded twice would be counted. */
const recordedTwice = (dataFolder: string): unknown[] => {
  const database = new Database(logFile(dataFolder), { readonly: true })
  try {
    return database
      .prepare(
        `SELECT json_extract(data, '$.readingId') AS reading, count(*) AS times FROM event
         WHERE type = 'ReadingRecorded' GROUP BY 1 HAVING count(*) > 1`,
      )
      .all()
  } finally {
    database.close()
  }
}

test('20 kills while teams write lose nothing that was acknowledged, and record nothing twice', async () => {
  const progress = noProgress()
  for (let round = 0; round < KILLS; round += 1) {
    const { server, client } = await start()
    if (round === 0) await prepareWards(client)
    else await expectNothingLost(client, progress)
    const before = sum(progress)
    await writeUntilGone(client, progress, (acknowledged) => {
      if (acknowledged === 1 + ((round * 7) % 31)) server.kill('SIGKILL')
    })
    expect(await server.ended).toBeNull()
    expect(server.complaint()).toBe('')
    expect(sum(progress)).toBeGreaterThan(before)
  }
  const { server, client } = await start()
  await expectNothingLost(client, progress)
  server.kill('SIGTERM')
  expect(await server.ended).toBe(0)

  expect(verifyLog(folder.path, () => undefined).findings).toEqual([])
  expect(recordedTwice(folder.path)).toEqual([])
  const grown = rowsOf(folder.path)
  expect(grown['reading']?.length).toBeGreaterThanOrEqual(sum(progress))
  await rebuildReadSide(folder.path, () => undefined)
  expect(rowsOf(folder.path)).toEqual(grown)
  expect(readdirSync(join(folder.path, 'read-side')).some((file) => file.includes('building'))).toBe(false)
}, 240_000)

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
