import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { keepHeapSmall } from '../../src/heap.js'
import { embeddedEngine } from './embedded.js'
import { type Engine, type EngineName, engineNames } from './engine.js'
import type { EngineFigures } from './figures.js'
import { measureEngine } from './measure.js'
import { postgresqlEngine } from './postgresql.js'
import { pageOf } from './report.js'

const usage = `npm run bench -- load [--sizes 1e4,1e5,1e6] [--engines embedded,postgresql] [--samples 200]
                        [--seed 1] [--folder <with room>] [--out docs/scale-measurements.md]`

interface LoadOptions {
  readonly sizes: readonly number[]
  readonly engines: readonly EngineName[]
  readonly samples: number
  readonly seed: number
  readonly folder: string
  readonly out: string | undefined
}

const wholeNumber = (text: string, least: number): number => {
  const number = Number(text)
  if (!Number.isInteger(number) || number < least)
    throw new Error(`${text} is no whole number from ${String(least)} on\n${usage}`)
  return number
}

const optionsOf = (args: readonly string[]): LoadOptions => {
  const text = (standard: string) => ({ type: 'string', default: standard }) as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: text('1e4,1e5,1e6'),
      engines: text('embedded,postgresql'),
      samples: text('200'),
      seed: text('1'),
      folder: text(tmpdir()),
      out: { type: 'string' },
    },
  })
  const engines = values.engines.split(',').map((name) => {
    const known = engineNames.find((one) => one === name)
    if (known === undefined) throw new Error(`There is no engine ${name}\n${usage}`)
    return known
  })
  return {
    engines,
    sizes: values.sizes
      .split(',')
      .map((size) => wholeNumber(size, 2_000))
      .toSorted((one, other) => one - other),
    samples: wholeNumber(values.samples, 10),
    seed: wholeNumber(values.seed, 0),
    folder: path.resolve(values.folder),
    out: values.out,
  }
}

const start: Readonly<Record<EngineName, (options: LoadOptions) => Promise<Engine>>> = {
  embedded: ({ folder }) => Promise.resolve(embeddedEngine(folder)),
  postgresql: () => postgresqlEngine(),
}

const machine = (): string =>
  `${new Date().toISOString().slice(0, 10)}, ${String(availableParallelism())} cores of ${cpus()[0]?.model ?? 'an unknown kind'}, Node ${process.versions.node}.`

/** Measures logs of growing size on each engine and prints the tables, or writes them where `--out` says. */
export const load = async (args: readonly string[]): Promise<void> => {
  const options = optionsOf(args)
  // What a region of thousands of places has open is small; what a heap lets pile up beside it is not.
  keepHeapSmall()
  const figures: EngineFigures[] = []
  for (const name of options.engines) {
    const engine = await start[name](options)
    const interrupted = (): void => {
      void engine.dispose().finally(() => process.exit(130))
    }
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
    try {
      figures.push(await measureEngine(engine, options, (line) => console.error(line)))
    } finally {
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
      await engine.dispose()
    }
    // After each engine, so that what was measured is kept when the next one cannot be.
    if (options.out !== undefined) writeFileSync(options.out, pageOf(figures, machine()))
  }
  if (options.out === undefined) console.log(pageOf(figures, machine()))
}
