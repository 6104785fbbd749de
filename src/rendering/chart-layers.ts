import { englishPeriod } from '../charts/english-period.js'
import type { Badge } from './annotation-badges.js'
import { corners, type Level, type Steps } from './chart-lines.js'
import type { ChartMark } from './chart-marks.js'
import type { ChartView } from './chart-view.js'
import { valueWords } from './chart-words.js'
import type { Specification } from './drawing.js'
import { palette } from './palette.js'
import { pointMarks } from './point-marks.js'
import { FONT_FAMILY } from './text-width.js'

const time = { field: 'period', type: 'temporal' } as const
const value = { field: 'value', type: 'quantitative' } as const

/** More points than this lie so close that they are drawn fine and without an edge. */
const MANY = 130

type LineStyle = Readonly<{ colour: string; width?: number; dash?: readonly number[] }>

/** Lines that go in steps: centre lines and limits, dashed so that they differ without colour. */
export const stepsLayer = (
  name: string,
  lines: readonly Steps[],
  { colour, width = 1.8, dash = [] }: LineStyle,
): Specification => ({
  name,
  data: { values: lines.flatMap((steps, stretch) => corners(steps).map((each) => ({ ...each, stretch }))) },
  mark: { type: 'line', color: colour, strokeWidth: width, strokeDash: dash, interpolate: 'linear' },
  encoding: { x: time, y: value, detail: { field: 'stretch', type: 'nominal' } },
})

/** Horizontal lines that are not joined, each for a time. */
export const levelsLayer = (
  name: string,
  levels: readonly Level[],
  { colour, width = 1.8, dash = [] }: LineStyle,
): Specification => ({
  name,
  data: { values: levels.map(({ value: level, from, to }) => ({ value: level, period: from, until: to })) },
  mark: { type: 'rule', color: colour, strokeWidth: width, strokeDash: dash },
  encoding: { x: time, x2: { field: 'until' }, y: value },
})

type Vertex = Readonly<{ period: string; value: number; stretch: number }>

/** The line of values, broken at missing periods and where a phase ends; to and from what is left out it is dashed. */
export const valueLines = ({ points, chart }: Pick<ChartView, 'points' | 'chart'>) => {
  const solid: Vertex[] = []
  const dashed: Vertex[] = []
  let stretch = 0
  for (const [index, { value: current, phase, excluded }] of chart.points.entries()) {
    const before = chart.points[index - 1]
    const joined = current !== null && before !== undefined && before.value !== null && before.phase === phase
    if (current === null) continue
    const period = points[index]?.period ?? ''
    if (joined && (excluded || before.excluded)) {
      const from = points[index - 1]?.period ?? ''
      dashed.push(
        { period: from, value: before.value, stretch: index },
        { period, value: current, stretch: index },
      )
    }
    if (!joined || before.excluded) stretch += 1
    if (!excluded) solid.push({ period, value: current, stretch })
  }
  return { solid, dashed }
}

/** Solid lines, then dashed ones where there are any. */
export const lineLayers = (view: Pick<ChartView, 'points' | 'chart'>): Specification[] => {
  const { solid, dashed } = valueLines(view)
  const width = view.points.length > MANY ? 1 : 1.8
  const layer = (name: string, values: readonly Vertex[], dash: readonly number[]): Specification => ({
    name,
    data: { values },
    mark: { type: 'line', color: palette.line, strokeWidth: width, strokeJoin: 'round', strokeDash: dash },
    encoding: { x: time, y: value, detail: { field: 'stretch', type: 'nominal' } },
  })
  return [layer('line', solid, []), ...(dashed.length > 0 ? [layer('line-left-out', dashed, [2, 3])] : [])]
}

/** The values; those with a signal larger, in a shape and colour of their own; those left out hollow. */
export const pointsLayer = (view: ChartView): Specification => {
  const marks = pointMarks(view.chart)
  const many = view.points.length > MANY
  const area = Math.max(9, Math.min(58, 3200 / Math.max(view.points.length, 1)))
  const values = view.chart.points.flatMap((point, index) => {
    if (point.value === null) return []
    const mark = marks[index]
    return {
      period: view.points[index]?.period ?? '',
      value: point.value,
      shape: mark?.shape ?? 'circle',
      colour: mark?.colour ?? palette.quiet,
      area: Math.round(mark ? Math.max(area * 1.9, 34) : area),
      hollow: point.excluded,
      says: saysOf(view, index, point.value),
    }
  })
  return {
    name: 'values',
    data: { values },
    mark: {
      type: 'point',
      opacity: 1,
      strokeWidth: 1.2,
      shape: { expr: 'datum.shape' },
      size: { expr: 'datum.area' },
      stroke: { expr: `datum.hollow ? datum.colour : '${many ? 'transparent' : palette.paper}'` },
      fill: { expr: `datum.hollow ? '${palette.paper}' : datum.colour` },
    },
    encoding: { x: time, y: value, tooltip: { field: 'says', type: 'nominal' } },
  }
}

/** «April 2016: 83.2% · Shift, signal of concern». */
const saysOf = (view: ChartView, index: number, amount: number): string => {
  const point = view.chart.points[index]
  const { period = '', excludedReason } = view.points[index] ?? {}
  const names = (point?.signals ?? []).flatMap((each) => view.chart.signals[each]?.name ?? [])
  const signals = names.length > 0 ? ` · ${[...new Set(names)].join(', ')}` : ''
  const out = point?.excluded
    ? ` · left out of the calculation${excludedReason ? `: ${excludedReason}` : ''}`
    : ''
  return `${englishPeriod(period, view.cadence)}: ${valueWords(amount, view)}${signals}${out}`
}

/** A cross on the axis for each period without a value. */
export const missingLayer = ({ points, chart, cadence }: ChartView, bottom: number): Specification => ({
  name: 'missing',
  data: {
    values: points
      .filter((_, index) => chart.points[index]?.value == null)
      .map(({ period, missingReason }) => ({
        period,
        says: `${englishPeriod(period, cadence)}: no data${missingReason ? `, ${missingReason}` : ''}`,
      })),
  },
  mark: {
    type: 'point',
    shape: MISSING_SHAPE,
    size: 40,
    stroke: palette.quiet,
    strokeWidth: 1.4,
    opacity: 1,
  },
  encoding: { x: time, y: { value: bottom }, tooltip: { field: 'says', type: 'nominal' } },
})

/** Two crossed strokes. */
export const MISSING_SHAPE = 'M-0.7,-0.7L0.7,0.7M-0.7,0.7L0.7,-0.7'

/** A thin upright line where something happened, dashed where a phase begins. */
export const marksLayer = (marks: readonly ChartMark[]): Specification => ({
  name: 'annotations',
  data: { values: marks.map(({ at, isPhase }) => ({ period: at, phase: isPhase })) },
  mark: { type: 'rule', strokeWidth: 1.2, color: palette.rule },
  encoding: {
    x: time,
    strokeDash: { condition: { test: 'datum.phase', value: [5, 4] }, value: [1, 0] },
    color: { condition: { test: 'datum.phase', value: palette.quiet }, value: palette.rule },
  },
})

const pixel = (field: string) => ({ field, type: 'quantitative', scale: null, axis: null })

/** Numbered badges just above the plot, one for annotations too close to be told apart. */
export const badgesLayers = (badges: readonly Badge[]): Specification[] => {
  const values = badges.map(({ label, left, right }) => ({ label, left, right, middle: (left + right) / 2 }))
  return [
    {
      name: 'badges',
      data: { values },
      mark: { type: 'rect', color: palette.ink, cornerRadius: 9, y: -22, y2: -4 },
      encoding: { x: pixel('left'), x2: { field: 'right' } },
    },
    {
      name: 'badge-labels',
      data: { values },
      mark: {
        type: 'text',
        font: FONT_FAMILY,
        fontSize: 11,
        fontWeight: 600,
        color: palette.paper,
        baseline: 'alphabetic',
        y: -9,
      },
      encoding: { x: pixel('middle'), text: { field: 'label', type: 'nominal' } },
    },
  ]
}
