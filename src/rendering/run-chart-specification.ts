import { annotationBadges } from './annotation-badges.js'
import { alternativeText, viewTitle } from './alternative-text.js'
import {
  symbolsLayer,
  word,
  wordsLayer,
  wordsOnPaperLayers,
  type Specification,
  type Word,
} from './drawing.js'
import { across } from './pixels.js'
import { levelWords } from './level-words.js'
import type { LegendItem } from './legend.js'
import { palette } from './palette.js'
import { FRAME, pictureFrame, PLOT_WIDTH } from './picture-frame.js'
import {
  annotationRulesLayer,
  badgesLayers,
  levelsLayer,
  lineLayer,
  MISSING_SHAPE,
  missingLayer,
  pointsLayer,
  type Level,
} from './run-chart-layers.js'
import { runMarks } from './run-marks.js'
import type { RunChartView } from './run-chart-view.js'
import { timeAxis, type TimeAxis } from './time-axis.js'
import { timeEncoding, valueEncoding } from './run-chart-axes.js'
import { valueAxis, type ValueAxis } from './value-axis.js'

/**
 * The picture of a run chart as a Vega-Lite 5 specification: plain JSON, complete in itself, and the same for the
 * same view. `usermeta.title` and `description` are for people who do not see it.
 */
export const runChartSpecification = (view: RunChartView): Specification => {
  const axis = timeAxis(
    view.points.map(({ period }) => period),
    view.cadence,
    PLOT_WIDTH,
  )
  const medians = medianLevels(view, axis)
  const targets = targetLevels(view, axis)
  const scale = valueAxis([...known(view), ...medians.map(levelOf), ...targets.map(levelOf)], view.unit)
  const annotations = view.annotations
    .filter(({ on }) => Date.parse(on) >= axis.from && Date.parse(on) < axis.to)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const instants = annotations.map(({ on }) => Date.parse(on))
  const badges = annotationBadges(
    instants.map((at) => across(at, axis)),
    PLOT_WIDTH,
  )
  const { beside, within } = levelWords(
    [
      { name: 'Median', colour: palette.ink, levels: medians },
      { name: 'Target', colour: palette.target, levels: targets },
    ],
    { axis, scale, unit: view.unit, points: view.points },
  )
  const frame = pictureFrame(view, legendItems(view), annotations)
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    description: alternativeText(view),
    usermeta: { title: `${viewTitle(view)} in ${view.localityName}` },
    background: palette.paper,
    width: PLOT_WIDTH,
    height: FRAME.plotHeight,
    padding: frame.padding,
    autosize: { type: 'none', contains: 'content' },
    config: { aria: false, view: { stroke: null } },
    encoding: {},
    layer: [
      axesLayer(view, axis, scale),
      ...present(instants, () => [annotationRulesLayer(instants), ...badgesLayers(badges)]),
      ...present(targets, () => [levelsLayer('target', targets, palette.target, [2, 3])]),
      ...present(medians, () => [levelsLayer('median', medians, palette.ink, [8, 4])]),
      lineLayer(view),
      pointsLayer(view),
      missingLayer(view, FRAME.plotHeight - 7),
      ...present(frame.symbols, () => [symbolsLayer('legend', frame.symbols)]),
      ...present(within, () => wordsOnPaperLayers(within)),
      wordsLayer([...frame.words, ...beside, ...emptyWords(view)]),
    ],
  }
}

const present = <Item>(items: readonly unknown[], layers: () => Item[]): Item[] =>
  items.length === 0 ? [] : layers()

const levelOf = ({ value }: Level) => value

const known = ({ points }: RunChartView) => points.flatMap(({ value }) => (value === null ? [] : [value]))

/** Carries the axes and no marks, so that they stand whatever is missing. */
const axesLayer = (view: RunChartView, axis: TimeAxis, scale: ValueAxis): Specification => ({
  name: 'axes',
  data: { values: [{ period: axis.from, value: scale.lowest }] },
  mark: { type: 'point', opacity: 0, size: 0 },
  encoding: { x: timeEncoding(axis), y: valueEncoding(scale, view.unit, FRAME.plotHeight) },
})

/** From the first point of a phase to the first of the next; the outer ends reach the edges of the plot. */
const medianLevels = ({ chart, points }: RunChartView, axis: TimeAxis): Level[] =>
  chart.phases.flatMap(({ median, from, to }) => {
    if (median === null) return []
    const next = points[to + 1]
    const start = from === 0 ? axis.from : Date.parse(points[from]?.period ?? '')
    return [{ value: median, from: start, to: next ? Date.parse(next.period) : axis.to }]
  })

const targetLevels = ({ targets }: RunChartView, axis: TimeAxis): Level[] =>
  targets
    .map(({ value, from, to }) => ({
      value,
      from: Math.max(Date.parse(from), axis.from),
      to: to === null ? axis.to : Math.min(Date.parse(to), axis.to),
    }))
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => a.from - b.from)

const emptyWords = (view: RunChartView): Word[] =>
  known(view).length > 0
    ? []
    : [
        word('No values yet', PLOT_WIDTH / 2, FRAME.plotHeight / 2, {
          size: 16,
          colour: palette.quiet,
          align: 'center',
        }),
      ]

const legendItems = (view: RunChartView): LegendItem[] => {
  const marks = runMarks(view.chart, view.direction).filter((mark) => mark !== null)
  const distinct = [...new Map(marks.map((mark) => [mark.meaning, mark])).values()]
  const value = { shape: 'circle', colour: palette.quiet, filled: true }
  return [
    ...(known(view).length > 0 ? [{ ...value, meaning: PER_PERIOD[view.cadence] }] : []),
    ...distinct.map((mark) => ({ ...mark, filled: true })),
    ...(view.points.some((point) => point.value === null)
      ? [{ shape: MISSING_SHAPE, colour: palette.quiet, filled: false, meaning: 'No data' }]
      : []),
  ]
}

const PER_PERIOD = {
  DAY: 'Daily value',
  WEEK: 'Weekly value',
  MONTH: 'Monthly value',
  QUARTER: 'Quarterly value',
  YEAR: 'Yearly value',
} as const
