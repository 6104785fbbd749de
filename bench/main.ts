import 'zod/compile'

import { readdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { load } from './load/main.js'
import type { BenchResult } from './result.js'

/** A file of this folder with a benchmark. */
interface Bench {
  readonly run: () => Promise<BenchResult | readonly BenchResult[]>
}

const isBench = (loaded: unknown): loaded is Bench =>
  typeof loaded === 'object' && loaded !== null && 'run' in loaded && typeof loaded.run === 'function'

const notBenches = ['main.js', 'result.js']

const names = (): readonly string[] =>
  readdirSync(__dirname)
    .filter((file) => file.endsWith('.js') && !notBenches.includes(file))
    .map((file) => path.basename(file, '.js'))
    .sort()

/** One benchmark must not pay for what another left behind. */
const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
}

const shortened = (value: number): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 0 })

const rowOf = ({ name, value, unit, baseline, ratio }: BenchResult): readonly string[] => [
  name,
  ratio.toFixed(2),
  `${shortened(value)} ${unit}`,
  `${shortened(baseline)} ${unit}`,
]

/** Columns as wide as their widest cell; the name to the left, figures to the right. */
const tableOf = (results: readonly BenchResult[]): string => {
  const rows = [['', 'ratio', 'Waymark', 'baseline'], ...results.map(rowOf)]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n')
}

/** Runs the benchmarks whose file name contains one of the words given, or all. */
const main = async (words: readonly string[]): Promise<void> => {
  const chosen = names().filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  const results: BenchResult[] = []
  for (const name of chosen) {
    const loaded: unknown = await import(pathToFileURL(path.join(__dirname, `${name}.js`)).href)
    if (!isBench(loaded)) continue
    console.error(`${name} …`)
    collectGarbage()
    results.push(...[await loaded.run()].flat())
  }
  if (results.length === 0) {
    console.error(`No benchmark is called ${words.join(' or ')}. There are: ${names().join(', ')}`)
    process.exitCode = 1
    return
  }
  console.log(
    `\n${tableOf(results)}\n\nRatios to a bare baseline measured in the same run; they hold on any machine.`,
  )
}

/** `load` takes minutes and has settings of its own, so it is no part of the rest. */
const [first, ...rest] = process.argv.slice(2)
void (first === 'load' ? load(rest) : main(process.argv.slice(2)))
