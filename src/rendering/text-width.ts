import { readFontWidths, type FontWidths } from './font-widths.js'

export type Weight = 400 | 600

/** First choice Inter, which pictures with drawn text carry; then what a reader's browser has. */
export const FONT_FAMILY = "Inter, 'Helvetica Neue', Arial, sans-serif"

/** Inter is under the SIL Open Font Licence. */
export const FONT_FILES: Readonly<Record<Weight, string>> = {
  400: require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  600: require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
}

const read = new Map<Weight, FontWidths>()

/** Widths of one weight; the file is read once. */
export const fontWidths = (weight: Weight): FontWidths => {
  const known = read.get(weight) ?? readFontWidths(FONT_FILES[weight])
  read.set(weight, known)
  return known
}

/** Width in pixels of a line of text. */
export const textWidth = (text: string, size: number, weight: Weight = 400): number => {
  const { widths, fallback } = fontWidths(weight)
  let width = 0
  for (const character of text) width += widths.get(character.codePointAt(0) ?? 0) ?? fallback
  return width * size
}
