import type { AnalysedChart } from '../charts/analysed-chart.js'
import { word, type PictureSymbol, type Word } from './drawing.js'
import { ASSURANCE_ICONS, VARIATION_ICONS, type Icon } from './icons.js'
import { palette } from './palette.js'
import { shownVariation } from './point-marks.js'

export type IconBlock = Readonly<{ words: readonly Word[]; symbols: readonly PictureSymbol[]; width: number }>

const COLUMN = 96
const RADIUS = 18

/** Variation and assurance with their meaning beneath, the right edge of the last at `right`, from `top` on. */
export const iconBlock = (chart: AnalysedChart, right: number, top: number): IconBlock => {
  const variation = shownVariation(chart)
  const icons = [
    ...(variation === null ? [] : [VARIATION_ICONS[variation]]),
    ...(chart.assurance === null ? [] : [ASSURANCE_ICONS[chart.assurance]]),
  ]
  const middles = icons.map((_, index) => right - COLUMN * (icons.length - index - 0.5))
  return {
    words: icons.flatMap(({ words }, index) =>
      words.map((text, line) =>
        word(text, middles[index] ?? 0, top + 2 * RADIUS + 18 + line * 14, {
          size: 11.5,
          weight: 600,
          colour: palette.quiet,
          align: 'center',
        }),
      ),
    ),
    symbols: icons.flatMap((icon, index) => iconSymbols(icon, middles[index] ?? 0, top + RADIUS + 2, RADIUS)),
    width: icons.length * COLUMN,
  }
}

/** An icon about a middle, in pixels. */
export const iconSymbols = ({ parts }: Icon, x: number, y: number, radius: number): PictureSymbol[] =>
  parts.map(({ path, colour, width }) => ({
    x,
    y,
    shape: path,
    colour,
    // Vega draws a path in the square whose area is given: coordinates of 1 are half of its side.
    area: (2 * radius) ** 2,
    filled: width === 0,
    width: width * radius,
  }))
