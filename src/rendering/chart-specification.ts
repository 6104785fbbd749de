import { annotationBadges } from './annotation-badges.js'
import { chartAlternativeText, viewTitle } from './alternative-text.js'
import { timeEncoding, valueEncoding } from './chart-axes.js'
import {
  badgesLayers,
  levelsLayer,
  lineLayers,
  marksLayer,
  missingLayer,
  pointsLayer,
  stepsLayer,
} from './chart-layers.js'
import { chartLegend } from './chart-legend.js'
import { chartLevels, allLevels, namedLevels, type ChartLevels } from './chart-levels.js'
import { chartMarks } from './chart-marks.js'
import type { ChartView } from './chart-view.js'
import {
  symbolsLayer,
  word,
  wordsLayer,
  wordsOnPaperLayers,
  type Specification,
  type Word,
} from './drawing.js'
import { levelWords } from './level-words.js'
import { palette } from './palette.js'
import { FRAME, pictureFrame, PLOT_WIDTH } from './picture-frame.js'
import { across } from './pixels.js'
import { timeAxis, type TimeAxis } from './time-axis.js'
import { valueAxis, type ValueAxis } from './value-axis.js'

/**
 * The picture of a chart of any type as a Vega-Lite 5 specification: plain JSON, complete in itself, and the same for
 * the same view. `usermeta.title` and `description` are for people who do not see it.
 */
export const chartSpecification = (view: ChartView): Specification => {
  const axis = timeAxis(
    view.points.map(({ period }) => period),
    view.cadence,
    PLOT_WIDTH,
  )
  const levels = chartLevels(view, axis)
  const scale = valueAxis([...knownValues(view), ...allLevels(levels).map(({ value }) => value)], view.unit)
  const marks = chartMarks(view, axis)
  const badges = annotationBadges(
    marks.map(({ at }) => across(at, axis)),
    PLOT_WIDTH,
  )
  const { beside, within } = levelWords(namedLevels(view, axis, levels), {
    axis,
    scale,
    lines: allLevels(levels),
    points: view.chart.points.flatMap(({ value }, index) =>
      value === null ? [] : [{ at: Date.parse(view.points[index]?.period ?? ''), value }],
    ),
  })
  const frame = pictureFrame(view, chartLegend([view.chart], view.cadence), marks)
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    description: chartAlternativeText(view),
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
      ...present(marks, () => [marksLayer(marks), ...badgesLayers(badges)]),
      ...levelLayers(view, levels),
      ...lineLayers(view),
      pointsLayer(view),
      missingLayer(view, FRAME.plotHeight - 7),
      ...present(frame.symbols, () => [symbolsLayer('legend', frame.symbols)]),
      ...present(frame.icons, () => [symbolsLayer('icons', frame.icons)]),
      ...present(within, () => wordsOnPaperLayers(within)),
      wordsLayer([...frame.words, ...beside, ...emptyWords(view)]),
    ],
  }
}

const levelLayers = (
  { chart }: ChartView,
  { centre, upper, lower, targets }: ChartLevels,
): Specification[] => {
  const limit = { colour: palette.limit, width: 1.4, dash: [3, 3] }
  // A median is dashed, as run charts have it; the mean of a control chart stands out from its dashed limits.
  const middle = chart.chartType === 'run' ? { dash: [8, 4] } : { width: 1.4 }
  return [
    ...present(targets, () => [
      levelsLayer('target', targets, { colour: palette.target, dash: [10, 3, 2, 3] }),
    ]),
    ...present(upper, () => [stepsLayer('upper-limit', upper, limit)]),
    ...present(lower, () => [stepsLayer('lower-limit', lower, limit)]),
    ...present(centre, () => [stepsLayer('centre-line', centre, { colour: palette.ink, ...middle })]),
  ]
}

const present = <Item>(items: readonly unknown[], layers: () => Item[]): Item[] =>
  items.length === 0 ? [] : layers()

const knownValues = ({ chart }: ChartView) =>
  chart.points.flatMap(({ value }) => (value === null ? [] : [value]))

/** Carries the axes and no marks, so that they stand whatever is missing. */
const axesLayer = (view: ChartView, axis: TimeAxis, scale: ValueAxis): Specification => ({
  name: 'axes',
  data: { values: [{ period: axis.from, value: scale.lowest }] },
  mark: { type: 'point', opacity: 0, size: 0 },
  encoding: { x: timeEncoding(axis), y: valueEncoding(scale, view.unit, FRAME.plotHeight) },
})

const emptyWords = (view: ChartView): Word[] =>
  knownValues(view).length > 0
    ? []
    : [
        word('No values yet', PLOT_WIDTH / 2, FRAME.plotHeight / 2, {
          size: 16,
          colour: palette.quiet,
          align: 'center',
        }),
      ]
