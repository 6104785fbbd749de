import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { chartRequest, pictureRequest, recordChart } from './chart-store.js'
import { httpLoad } from './http-load.js'
import { benchResult, type BenchResult, middle } from './result.js'
import { startBare, startWaymark, type ServerProcess } from './server-process.js'

const ROUNDS = 5
const ONE_BY_ONE = 200
const AT_ONCE = 400
const CONNECTIONS = 4
const WARM_UP = 300

/** One request against the bare server that returns the bytes of Waymark's answer; rounds are interleaved. */
const compare = async (
  name: string,
  waymark: ServerProcess,
  body: string,
  folder: string,
): Promise<BenchResult[]> => {
  const asked = httpLoad(waymark.address, body)
  const answer = await asked.answer()
  const errors: unknown = JSON.parse(answer.toString())
  if (typeof errors === 'object' && errors !== null && 'errors' in errors) throw new Error(answer.toString())
  const file = join(folder, `${body.length}.json`)
  writeFileSync(file, answer)
  const bare = await startBare(file)
  const same = httpLoad(bare.address, body)
  try {
    for (const load of [asked, same]) await load.throughput(WARM_UP, CONNECTIONS)
    const rounds: { latency: number; bareLatency: number; each: number; bareEach: number }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({
        bareLatency: await same.latency(ONE_BY_ONE),
        latency: await asked.latency(ONE_BY_ONE),
        bareEach: await same.throughput(AT_ONCE, CONNECTIONS),
        each: await asked.throughput(AT_ONCE, CONNECTIONS),
      })
    }
    const of = (key: keyof (typeof rounds)[number]): number => middle(rounds.map((round) => round[key]))
    return [
      benchResult(`${name}: ${CONNECTIONS} connections`, 'requests/s', of('each'), of('bareEach')),
      benchResult(`${name}: middle time of one`, 'ms', of('latency'), of('bareLatency')),
    ]
  } finally {
    asked.close()
    same.close()
    await bare.stop()
  }
}

/** `runChart` of 36 points over HTTP, without and with its picture, against a bare server with the same bytes. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
  const waymark = await startWaymark(join(folder, 'data'))
  try {
    await recordChart(waymark.address)
    return [
      ...(await compare('runChart over HTTP', waymark, chartRequest, folder)),
      ...(await compare('runChart with specification', waymark, pictureRequest, folder)),
    ]
  } finally {
    await waymark.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
