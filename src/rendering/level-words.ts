import { word, type Word } from './drawing.js'
import { levelLabels, type LevelLabel } from './level-labels.js'
import { FRAME, PLOT_WIDTH } from './picture-frame.js'
import { across, down } from './pixels.js'
import type { Level } from './chart-lines.js'
import { textWidth } from './text-width.js'
import type { TimeAxis } from './time-axis.js'
import type { ValueAxis } from './value-axis.js'

/** Levels of one kind, and how their values are written. */
export type NamedLevels = Readonly<{
  name: string
  colour: string
  levels: readonly Level[]
  words: (value: number) => string
}>

type PlottedPoint = Readonly<{ at: number; value: number }>
type Plot = Readonly<{
  axis: TimeAxis
  scale: ValueAxis
  points: readonly PlottedPoint[]
  /** All lines, which no label should lie on. */
  lines: readonly Level[]
}>

const SIZE = 12

/** Names and values of lines: beside the plot where a line reaches its edge, else within it along the line. */
export const levelWords = (named: readonly NamedLevels[], plot: Plot): { beside: Word[]; within: Word[] } => {
  const outside: LevelLabel[] = []
  const within: Word[] = []
  for (const { name, colour, levels, words } of named)
    for (const level of levels) {
      const text = `${name} ${words(level.value)}`
      if (level.to === plot.axis.to) outside.push({ text, y: down(level.value, plot.scale), colour })
      else within.push(...alongLine(text, colour, level, plot, within))
    }
  return {
    beside: levelLabels(outside, { left: PLOT_WIDTH + 8, height: FRAME.plotHeight, room: FRAME.right - 14 }),
    within,
  }
}

/** Where the fewest values are in the way and no other label lies: above or below the line, along all of it. */
const alongLine = (
  text: string,
  colour: string,
  level: Level,
  plot: Plot,
  taken: readonly Word[],
): Word[] => {
  const width = textWidth(text, SIZE, 600)
  const [left, right] = [across(level.from, plot.axis) + 4, across(level.to, plot.axis) - 4 - width]
  if (right < left) return []
  const line = down(level.value, plot.scale)
  const steps = [0, 0.5, 1, 0.17, 0.33, 0.67, 0.83]
  const places = steps.flatMap((step) => {
    const x = left + (right - left) * step
    return [
      { x, y: line - 6 },
      { x, y: line + 16 },
    ]
  })
  const free = places.filter(({ x, y }) => {
    const inPlot = y > SIZE && y < FRAME.plotHeight
    const clear = taken.every(
      (other) =>
        other.x > x + width + 4 ||
        other.x + textWidth(other.text, SIZE, 600) + 4 < x ||
        Math.abs(other.y - y) > SIZE + 3,
    )
    return inPlot && clear
  })
  const onLines = ({ x, y }: { x: number; y: number }) =>
    plot.lines.filter(({ value, from, to }) => {
      const at = down(value, plot.scale)
      return at > y - 13 && at < y + 4 && across(from, plot.axis) < x + width && across(to, plot.axis) > x
    }).length
  const onPoints = ({ x, y }: { x: number; y: number }) =>
    plot.points.filter(({ at, value }) => {
      const [px, py] = [across(at, plot.axis), down(value, plot.scale)]
      return px > x - 8 && px < x + width + 8 && py > y - 16 && py < y + 8
    }).length
  const inTheWay = (place: { x: number; y: number }) => onPoints(place) + 2 * onLines(place)
  const [first, ...others] = free
  if (!first) return []
  const best = others.reduce((found, place) => (inTheWay(place) < inTheWay(found) ? place : found), first)
  return [word(text, best.x, best.y, { size: SIZE, weight: 600, colour })]
}
