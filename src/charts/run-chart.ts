import { ANHOEJ_2014, anhoej2014, runsStatistics, type RunsStatistics } from './anhoej-2014.js'
import { median } from './median.js'
import { runs } from './runs.js'
import { runChartWarnings, type RunChartWarning } from './run-chart-warnings.js'
import { sideOf, type Side } from './side.js'
import type { Signal } from './signal.js'

/** One period. `value` null: missing. `excluded`: drawn, but left out of every calculation. */
export type RunChartPoint = Readonly<{ value: number | null; excluded?: boolean }>

/** A stretch with a median of its own. */
export type PhaseStart = Readonly<{
  /** Index of its first point. */
  from: number
  /** The first so many points, missing ones included, alone set the median; absent: all points of the phase. */
  baseline?: number
  /** So many points of the phase come before those that set its lines; absent: none. */
  baselineFrom?: number
}>

export type RunChartOptions = Readonly<{
  /** In order, the first from 0. Absent: one phase over all points. */
  phases?: readonly PhaseStart[]
}>

export type RunChartPhase = RunsStatistics &
  Readonly<{
    /** Index of the first and of the last point. */
    from: number
    to: number
    median: number | null
    /** Periods that are not excluded, missing ones counted. */
    observations: number
    /** Of these, the ones with a value. */
    values: number
    signals: readonly Signal[]
    warnings: readonly RunChartWarning[]
    /** Fewer than ten useful observations: the rules are computed, on trial. */
    tooFewPoints: boolean
    /** More than half of the values lie on the median, which makes the rules void. */
    medianDegenerate: boolean
  }>

export type AnalysedPoint = Readonly<{
  value: number | null
  excluded: boolean
  phase: number
  median: number | null
  /** null: missing or excluded. */
  side: Side | null
  /** The signalling run that the point belongs to, as an index into `signals`; null: none. */
  run: number | null
}>

/** What holds now is the latest phase; its figures stand at the top. */
export type RunChart = Omit<RunChartPhase, 'from' | 'to' | 'signals'> &
  Readonly<{
    ruleSet: typeof ANHOEJ_2014
    /** In the order of the input. */
    points: readonly AnalysedPoint[]
    phases: readonly RunChartPhase[]
    /** Of all phases, in order. */
    signals: readonly Signal[]
  }>

/**
 * A run chart read by the rules of Anhøj & Olesen 2014.
 *
 * Points must be in period order, with a null value for each missing period. Signals never span two phases.
 *
 * @throws RangeError when phases are out of order or lie outside the points, or a value is not finite.
 */
export const runChart = (points: readonly RunChartPoint[], options: RunChartOptions = {}): RunChart => {
  const starts = phaseStarts(points, options.phases)
  const sides: (Side | null)[] = []
  const phases = starts.map((start, index) => {
    const to = (starts[index + 1]?.from ?? points.length) - 1
    return runChartPhase(points, { ...start, to, index }, sides)
  })
  const signals = phases.flatMap((phase) => phase.signals)
  const { from, to, ...latest } =
    phases[phases.length - 1] ?? runChartPhase([], { from: 0, to: -1, index: 0 }, [])
  return {
    ...latest,
    ruleSet: ANHOEJ_2014,
    points: analysedPoints(points, phases, sides, signals),
    phases,
    signals,
  }
}

const phaseStarts = (points: readonly RunChartPoint[], phases: readonly PhaseStart[] = [{ from: 0 }]) => {
  if (points.some(({ value }) => value !== null && !Number.isFinite(value)))
    throw new RangeError('Every value of a run chart must be a finite number or null')
  let previous = -1
  for (const { from } of phases) {
    const inside = Number.isInteger(from) && from < Math.max(points.length, 1)
    if (from <= previous || !inside || (previous < 0 && from !== 0))
      throw new RangeError('Phases must start at 0 and follow one another within the points')
    previous = from
  }
  return phases
}

const runChartPhase = (
  points: readonly RunChartPoint[],
  { from, to, baseline = to - from + 1, baselineFrom = 0, index }: PhaseStart & { to: number; index: number },
  sides: (Side | null)[],
): RunChartPhase => {
  const base: number[] = []
  const baseFrom = from + baselineFrom
  let observations = 0
  let values = 0
  for (let at = from; at <= to; at += 1) {
    const value = countedValue(points[at])
    if (value !== undefined) observations += 1
    if (typeof value !== 'number') continue
    values += 1
    if (at >= baseFrom && at < baseFrom + baseline) base.push(value)
  }
  const centreLine = median(base)
  for (let at = from; at <= to; at += 1) {
    const value = countedValue(points[at])
    sides[at] = typeof value === 'number' && centreLine !== null ? sideOf(value, centreLine) : null
  }
  const found = runs(sides, from, to)
  const statistics = runsStatistics(found)
  const signals = anhoej2014(found, index)
  const warnings = runChartWarnings(values, statistics.usefulObservations, centreLine !== null)
  return { from, to, median: centreLine, observations, values, ...statistics, signals, ...warnings }
}

/** null: missing; undefined: excluded. */
const countedValue = (point: RunChartPoint | undefined): number | null | undefined =>
  point === undefined || point.excluded ? undefined : point.value

const analysedPoints = (
  points: readonly RunChartPoint[],
  phases: readonly RunChartPhase[],
  sides: readonly (Side | null)[],
  signals: readonly Signal[],
): AnalysedPoint[] => {
  const runOf = new Map<number, number>()
  for (const [index, signal] of signals.entries())
    if (signal.direction !== null) for (const point of signal.points) runOf.set(point, index)
  return phases.flatMap((phase, index) =>
    points.slice(phase.from, phase.to + 1).map(({ value, excluded = false }, offset) => {
      const at = phase.from + offset
      return {
        value,
        excluded,
        phase: index,
        median: phase.median,
        side: sides[at] ?? null,
        run: runOf.get(at) ?? null,
      }
    }),
  )
}
