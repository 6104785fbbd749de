import { word, type PictureSymbol, type Word } from './drawing.js'
import { wrapped } from './fit-text.js'
import { BAND_MARKS } from './funnel-marks.js'
import type { FunnelBand, FunnelView } from './funnel-view.js'
import { BAND_WORDS, funnelReading, funnelSubtitle } from './funnel-words.js'
import { legend, LEGEND_ROW } from './legend.js'
import { palette } from './palette.js'
import { FRAME, lines, MARGIN, TEXT_WIDTH } from './picture-frame.js'

const EDGE = MARGIN - FRAME.left
const AXIS = 56

/** Heading and key above a funnel, notes below it; `unlabelled` are names that found no room in the plot. */
export const funnelFrame = (view: FunnelView, unlabelled: readonly string[], plotHeight: number) => {
  const bands = (['within', 'high95', 'low95', 'high998', 'low998'] as const satisfies FunnelBand[]).filter(
    (band) => view.points.some((point) => point.band === band),
  )
  const key = legend(
    bands.map((band) => ({ ...BAND_MARKS[band], filled: true, meaning: BAND_WORDS[band] })),
    EDGE,
    TEXT_WIDTH,
  )
  const title = { size: 21, weight: 600 } as const
  const place = { size: 15, weight: 600 } as const
  const text = { size: 14 } as const
  const heading = [
    ...lines(wrapped(view.metricName, TEXT_WIDTH, title, 2), 27, title),
    ...lines([`Localities side by side  ·  ${view.periodLabel}`], 24, { ...place, colour: palette.quiet }),
    ...lines(wrapped(funnelReading(view), TEXT_WIDTH, text, 3), 20, text).map((line, index) =>
      index === 0 ? { ...line, height: 25 } : line,
    ),
    ...lines(wrapped(funnelSubtitle(view), TEXT_WIDTH, text, 2), 20, text),
  ]
  const keyHeight = key.rows === 0 ? 16 : (key.rows - 1) * LEGEND_ROW + 34
  const top = MARGIN - 6 + heading.reduce((sum, { height }) => sum + height, 4) + keyHeight + 16
  const keyTop = -20 - Math.max(key.rows - 1, 0) * LEGEND_ROW
  let y = -top + MARGIN - 6
  const headWords = heading.map(({ text: said, height, style }) => word(said, EDGE, (y += height), style))
  const notes = noteLines(view, unlabelled)
  const notesTop = plotHeight + AXIS + 16
  const noteWords = notes.map(({ text: said, style }, index) =>
    word(said, EDGE, notesTop + index * 17, style),
  )
  const shifted = <Item extends PictureSymbol | Word>(item: Item): Item => ({ ...item, y: item.y + keyTop })
  return {
    words: [...headWords, ...key.words.map(shifted), ...noteWords],
    symbols: key.symbols.map(shifted),
    padding: {
      top,
      right: FRAME.right,
      bottom: AXIS + 16 + Math.max(notes.length - 1, 0) * 17 + MARGIN - 6,
      left: FRAME.left,
    },
  }
}

const noteLines = (view: FunnelView, unlabelled: readonly string[]) => {
  const quiet = { size: 11.5, colour: palette.quiet } as const
  const loud = { size: 11.5, weight: 600 } as const
  const set = (text: string, style: typeof quiet | typeof loud, most: number) =>
    wrapped(text, TEXT_WIDTH, style, most).map((said) => ({ text: said, style }))
  return [
    ...set(
      unlabelled.length > 0
        ? `Also beyond the limits: ${unlabelled.toSorted((one, other) => one.localeCompare(other, 'en-GB')).join(', ')}`
        : '',
      quiet,
      4,
    ),
    ...(view.warnings ?? []).slice(0, 4).flatMap(({ message }) => set(`Read with care: ${message}`, loud, 2)),
    ...set(
      'Localities differ in whom they serve; a place outside the limits calls for a look, not for a verdict.',
      quiet,
      1,
    ),
    ...set(view.source ? `Source: ${view.source}` : '', quiet, 2),
    ...(view.synthetic ? set('Synthetic demonstration data', loud, 1) : []),
  ]
}
