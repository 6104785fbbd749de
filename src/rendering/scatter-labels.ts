import { word, type Word } from './drawing.js'
import { truncated } from './fit-text.js'
import { textWidth } from './text-width.js'

/** A point in pixels, and its name if it should have one. */
export type Labelled = Readonly<{
  x: number
  y: number
  name: string | null
  colour: string
  /** Those of higher rank choose their places first. */
  rank: number
}>

type Box = Readonly<{ left: number; right: number; top: number; bottom: number }>

export type ScatterLabels = Readonly<{ words: readonly Word[]; unlabelled: readonly string[] }>

const SIZE = 11.5
const WIDEST = 190

/**
 * Names beside their points: right, left, above or below, where they lie on no other name and on no point. Names
 * without a free place, and more than `most`, are told apart, so that they can stand elsewhere.
 */
export const scatterLabels = (
  points: readonly Labelled[],
  { width, height, most }: Readonly<{ width: number; height: number; most: number }>,
): ScatterLabels => {
  const words: Word[] = []
  const taken: Box[] = []
  const unlabelled: string[] = []
  const named = points.filter(({ name }) => name !== null).toSorted((one, other) => other.rank - one.rank)
  for (const { x, y, name, colour } of named) {
    const text = truncated(name ?? '', WIDEST, { size: SIZE, weight: 600 })
    const across = textWidth(text, SIZE, 600)
    const best = placesAround(x, y, across).find(
      (box) =>
        box.left >= 2 &&
        box.right <= width &&
        box.top >= 0 &&
        box.bottom <= height - 2 &&
        taken.every((other) => !overlap(box, other)) &&
        !points.some((point) => isWithin(point, box)),
    )
    if (!best || words.length >= most) {
      unlabelled.push(name ?? '')
      continue
    }
    taken.push(best)
    words.push(word(text, best.left + 1, best.bottom - 4, { size: SIZE, weight: 600, colour }))
  }
  return { words, unlabelled }
}

/** Boxes of a name's size near its point, the nearest first. */
const placesAround = (x: number, y: number, width: number): Box[] => {
  const at = (left: number, middle: number): Box => ({
    left,
    right: left + width + 2,
    top: middle - 8,
    bottom: middle + 8,
  })
  return [7, 12].flatMap((away) => [
    at(x + away, y),
    at(x - away - width, y),
    at(x - width / 2, y - 8 - away),
    at(x - width / 2, y + 8 + away),
    at(x + away, y - 4 - away),
    at(x + away, y + 4 + away),
    at(x - away - width, y - 4 - away),
    at(x - away - width, y + 4 + away),
  ])
}

const overlap = (one: Box, other: Box) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

const isWithin = ({ x, y }: Labelled, { left, right, top, bottom }: Box) =>
  x > left - 2 && x < right + 2 && y > top && y < bottom
