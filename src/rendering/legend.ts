import type { PictureSymbol, Word } from './drawing.js'
import { word } from './drawing.js'
import { palette } from './palette.js'
import { textWidth } from './text-width.js'

/** What one mark of the picture means. */
export type LegendItem = Readonly<{ shape: string; colour: string; filled: boolean; meaning: string }>

export type Legend = Readonly<{ words: readonly Word[]; symbols: readonly PictureSymbol[]; rows: number }>

const SIZE = 12
const ROW = 20

/** Marks and their meaning in rows no wider than `width`, the first row's baseline at 0. */
export const legend = (items: readonly LegendItem[], left: number, width: number): Legend => {
  const words: Word[] = []
  const symbols: PictureSymbol[] = []
  let x = left
  let row = 0
  for (const { meaning, shape, colour, filled } of items) {
    const needed = 18 + textWidth(meaning, SIZE)
    if (x > left && x + needed > left + width) {
      row += 1
      x = left
    }
    symbols.push({ x: x + 5, y: row * ROW - 4, shape, colour, filled, area: 70 })
    words.push(word(meaning, x + 18, row * ROW, { size: SIZE, colour: palette.quiet }))
    x += needed + 22
  }
  return { words, symbols, rows: items.length === 0 ? 0 : row + 1 }
}

export const LEGEND_ROW = ROW
