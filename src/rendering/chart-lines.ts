import type { AnalysedChartPoint } from '../charts/analysed-chart.js'
import type { ChartView } from './chart-view.js'
import type { TimeAxis } from './time-axis.js'

/** A value that holds from one instant (milliseconds) to another. */
export type Level = Readonly<{ value: number; from: number; to: number }>

/** One unbroken stretch of a line, as levels that follow one another. */
export type Steps = readonly Level[]

/**
 * A centre line or limit as it is drawn: a level for each point, from half-way to the point before to half-way to
 * the next, neighbours of one value joined. It breaks between phases and where there is no answer; the outer ends
 * reach the edges of the plot.
 */
export const chartLines = (
  { points, chart }: Pick<ChartView, 'points' | 'chart'>,
  axis: TimeAxis,
  of: (point: AnalysedChartPoint) => number | null,
): Steps[] => {
  const lines: Level[][] = []
  let phase: number | undefined
  for (const [index, point] of chart.points.entries()) {
    const value = of(point)
    const known = value !== null && Number.isFinite(value)
    if (!known || point.phase !== phase) lines.push([])
    phase = point.phase
    const line = lines.at(-1)
    if (!known || !line) continue
    const [from, to] = [boundary(points, axis, index), boundary(points, axis, index + 1)]
    const before = line.at(-1)
    if (before && closeTo(before.value, value)) line[line.length - 1] = { ...before, to }
    else line.push({ value, from, to })
  }
  return lines.filter((line) => line.length > 0)
}

/** The instant at which one point's stretch of the axis ends and that of the point at `index` begins. */
export const boundary = (points: readonly { period: string }[], axis: TimeAxis, index: number): number => {
  const [before, after] = [points[index - 1], points[index]]
  if (!before) return axis.from
  if (!after) return axis.to
  return (Date.parse(before.period) + Date.parse(after.period)) / 2
}

/** Limits computed point by point differ in their last digits. */
const closeTo = (one: number, other: number) =>
  Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other))

/** Targets while they hold, within the axis. */
export const targetLevels = ({ targets }: Pick<ChartView, 'targets'>, axis: TimeAxis): Level[] =>
  targets
    .map(({ value, from, to }) => ({
      value,
      from: Math.max(Date.parse(from), axis.from),
      to: to === null ? axis.to : Math.min(Date.parse(to), axis.to),
    }))
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => a.from - b.from)

/** The corners of a stretch, so that neighbouring levels are joined by an upright. */
export const corners = (steps: Steps): { period: number; value: number }[] =>
  steps.flatMap(({ value, from, to }) => [
    { period: from, value },
    { period: to, value },
  ])
