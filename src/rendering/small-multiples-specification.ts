import { chartReading } from './alternative-text.js'
import { allLevels, chartLevels } from './chart-levels.js'
import type { ChartView } from './chart-view.js'
import { symbolsLayer, word, wordsLayer, type Specification } from './drawing.js'
import { palette } from './palette.js'
import { FRAME, MARGIN, TEXT_WIDTH } from './picture-frame.js'
import { periodsOf, smallMultiplesHeading, smallMultiplesNotes, sharedSpan } from './small-multiples-frame.js'
import {
  PANEL_TIME,
  PANEL_TITLE,
  PANEL_VALUES,
  smallPanel,
  type Panel,
  type PanelPlace,
  type Vertex,
} from './small-panel.js'
import { timeAxis } from './time-axis.js'
import { valueAxis, type ValueAxis } from './value-axis.js'

/** More charts than this are not legible on a page. */
export const MOST_SMALL_MULTIPLES = 24

export type SmallMultiplesOptions = Readonly<{
  /** One axis of values for all, to compare heights; otherwise each its own, to compare shapes. */
  sharedAxes: boolean
  /** Charts in a row, 1 to 6; absent: by their number. */
  columns?: number
}>

const GAP = 26
const PLOT_HEIGHT = 104

/**
 * Charts of one metric in many localities side by side as a Vega-Lite 5 specification, in the order given: same rules,
 * same time, one key. What is drawn stands in pixels; periods and values are with the points.
 *
 * @throws RangeError for more than 24 charts, or columns other than 1 to 6
 */
export const smallMultiplesSpecification = (
  views: readonly ChartView[],
  { sharedAxes, columns = usualColumns(views.length) }: SmallMultiplesOptions,
): Specification => {
  if (views.length > MOST_SMALL_MULTIPLES)
    throw new RangeError(`At most ${MOST_SMALL_MULTIPLES} charts stand side by side`)
  if (!Number.isInteger(columns) || columns < 1 || columns > 6)
    throw new RangeError('Small charts stand in 1 to 6 columns')
  const head = smallMultiplesHeading(views, sharedAxes)
  const panels = panelsOf(views, sharedAxes, columns, head.height)
  const rows = Math.ceil(views.length / columns)
  const bottom = head.height + rows * (PANEL_TITLE + PLOT_HEIGHT + PANEL_TIME)
  const notes = smallMultiplesNotes(views)
  const noteWords = notes.map(({ text, style }, index) => word(text, MARGIN, bottom + 20 + index * 17, style))
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    description: smallMultiplesText(views),
    usermeta: {
      title: views[0] ? `${views[0].metricName}: localities side by side` : 'Localities side by side',
    },
    background: palette.paper,
    width: FRAME.width,
    height: bottom + 6 + notes.length * 17 + MARGIN,
    padding: 0,
    autosize: { type: 'none', contains: 'content' },
    config: { aria: false, view: { stroke: null } },
    encoding: {},
    layer: [
      ...panelLayers(panels),
      symbolsLayer('legend', head.symbols),
      symbolsLayer(
        'icons',
        panels.flatMap(({ icons }) => icons),
      ),
      wordsLayer([...head.words, ...panels.flatMap(({ words }) => words), ...noteWords]),
    ],
  }
}

const usualColumns = (count: number) =>
  count <= 2 ? Math.max(1, count) : count <= 4 ? 2 : count <= 9 ? 3 : 4

const panelsOf = (
  views: readonly ChartView[],
  sharedAxes: boolean,
  columns: number,
  top: number,
): Panel[] => {
  const width = (TEXT_WIDTH - GAP * (columns - 1)) / columns - PANEL_VALUES
  // Labels here are smaller than the axis reckons with, and so may stand closer together.
  const axis = timeAxis(periodsOf(views), views[0]?.cadence ?? 'MONTH', width * 1.15)
  const shown = views.map((view) => [
    ...view.chart.points.flatMap(({ value }) => (value === null ? [] : [value])),
    ...allLevels(chartLevels(view, axis)).map(({ value }) => value),
  ])
  const scaleOf = (values: readonly number[], view: ChartView | undefined): ValueAxis =>
    valueAxis(values, view?.unit ?? '')
  const shared = sharedAxes ? scaleOf(shown.flat(), views[0]) : null
  return views.map((view, key) => {
    const place: PanelPlace = {
      left: MARGIN + PANEL_VALUES + (key % columns) * (width + PANEL_VALUES + GAP),
      top: top + PANEL_TITLE + Math.floor(key / columns) * (PANEL_TITLE + PLOT_HEIGHT + PANEL_TIME),
      width,
      height: PLOT_HEIGHT,
    }
    return smallPanel(view, place, { axis, scale: shared ?? scaleOf(shown[key] ?? [], view), key })
  })
}

const lineLayer = (
  name: string,
  vertices: readonly Vertex[],
  mark: Readonly<{ color: string; strokeWidth: number; strokeDash?: readonly number[] }>,
): Specification[] =>
  vertices.length === 0
    ? []
    : [
        {
          name,
          data: { values: vertices },
          mark: { type: 'line', strokeJoin: 'round', interpolate: 'linear', ...mark },
          encoding: {
            x: { field: 'x', type: 'quantitative', scale: null, axis: null, sort: null },
            y: { field: 'y', type: 'quantitative', scale: null, axis: null },
            detail: { field: 'line', type: 'nominal' },
            order: { value: 0 },
          },
        },
      ]

const panelLayers = (panels: readonly Panel[]): Specification[] => {
  const all = (pick: (panel: Panel) => readonly Vertex[]) => panels.flatMap(pick)
  return [
    ...lineLayer(
      'grid',
      all(({ grid }) => grid),
      { color: palette.grid, strokeWidth: 1 },
    ),
    ...lineLayer(
      'target',
      all(({ targets }) => targets),
      {
        color: palette.target,
        strokeWidth: 1.4,
        strokeDash: [10, 3, 2, 3],
      },
    ),
    ...lineLayer(
      'limits',
      all(({ limits }) => limits),
      {
        color: palette.limit,
        strokeWidth: 1,
        strokeDash: [3, 3],
      },
    ),
    ...lineLayer(
      'centre-line',
      all(({ centre }) => centre),
      { color: palette.ink, strokeWidth: 1.2 },
    ),
    ...lineLayer(
      'line',
      all(({ values }) => values),
      { color: palette.line, strokeWidth: 1.2 },
    ),
    ...lineLayer(
      'line-left-out',
      all(({ leftOut }) => leftOut),
      {
        color: palette.line,
        strokeWidth: 1,
        strokeDash: [2, 2],
      },
    ),
    symbolsLayer(
      'values',
      panels.flatMap(({ points }) => points),
    ),
  ]
}

/** What a person hears instead of seeing the picture: the reading of every chart, in the order of the charts. */
const smallMultiplesText = (views: readonly ChartView[]): string => {
  const [first] = views
  if (!first) return 'No charts.'
  const span = sharedSpan(views)
  return [
    `${views.length} charts of ${first.metricName}${span ? `, ${span}` : ''}.`,
    ...views.map((view) => `${view.localityName}: ${chartReading(view)}`),
  ].join(' ')
}
