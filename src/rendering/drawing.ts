import { palette } from './palette.js'
import { FONT_FAMILY, type Weight } from './text-width.js'

/** Plain JSON: a Vega-Lite 5 specification or a part of it. */
export type Specification = Readonly<{ [key: string]: unknown }>

/** Text at a place in pixels, counted from the upper left corner of the plot. */
export type Word = Readonly<{
  x: number
  y: number
  text: string
  size: number
  weight: Weight
  colour: string
  align: 'left' | 'center' | 'right'
}>

/** A word with the usual values where none are given. */
export const word = (
  text: string,
  x: number,
  y: number,
  style: Partial<Omit<Word, 'text' | 'x' | 'y'>> = {},
): Word => ({
  x: Math.round(x * 10) / 10,
  y: Math.round(y * 10) / 10,
  text,
  size: 13,
  weight: 400,
  colour: palette.ink,
  align: 'left',
  ...style,
})

/** A mark that is neither data nor text: in the legend, or a missing period. */
export type PictureSymbol = Readonly<{
  x: number
  y: number
  shape: string
  colour: string
  area: number
  filled: boolean
  /** Of its stroke; absent: 1.5. */
  width?: number
}>

/** Pixels, drawn where they stand. */
const place = {
  x: { field: 'x', type: 'quantitative', scale: null, axis: null },
  y: { field: 'y', type: 'quantitative', scale: null, axis: null },
}
const drawn = (field: string) => ({ field, type: 'nominal', scale: null, legend: null })

const TEXT = {
  type: 'text',
  font: FONT_FAMILY,
  baseline: 'alphabetic',
  align: { expr: 'datum.align' },
  fontWeight: { expr: 'datum.weight' },
  fontSize: { expr: 'datum.size' },
} as const

/** A layer of words. */
export const wordsLayer = (words: readonly Word[]): Specification => ({
  name: 'words',
  data: { values: words },
  mark: TEXT,
  encoding: { ...place, text: { field: 'text', type: 'nominal' }, color: drawn('colour') },
})

/** Words amid data, each on a strip of paper that keeps it legible. */
export const wordsOnPaperLayers = (words: readonly Word[]): Specification[] => {
  const layer = wordsLayer(words)
  const mark = { ...TEXT, stroke: palette.paper, strokeWidth: 4, strokeJoin: 'round', opacity: 0.9 }
  return [
    { ...layer, name: 'words-paper', mark },
    { ...layer, name: 'words-within' },
  ]
}

/** A layer of symbols. */
export const symbolsLayer = (name: string, symbols: readonly PictureSymbol[]): Specification => ({
  name,
  data: { values: symbols },
  mark: {
    type: 'point',
    opacity: 1,
    strokeCap: 'round',
    strokeJoin: 'round',
    strokeWidth: { expr: 'isValid(datum.width) ? datum.width : 1.5' },
    shape: { expr: 'datum.shape' },
    size: { expr: 'datum.area' },
    stroke: { expr: 'datum.colour' },
    fill: { expr: "datum.filled ? datum.colour : 'transparent'" },
  },
  encoding: place,
})
