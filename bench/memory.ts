import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { chartRequest, recordChart } from './chart-store.js'
import { httpLoad } from './http-load.js'
import { benchResult, type BenchResult } from './result.js'
import { startBare, startWaymark, type ServerProcess } from './server-process.js'

const CHARTS = 1_000
const CONNECTIONS = 4

const residentAfter = async (server: ServerProcess): Promise<number> => {
  const load = httpLoad(server.address, chartRequest)
  await load.throughput(CHARTS, CONNECTIONS)
  load.close()
  return server.residentMb()
}

/** Resident memory of the server, idle and after a thousand charts, against the bare server with the same bytes. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
  const waymark = await startWaymark(join(folder, 'data'))
  try {
    const idle = waymark.residentMb()
    await recordChart(waymark.address)
    const load = httpLoad(waymark.address, chartRequest)
    const answer = join(folder, 'answer.json')
    writeFileSync(answer, await load.answer())
    load.close()
    const bare = await startBare(answer)
    try {
      const bareIdle = bare.residentMb()
      return [
        benchResult('resident memory, idle', 'MB', idle, bareIdle),
        benchResult(
          `resident memory, after ${CHARTS.toLocaleString('en-GB')} charts`,
          'MB',
          await residentAfter(waymark),
          await residentAfter(bare),
        ),
      ]
    } finally {
      await bare.stop()
    }
  } finally {
    await waymark.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
