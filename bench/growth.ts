import { tmpdir } from 'node:os'

import { embeddedEngine } from './load/embedded.js'
import { measureEngine } from './load/measure.js'
import { benchResult, type BenchResult } from './result.js'

const SIZES = [4_000, 40_000] as const
const SAMPLES = 60

/** What the log and the rows cost more when they are ten times as large; `npm run bench -- load` goes on to millions. */
export const run = async (): Promise<BenchResult[]> => {
  const engine = embeddedEngine(tmpdir())
  try {
    const { sizes } = await measureEngine(
      engine,
      { seed: 1, sizes: SIZES, samples: SAMPLES },
      () => undefined,
    )
    const [small, large] = sizes
    return [...(large?.times ?? [])].flatMap(([name, { middle }]) => {
      const before = small?.times.get(name)?.middle
      return before === undefined ? [] : [benchResult(`40,000 events: ${name}`, 'ms', middle, before)]
    })
  } finally {
    await engine.dispose()
  }
}
