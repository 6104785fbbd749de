import { runsStatistics } from '../../charts/anhoej-2014.js'
import { movingRanges } from '../../charts/average-moving-range.js'
import { CONTROL_CHARTS, type ControlChartType } from '../../charts/control-chart.js'
import { median } from '../../charts/median.js'
import { runs } from '../../charts/runs.js'
import { sideOf } from '../../charts/side.js'
import {
  numbers,
  oneOf,
  optionalNumber,
  optionalNumberOrList,
  optionalNumbers,
  type Fields,
} from './fields.js'
import { InputFault } from './input-fault.js'

/** The chart types by the names that R qicharts2 has for them. */
const TYPES = {
  run: 'run',
  i: 'i',
  mr: 'mr',
  c: 'c',
  u: 'u',
  up: 'uPrime',
  p: 'p',
  pp: 'pPrime',
  g: 'g',
  t: 't',
  ip: 'iPrime',
} as const satisfies Readonly<Record<string, ControlChartType | 'run'>>

const NAMES = ['run', 'i', 'mr', 'c', 'u', 'up', 'p', 'pp', 'g', 't', 'ip'] as const
const WITH_DENOMINATOR: readonly string[] = ['u', 'up', 'p', 'pp', 'ip']

type Numbers = readonly (number | null)[]

type Series = Readonly<{
  type: ControlChartType | 'run'
  numerators: Numbers
  /** null: the numerators are the values. */
  denominators: Numbers | null
  excluded: ReadonlySet<number>
  /** Of each part. */
  baseline: number
}>

type Lines = Readonly<{ value: Numbers; centreLine: Numbers; upper: Numbers; lower: Numbers }>

export type PartStatistics = Readonly<{
  observations: number
  usefulObservations: number
  longestRun: number | null
  longestRunMax: number | null
  crossings: number | null
  crossingsMin: number | null
  signal: boolean
}>

export type RunChartResult = Readonly<{
  y: Numbers
  centreLine: Numbers
  upperLimit: Numbers
  lowerLimit: Numbers
  sigmaSignal: readonly boolean[]
  /** By number, from 1. */
  parts: Readonly<Record<string, PartStatistics>>
}>

/** A run or control chart with its Anhøj statistics, as R qicharts2 0.8 has it, compared to the last digit as there. */
export const analyseRunChart = (input: Fields): RunChartResult => {
  const series = readSeries(input)
  const multiply = optionalNumber(input, 'multiply') ?? 1
  const length = series.numerators.length
  const starts = partStarts(input, length)
  const y: (number | null)[] = []
  const centreLine: (number | null)[] = []
  const upperLimit: (number | null)[] = []
  const lowerLimit: (number | null)[] = []
  const parts: Record<string, PartStatistics> = {}
  for (const [index, from] of starts.entries()) {
    const to = starts[index + 1] ?? length
    const lines = linesOf(series, from, to)
    parts[String(index + 1)] = partStatistics(series, lines, from)
    append(y, lines.value, multiply)
    append(centreLine, lines.centreLine, multiply)
    append(upperLimit, lines.upper, multiply)
    append(lowerLimit, lines.lower, multiply)
  }
  const sigmaSignal = y.map((value, index) => isOutside(value, upperLimit[index], lowerLimit[index]))
  return { y, centreLine, upperLimit, lowerLimit, sigmaSignal, parts }
}

const readSeries = (input: Fields): Series => {
  const name = oneOf(input, 'chart', NAMES)
  const numerators = numbers(input, 'y')
  const denominators = optionalNumbers(input, 'n')
  if (denominators === null && WITH_DENOMINATOR.includes(name))
    throw new InputFault('n', `is missing: a ${name} chart needs denominators`)
  if (denominators !== null && denominators.length !== numerators.length)
    throw new InputFault('n', `give as many denominators as y has values (${numerators.length})`)
  const hasParts = optionalNumberOrList(input, 'part').length > 0
  return {
    type: TYPES[name],
    numerators,
    // A C chart is of counts, whatever they are counted in.
    denominators: name === 'c' ? null : denominators,
    excluded: new Set(optionalNumberOrList(input, 'exclude')),
    // Parts win over a baseline, as in the reference implementation.
    baseline: hasParts ? Infinity : Math.floor(optionalNumber(input, 'freeze') ?? Infinity),
  }
}

/** Where the parts begin: after each index given, those outside the series having no effect. */
const partStarts = (input: Fields, length: number): readonly number[] => {
  const given = optionalNumberOrList(input, 'part')
  if (!given.every(Number.isInteger)) throw new InputFault('part', 'give whole numbers')
  if (length === 0) return []
  const inside = given.filter((index) => index > 0 && index < length)
  return [...new Set([0, ...inside])].sort((one, other) => one - other)
}

const linesOf = (series: Series, from: number, to: number): Lines => {
  const { type } = series
  const numerators = series.numerators.slice(from, to)
  const denominators = denominatorsOf(series, from, to)
  const plotted =
    denominators === null ? numerators : numerators.map((above, at) => ratio(above, denominators[at]))
  const value = type === 'mr' ? movingRanges(plotted) : plotted
  const counts = countsOf(series, from, to)
  if (type === 'run') return runChartLines(value, counts)
  const phase = { values: value, numerators, denominators: denominators ?? value.map(() => 1), counts }
  return { value, ...CONTROL_CHARTS[type](phase) }
}

/** null where the numerators are the values. A period without a numerator has no limits either. */
const denominatorsOf = ({ numerators, denominators }: Series, from: number, to: number): Numbers | null =>
  denominators === null
    ? null
    : denominators.slice(from, to).map((below, at) => (numerators[from + at] === null ? null : below))

/** A denominator of 0 makes a missing value, never 0. */
const ratio = (above: number | null, below: number | null | undefined): number | null =>
  above === null || !below ? null : above / below

/** Which points of a part set its lines. */
const countsOf = ({ excluded, baseline }: Series, from: number, to: number): boolean[] => {
  const counts: boolean[] = []
  for (let index = from; index < to; index += 1)
    counts.push(index - from < baseline && (excluded.size === 0 || !excluded.has(index + 1)))
  return counts
}

const runChartLines = (value: Numbers, counts: readonly boolean[]): Lines => {
  const base: number[] = []
  for (const [at, each] of value.entries()) if (each !== null && counts[at]) base.push(each)
  const none = new Array<null>(value.length).fill(null)
  const centreLine = new Array<number | null>(value.length).fill(median(base))
  return { value, centreLine, upper: none, lower: none }
}

const partStatistics = (
  { excluded, type }: Series,
  { value, centreLine }: Lines,
  from: number,
): PartStatistics => {
  let observations = 0
  // A T chart's values are turned into roots and back, which is not exact to the last digit.
  const tolerance = type === 't' ? undefined : 0
  const sides = value.map((plotted, place) => {
    if (excluded.has(from + place + 1)) return null
    observations += 1
    const line = centreLine[place] ?? null
    return plotted === null || line === null ? null : sideOf(plotted, line, tolerance)
  })
  const found = runsStatistics(runs(sides))
  const { usefulObservations, longestRun, longestRunLimit, crossings, crossingsLimit } = found
  const long = longestRun !== null && longestRunLimit !== null && longestRun > longestRunLimit
  const few = crossings !== null && crossingsLimit !== null && crossings < crossingsLimit
  return {
    observations,
    usefulObservations,
    longestRun,
    longestRunMax: longestRunLimit,
    crossings,
    crossingsMin: crossingsLimit,
    // Neighbouring moving ranges share a value: their runs are counted, and say nothing.
    signal: type !== 'mr' && (long || few),
  }
}

const append = (to: (number | null)[], values: Numbers, multiply: number): void => {
  if (multiply === 1) {
    for (const value of values) to.push(value === null || !Number.isFinite(value) ? null : value)
    return
  }
  for (const value of values) {
    const product = value === null ? null : value * multiply
    to.push(product === null || !Number.isFinite(product) ? null : product)
  }
}

const isOutside = (
  value: number | null,
  upper: number | null | undefined,
  lower: number | null | undefined,
): boolean =>
  value !== null &&
  ((upper !== null && upper !== undefined && value > upper) ||
    (lower !== null && lower !== undefined && value < lower))
