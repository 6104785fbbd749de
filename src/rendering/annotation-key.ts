import { word, type Word } from './drawing.js'
import { truncated } from './fit-text.js'
import { palette } from './palette.js'

const SIZE = 12
const ROW = 18
const NUMBER = 24
/** As many as a page bears; the rest is counted. */
const MOST = 24

export type AnnotationKey = Readonly<{ words: readonly Word[]; height: number }>

/**
 * What the numbered badges stand for, in words: one column for three or fewer, otherwise two, read downwards.
 * The first baseline is at `top`.
 */
export const annotationKey = (
  texts: readonly string[],
  { left, top, width }: Readonly<{ left: number; top: number; width: number }>,
): AnnotationKey => {
  if (texts.length === 0) return { words: [], height: 0 }
  const shown = texts.slice(0, MOST)
  const columns = shown.length > 3 ? 2 : 1
  const rows = Math.ceil(shown.length / columns)
  const column = width / columns
  const words = shown.flatMap((each, index) => {
    const x = left + Math.floor(index / rows) * column
    const y = top + (index % rows) * ROW
    const text = truncated(each, column - NUMBER - 16, { size: SIZE })
    return [
      word(String(index + 1), x + NUMBER - 8, y, { size: SIZE, weight: 600, align: 'right' }),
      word(text, x + NUMBER, y, { size: SIZE }),
    ]
  })
  const hidden = texts.length - shown.length
  if (hidden > 0)
    words.push(
      word(`and ${hidden} more, numbered on the chart`, left + NUMBER, top + rows * ROW, {
        size: SIZE,
        colour: palette.quiet,
      }),
    )
  return { words, height: (rows + (hidden > 0 ? 1 : 0)) * ROW }
}
