import { word, type Word } from './drawing.js'
import { textWidth } from './text-width.js'

/** What a line says at its right end, and where the line is. */
export type LevelLabel = Readonly<{ text: string; y: number; colour: string }>

const SIZE = 13
const APART = 17

/**
 * Labels right of the plot at the height of their lines, moved apart where they would overlap, and kept between
 * the top and the bottom of the plot. Where one is wider than `room`, limits
 * are named in one word, and what is still too wide is set smaller.
 */
export const levelLabels = (
  labels: readonly LevelLabel[],
  { left, height, room }: Readonly<{ left: number; height: number; room: number }>,
): Word[] => {
  const sorted = labels.toSorted((a, b) => a.y - b.y)
  const places = sorted.map(({ y }) => Math.min(Math.max(y, 6), height - 2))
  for (let index = 1; index < places.length; index += 1)
    places[index] = Math.max(places[index] ?? 0, (places[index - 1] ?? 0) + APART)
  for (let index = places.length - 1; index >= 0; index -= 1)
    places[index] = Math.min(places[index] ?? 0, (places[index + 1] ?? height + APART - 2) - APART)
  const tooWide = sorted.some(({ text }) => textWidth(text, SIZE, 600) > room)
  return sorted.map(({ text: whole, colour }, index) => {
    const text = tooWide ? whole.replace(' limit ', ' ') : whole
    return word(text, left, (places[index] ?? 0) + 4.5, {
      size: Math.min(SIZE, room / textWidth(text, 1, 600)),
      weight: 600,
      colour,
    })
  })
}
