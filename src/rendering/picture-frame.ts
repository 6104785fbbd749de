import { viewReading, viewSpan, viewTitle } from './alternative-text.js'
import { annotationKey } from './annotation-key.js'
import { word, type PictureSymbol, type Word } from './drawing.js'
import { truncated, wrapped } from './fit-text.js'
import { legend, LEGEND_ROW, type LegendItem } from './legend.js'
import { palette } from './palette.js'
import { textWidth } from './text-width.js'
import type { RunChartView, ViewAnnotation } from './run-chart-view.js'

/** Pixels of the picture at scale 1: wide enough for a page, legible when pasted into a report. */
export const FRAME = { width: 960, left: 92, right: 130, plotHeight: 320 } as const
export const PLOT_WIDTH = FRAME.width - FRAME.left - FRAME.right

const MARGIN = 24
/** Left edge of texts around the plot. */
const EDGE = MARGIN - FRAME.left
const TEXT_WIDTH = FRAME.width - 2 * MARGIN
const BADGES = 28
const TIME_LABELS = 52

/** Everything around the plot, and the padding that it needs. */
export type PictureFrame = Readonly<{
  words: readonly Word[]
  symbols: readonly PictureSymbol[]
  padding: Readonly<{ top: number; right: number; bottom: number; left: number }>
}>

/** Heading above the plot; key and notes below it. `annotations` are those on the plot, in order. */
export const pictureFrame = (
  view: RunChartView,
  items: readonly LegendItem[],
  annotations: readonly ViewAnnotation[],
): PictureFrame => {
  const marks = legend(items, EDGE, TEXT_WIDTH)
  const heading = headingLines(view)
  const badges = annotations.length > 0 ? BADGES : 12
  const legendTop = -(badges + 4 + Math.max(marks.rows - 1, 0) * LEGEND_ROW)
  const legendHeight = marks.rows === 0 ? 16 : (marks.rows - 1) * LEGEND_ROW + 30
  const headingHeight = heading.reduce((sum, { height }) => sum + height, 0)
  const top = MARGIN - 6 + headingHeight + legendHeight + badges
  let y = -top + MARGIN - 6
  const words = heading.map(({ text, height, style }) => word(text, EDGE, (y += height), style))
  const keyTop = FRAME.plotHeight + TIME_LABELS + 20
  const key = annotationKey(annotations, { left: EDGE, top: keyTop, width: TEXT_WIDTH })
  const notesTop = keyTop + (key.height > 0 ? key.height + 10 : 0)
  const notes = noteLines(view).map(({ text, style }, index) =>
    word(text, EDGE, notesTop + index * 17, style),
  )
  return {
    words: [
      ...words,
      ...marks.words.map((each) => ({ ...each, y: each.y + legendTop })),
      ...key.words,
      ...notes,
    ],
    symbols: marks.symbols.map((each) => ({ ...each, y: each.y + legendTop })),
    padding: {
      top,
      right: FRAME.right,
      bottom: notesTop - FRAME.plotHeight + (notes.length - 1) * 17 + MARGIN - 6,
      left: FRAME.left,
    },
  }
}

type Line = Readonly<{ text: string; height: number; style: Partial<Word> }>

const headingLines = (view: RunChartView): Line[] => {
  const title = { size: 21, weight: 600 } as const
  const place = { size: 15, weight: 600 } as const
  const reading = { size: 14 } as const
  const span = viewSpan(view)
  const where = truncated(view.localityName, span ? TEXT_WIDTH - 330 : TEXT_WIDTH, place)
  return [
    ...lines(wrapped(viewTitle(view), TEXT_WIDTH, title, 2), 27, title),
    { text: span ? `${where}  ·  ${span}` : where, height: 24, style: { ...place, colour: palette.quiet } },
    ...lines(wrapped(viewReading(view), TEXT_WIDTH, reading, 4), 20, reading).map((line, index) =>
      index === 0 ? { ...line, height: 25 } : line,
    ),
  ]
}

const lines = (texts: readonly string[], height: number, style: Partial<Word>): Line[] =>
  texts.map((text) => ({ text, height, style }))

const noteLines = (view: RunChartView) => {
  const { chart, points, source } = view
  const style = { size: 11.5, colour: palette.quiet } as const
  const rules =
    chart.longestRun === null
      ? null
      : `${chart.usefulObservations} useful observations · longest run ${chart.longestRun} (chance: up to ` +
        `${chart.longestRunLimit ?? 0}) · crossings ${chart.crossings ?? 0} (chance: ${chart.crossingsLimit ?? 0} or more)` +
        ` · rules of Anhøj & Olesen 2014${chart.medianDegenerate ? ', void here' : chart.tooFewPoints ? ', on trial' : ''}`
  const known = points.filter(({ value }) => value !== null).length
  const counted = points.length === 0 ? [] : [`${known} of ${points.length} periods have a value`]
  const data = [...counted, ...(source ? [`Source: ${source}`] : [])].join(' · ')
  const unitIsCut = textWidth(view.unit, 12) > FRAME.plotHeight
  return [
    ...wrapped(unitIsCut ? `Values are ${view.unit}` : '', TEXT_WIDTH, style, 2).map((text) => ({
      text,
      style,
    })),
    ...(rules ? [{ text: rules, style }] : []),
    ...wrapped(data, TEXT_WIDTH, style, 2).map((text) => ({ text, style })),
    ...(view.synthetic
      ? [{ text: 'Synthetic demonstration data', style: { ...style, weight: 600 as const } }]
      : []),
  ]
}
