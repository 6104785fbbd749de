import { englishQuantity } from '../charts/english-quantity.js'
import { word, type Word } from './drawing.js'
import { levelLabels, type LevelLabel } from './level-labels.js'
import { FRAME, PLOT_WIDTH } from './picture-frame.js'
import { across, down } from './pixels.js'
import type { Level } from './run-chart-layers.js'
import type { ViewPoint } from './run-chart-view.js'
import { textWidth } from './text-width.js'
import type { TimeAxis } from './time-axis.js'
import type { ValueAxis } from './value-axis.js'

export type NamedLevels = Readonly<{ name: string; colour: string; levels: readonly Level[] }>

type Plot = Readonly<{ axis: TimeAxis; scale: ValueAxis; unit: string; points: readonly ViewPoint[] }>

const SIZE = 12

/** Names and values of lines: beside the plot where a line reaches its edge, else within it along the line. */
export const levelWords = (named: readonly NamedLevels[], plot: Plot): { beside: Word[]; within: Word[] } => {
  const outside: LevelLabel[] = []
  const within: Word[] = []
  for (const { name, colour, levels } of named)
    for (const level of levels) {
      const text = `${name} ${englishQuantity(level.value, plot.unit)}`
      if (level.to === plot.axis.to) outside.push({ text, y: down(level.value, plot.scale), colour })
      else within.push(...alongLine(text, colour, level, plot))
    }
  return {
    beside: levelLabels(outside, { left: PLOT_WIDTH + 8, height: FRAME.plotHeight, room: FRAME.right - 20 }),
    within,
  }
}

/** Where the fewest values are in the way: above or below the line, at its beginning, middle or end. */
const alongLine = (text: string, colour: string, level: Level, plot: Plot): Word[] => {
  const width = textWidth(text, SIZE, 600)
  const [left, right] = [across(level.from, plot.axis) + 4, across(level.to, plot.axis) - 4 - width]
  if (right < left) return []
  const line = down(level.value, plot.scale)
  const places = [left, (left + right) / 2, right].flatMap((x) => [
    { x, y: line - 6 },
    { x, y: line + 16 },
  ])
  const inTheWay = ({ x, y }: { x: number; y: number }) =>
    plot.points.filter((point) => {
      if (point.value === null) return false
      const [px, py] = [across(Date.parse(point.period), plot.axis), down(point.value, plot.scale)]
      return px > x - 8 && px < x + width + 8 && py > y - 16 && py < y + 8
    }).length
  const best = places.reduce((found, place) => (inTheWay(place) < inTheWay(found) ? place : found))
  return [word(text, best.x, best.y, { size: SIZE, weight: 600, colour })]
}
