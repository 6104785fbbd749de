import { englishPeriod } from '../charts/english-period.js'
import { englishQuantity } from '../charts/english-quantity.js'
import type { Badge } from './annotation-badges.js'
import type { Specification } from './drawing.js'
import { palette } from './palette.js'
import { runMarks } from './run-marks.js'
import type { RunChartView } from './run-chart-view.js'
import { FONT_FAMILY } from './text-width.js'

/** A level that holds from one instant (milliseconds) to another: a median or a target. */
export type Level = Readonly<{ value: number; from: number; to: number }>

const time = { field: 'period', type: 'temporal' } as const
const value = { field: 'value', type: 'quantitative' } as const

/** More points than this lie so close that they are drawn fine and without an edge. */
const MANY = 130

/** Horizontal lines, dashed so that they differ from data and from one another without colour. */
export const levelsLayer = (
  name: string,
  levels: readonly Level[],
  colour: string,
  dash: readonly number[],
) => ({
  name,
  data: { values: levels.map(({ value: level, from, to }) => ({ value: level, period: from, until: to })) },
  mark: { type: 'rule', color: colour, strokeWidth: 1.8, strokeDash: dash },
  encoding: { x: time, x2: { field: 'until' }, y: value },
})

/** The line, broken at missing periods and where a phase ends. */
export const lineLayer = ({ points, chart }: RunChartView): Specification => {
  let stretch = 0
  const values = points.flatMap((point, index) => {
    const broken = point.value === null || chart.points[index]?.phase !== chart.points[index - 1]?.phase
    if (broken) stretch += 1
    return point.value === null ? [] : [{ period: point.period, value: point.value, stretch }]
  })
  return {
    name: 'line',
    data: { values },
    mark: {
      type: 'line',
      color: palette.line,
      strokeWidth: points.length > MANY ? 1 : 1.8,
      strokeJoin: 'round',
    },
    encoding: { x: time, y: value, detail: { field: 'stretch', type: 'nominal' } },
  }
}

/** The values; those of a signalling run larger, in a shape and colour of their own; excluded ones hollow. */
export const pointsLayer = (view: RunChartView): Specification => {
  const marks = runMarks(view.chart, view.direction)
  const many = view.points.length > MANY
  const area = Math.max(9, Math.min(58, 3200 / Math.max(view.points.length, 1)))
  const values = view.points.flatMap((point, index) => {
    if (point.value === null) return []
    const mark = marks[index]
    const period = englishPeriod(point.period, view.cadence)
    return {
      period: point.period,
      value: point.value,
      shape: mark?.shape ?? 'circle',
      colour: mark?.colour ?? palette.quiet,
      area: Math.round(mark ? Math.max(area * 1.9, 34) : area),
      hollow: view.chart.points[index]?.excluded === true,
      says: `${period}: ${englishQuantity(point.value, view.unit)}${mark ? ` · ${mark.meaning}` : ''}`,
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

/** A cross on the axis for each period without a value. */
export const missingLayer = ({ points, cadence }: RunChartView, bottom: number): Specification => ({
  name: 'missing',
  data: {
    values: points
      .filter((point) => point.value === null)
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

/** A thin upright line where something happened. */
export const annotationRulesLayer = (instants: readonly number[]): Specification => ({
  name: 'annotations',
  data: { values: instants.map((at) => ({ period: at })) },
  mark: { type: 'rule', color: palette.rule, strokeWidth: 1.2 },
  encoding: { x: time },
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
