import { Readable, Writable } from 'node:stream'

import { analyseLines } from '../src/cli/analyse/analyse-lines.js'
import { benchResult, middle, type BenchResult } from './result.js'

const ROUNDS = 5
const POINTS_A_ROUND = 360_000
const PIECE = 65_536

const valueAt = (series: number, index: number): number =>
  Math.round((50 + 10 * Math.sin(series + index * index)) * 10) / 10

const period = (index: number): string => new Date(Date.UTC(1900, index, 1)).toISOString().slice(0, 10)

type Kind = 'run-chart' | 'xmr'

const lineOf = (kind: Kind, chart: string, series: number, points: number): string => {
  const y = Array.from({ length: points }, (_, index) => valueAt(series, index))
  const options =
    kind === 'xmr'
      ? { period: y.map((_, index) => period(index)), improvementDirection: 'increase', target: 60 }
      : { n: null, chart, freeze: null, part: null, exclude: null, multiply: 1 }
  return JSON.stringify({ name: `series ${series}`, kind, input: { y, ...options } })
}

const linesOf = (kind: Kind, chart: string, points: number): readonly string[] =>
  Array.from({ length: POINTS_A_ROUND / points }, (_, series) => lineOf(kind, chart, series, points))

const piecesOf = (lines: readonly string[]): Buffer[] => {
  const bytes = Buffer.from(`${lines.join('\n')}\n`)
  return Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, piece) =>
    bytes.subarray(piece * PIECE, (piece + 1) * PIECE),
  )
}

const cpuSeconds = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const analysed = (pieces: readonly Buffer[]): Promise<number> =>
  cpuSeconds(() => analyseLines(Readable.from(pieces), new Writable({ write: (_, __, done) => done() })))

/** JSON alone: every line read, and as many lists of numbers written as an answer has. */
const readAndWritten = (lines: readonly string[]): Promise<number> =>
  cpuSeconds(() => {
    let written = 0
    for (const line of lines) {
      const { name, input } = JSON.parse(line) as { name: string; input: { y: number[] } }
      const { y } = input
      written += JSON.stringify({ name, result: { y, centreLine: y, upperLimit: y, lowerLimit: y } }).length
    }
    if (written === 0) throw new Error('Nothing was written')
  })

const middleOf = async (measure: () => Promise<number>): Promise<number> => {
  const measured: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) measured.push(await measure())
  return middle(measured)
}

const seriesPerSecond = async (title: string, kind: Kind, chart: string): Promise<BenchResult> => {
  const lines = linesOf(kind, chart, 36)
  const pieces = piecesOf(lines)
  const value = lines.length / (await middleOf(() => analysed(pieces)))
  const baseline = lines.length / (await middleOf(() => readAndWritten(lines)))
  return benchResult(`${title}, 36 points`, 'series/CPU s', value, baseline)
}

/** Microseconds of CPU a point, for each length of series; rounds alternate, so that a busy machine slows all alike. */
const costs = async (chart: string, lengths: readonly number[]): Promise<readonly number[]> => {
  const inputs = lengths.map((points) => piecesOf(linesOf('run-chart', chart, points)))
  const measured = lengths.map((): number[] => [])
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [index, pieces] of inputs.entries())
      measured[index]?.push(((await analysed(pieces)) / POINTS_A_ROUND) * 1e6)
  return measured.map(middle)
}

const costPerPoint = async (chart: string): Promise<BenchResult[]> => {
  const [short = 0, ...longer] = await costs(chart, [36, 360, 3600])
  return longer.map((cost, index) => {
    const points = [360, 3600][index] ?? 0
    const limit = (Math.log(points) / Math.log(36)).toFixed(2)
    return benchResult(
      `${chart} chart, a point of ${points} to one of 36 (n log n: ${limit})`,
      'µs',
      cost,
      short,
    )
  })
}

/** `waymark analyse` without start-up: series a second of CPU beside JSON alone, and the cost of a point. */
export const run = async (): Promise<BenchResult[]> => {
  await analysed(piecesOf(linesOf('run-chart', 'run', 36)))
  return [
    await seriesPerSecond('run charts analysed', 'run-chart', 'run'),
    await seriesPerSecond('I charts analysed', 'run-chart', 'i'),
    await seriesPerSecond('XmR charts analysed', 'xmr', ''),
    ...(await costPerPoint('run')),
    ...(await costPerPoint('i')),
  ]
}
