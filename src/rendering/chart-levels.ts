import { centreLineName } from '../charts/describe-signal.js'
import { chartLines, targetLevels, type Level, type Steps } from './chart-lines.js'
import type { ChartView } from './chart-view.js'
import { lineWords, valueWords } from './chart-words.js'
import type { NamedLevels } from './level-words.js'
import { palette } from './palette.js'
import type { TimeAxis } from './time-axis.js'

/** All lines of a chart but that of its values. */
export type ChartLevels = Readonly<{
  centre: readonly Steps[]
  upper: readonly Steps[]
  lower: readonly Steps[]
  targets: readonly Level[]
}>

export const chartLevels = (view: ChartView, axis: TimeAxis): ChartLevels => ({
  centre: chartLines(view, axis, ({ centreLine }) => centreLine),
  upper: chartLines(view, axis, ({ upperLimit }) => upperLimit),
  lower: chartLines(view, axis, ({ lowerLimit }) => lowerLimit),
  targets: targetLevels(view, axis),
})

/** Every stretch of every line. */
export const allLevels = ({ centre, upper, lower, targets }: ChartLevels): Level[] => [
  ...centre.flat(),
  ...upper.flat(),
  ...lower.flat(),
  ...targets,
]

/** What is said of the lines: centre lines and targets each, of the limits only the latest. */
export const namedLevels = (
  view: ChartView,
  axis: TimeAxis,
  { centre, upper, lower, targets }: ChartLevels,
): NamedLevels[] => {
  const words = (value: number) => lineWords(value, view)
  const limit = (name: string, lines: readonly Steps[]): NamedLevels => {
    const last = lines.at(-1)?.at(-1)
    const levels = last ? [{ ...last, to: axis.to }] : []
    return { name, colour: palette.limit, words, levels }
  }
  return [
    {
      name: centreLineName(view.chart),
      colour: palette.ink,
      words,
      levels: latestToEdge(centre, axis),
    },
    {
      name: 'Target',
      colour: palette.target,
      words: (value) => valueWords(value, view),
      levels: targets,
    },
    limit('Upper limit', upper),
    limit('Lower limit', lower),
  ]
}

/** One level for each stretch; the last is named beside the plot even where its last point is missing. */
const latestToEdge = (lines: readonly Steps[], axis: TimeAxis): Level[] =>
  lines.flatMap((steps, index) => {
    const [first, last] = [steps[0], steps.at(-1)]
    if (!first || !last) return []
    const to = index === lines.length - 1 ? axis.to : last.to
    return [{ value: last.value, from: first.from, to }]
  })
