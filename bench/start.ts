import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createGraphqlClient } from '../src/client/graphql-client.js'
import { fillDemonstration } from '../src/demonstration/fill.js'
import { benchResult, type BenchResult, middle } from './result.js'
import { startBare, startWaymark, type ServerProcess } from './server-process.js'

const ROUNDS = 5
const MONTHS = 36

const startMs = async (start: () => Promise<ServerProcess>): Promise<number> => {
  const server = await start()
  await server.stop()
  return server.startMs
}

/** As many records as the demonstration has. */
const fill = async (dataFolder: string): Promise<void> => {
  const server = await startWaymark(dataFolder)
  try {
    const months = Array.from({ length: MONTHS }, (_, index) =>
      new Date(Date.UTC(2021, index, 1)).toISOString().slice(0, 10),
    )
    await fillDemonstration(createGraphqlClient(server.address, 'bench'), months, () => undefined)
  } finally {
    await server.stop()
  }
}

/** From the start of the process to the first answered query, against the least that Node and Fastify need. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
  const [empty, filled, answer] = ['empty', 'filled', 'answer.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(answer, '{"data":{"localities":{"totalCount":0}}}')
  try {
    await fill(filled)
    await startMs(() => startWaymark(empty))
    const rounds: { bare: number; empty: number; filled: number }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({
        bare: await startMs(() => startBare(answer)),
        empty: await startMs(() => startWaymark(empty)),
        filled: await startMs(() => startWaymark(filled)),
      })
    }
    const bare = middle(rounds.map((round) => round.bare))
    return [
      benchResult(
        'start to first answer, empty store',
        'ms',
        middle(rounds.map((round) => round.empty)),
        bare,
      ),
      benchResult(
        'start to first answer, demonstration',
        'ms',
        middle(rounds.map((round) => round.filled)),
        bare,
      ),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
