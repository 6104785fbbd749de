import { chartReading, viewSpan, viewTitle } from './alternative-text.js'
import { annotationKey } from './annotation-key.js'
import type { ChartMark } from './chart-marks.js'
import { chartNotes } from './chart-notes.js'
import type { ChartView } from './chart-view.js'
import { word, type PictureSymbol, type Word } from './drawing.js'
import { truncated, wrapped } from './fit-text.js'
import { iconBlock } from './icon-block.js'
import { legend, LEGEND_ROW, type LegendItem } from './legend.js'
import { palette } from './palette.js'

/** Pixels of the picture at scale 1: wide enough for a page, legible when pasted into a report. */
export const FRAME = { width: 960, left: 92, right: 130, plotHeight: 320 } as const
export const PLOT_WIDTH = FRAME.width - FRAME.left - FRAME.right

export const MARGIN = 24
/** Left edge of texts around the plot. */
const EDGE = MARGIN - FRAME.left
export const TEXT_WIDTH = FRAME.width - 2 * MARGIN
const BADGES = 28
const TIME_LABELS = 52
const ICONS_HEIGHT = 76

/** Everything around the plot, and the padding that it needs. */
export type PictureFrame = Readonly<{
  words: readonly Word[]
  symbols: readonly PictureSymbol[]
  icons: readonly PictureSymbol[]
  padding: Readonly<{ top: number; right: number; bottom: number; left: number }>
}>

/** Heading and icons above the plot; key and notes below it. `marks` are those on the plot, in order. */
export const pictureFrame = (
  view: ChartView,
  items: readonly LegendItem[],
  marks: readonly ChartMark[],
): PictureFrame => {
  const key = legend(items, EDGE, TEXT_WIDTH)
  const iconsWidth = iconBlock(view.chart, 0, 0).width
  const heading = headingLines(view, TEXT_WIDTH - (iconsWidth > 0 ? iconsWidth + 16 : 0))
  const badges = marks.length > 0 ? BADGES : 12
  const legendTop = -(badges + 4 + Math.max(key.rows - 1, 0) * LEGEND_ROW)
  const legendHeight = key.rows === 0 ? 16 : (key.rows - 1) * LEGEND_ROW + 30
  const headingHeight = Math.max(
    heading.reduce((sum, { height }) => sum + height, 0),
    iconsWidth > 0 ? ICONS_HEIGHT : 0,
  )
  const top = MARGIN - 6 + headingHeight + legendHeight + badges
  const icons = iconBlock(view.chart, EDGE + TEXT_WIDTH, -top + MARGIN - 6)
  let y = -top + MARGIN - 6
  const words = heading.map(({ text, height, style }) => word(text, EDGE, (y += height), style))
  const keyTop = FRAME.plotHeight + TIME_LABELS + 20
  const numbers = annotationKey(
    marks.map(({ text }) => text),
    { left: EDGE, top: keyTop, width: TEXT_WIDTH },
  )
  const notesTop = keyTop + (numbers.height > 0 ? numbers.height + 10 : 0)
  const notes = chartNotes(view, TEXT_WIDTH, FRAME.plotHeight).map(({ text, style }, index) =>
    word(text, EDGE, notesTop + index * 17, style),
  )
  return {
    words: [
      ...words,
      ...icons.words,
      ...key.words.map((each) => ({ ...each, y: each.y + legendTop })),
      ...numbers.words,
      ...notes,
    ],
    symbols: key.symbols.map((each) => ({ ...each, y: each.y + legendTop })),
    icons: icons.symbols,
    padding: {
      top,
      right: FRAME.right,
      bottom: notesTop - FRAME.plotHeight + (notes.length - 1) * 17 + MARGIN - 6,
      left: FRAME.left,
    },
  }
}

/** A line of text with the room that it takes. */
export type Line = Readonly<{ text: string; height: number; style: Partial<Word> }>

const headingLines = (view: ChartView, width: number): Line[] => {
  const title = { size: 21, weight: 600 } as const
  const place = { size: 15, weight: 600 } as const
  const reading = { size: 14 } as const
  const span = viewSpan(view)
  const where = truncated(view.localityName, span ? width - 330 : width, place)
  return [
    ...lines(wrapped(viewTitle(view), width, title, 2), 27, title),
    { text: span ? `${where}  ·  ${span}` : where, height: 24, style: { ...place, colour: palette.quiet } },
    ...lines(wrapped(chartReading(view), width, reading, 6), 20, reading).map((line, index) =>
      index === 0 ? { ...line, height: 25 } : line,
    ),
  ]
}

/** Lines of one style. */
export const lines = (texts: readonly string[], height: number, style: Partial<Word>): Line[] =>
  texts.map((text) => ({ text, height, style }))
