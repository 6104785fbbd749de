import { readFileSync } from 'node:fs'

/** Advance widths of a font, in parts of the font size, by code point; `fallback` for what it has not. */
export type FontWidths = Readonly<{ widths: ReadonlyMap<number, number>; fallback: number }>

/**
 * Reads how wide each character is from a TrueType file, so that text is laid out exactly without a drawing
 * surface. Tables and fields as in the OpenType specification: `head`, `hhea`, `hmtx`, and `cmap` format 4.
 *
 * @throws Error when the file has no Unicode character map of that format.
 */
export const readFontWidths = (file: string): FontWidths => {
  const font = readFileSync(file)
  const tables = tableOffsets(font)
  const unitsPerEm = font.readUInt16BE(tableAt(tables, 'head') + 18)
  const lastMetric = font.readUInt16BE(tableAt(tables, 'hhea') + 34) - 1
  const metrics = tableAt(tables, 'hmtx')
  const advance = (glyph: number) => font.readUInt16BE(metrics + Math.min(glyph, lastMetric) * 4) / unitsPerEm
  const widths = new Map<number, number>()
  for (const [codePoint, glyph] of glyphs(font, characterMap(font, tableAt(tables, 'cmap'))))
    widths.set(codePoint, advance(glyph))
  return { widths, fallback: advance(0) }
}

const tableOffsets = (font: Buffer): ReadonlyMap<string, number> =>
  new Map(
    Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
      const record = 12 + index * 16
      return [font.toString('latin1', record, record + 4), font.readUInt32BE(record + 8)]
    }),
  )

const tableAt = (tables: ReadonlyMap<string, number>, name: string): number => {
  const offset = tables.get(name)
  if (offset === undefined) throw new Error(`The font has no ${name} table`)
  return offset
}

const characterMap = (font: Buffer, cmap: number): number => {
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4)
    if (font.readUInt16BE(subtable) === 4) return subtable
  }
  throw new Error('The font has no character map of format 4')
}

/** Pairs of code point and glyph number. */
function* glyphs(font: Buffer, map: number): Generator<[number, number]> {
  const doubled = font.readUInt16BE(map + 6)
  const [ends, starts] = [map + 14, map + 16 + doubled]
  const [deltas, ranges] = [starts + doubled, starts + 2 * doubled]
  for (let segment = 0; segment < doubled; segment += 2) {
    const start = font.readUInt16BE(starts + segment)
    const end = Math.min(font.readUInt16BE(ends + segment), 0xfffe)
    const delta = font.readUInt16BE(deltas + segment)
    const range = font.readUInt16BE(ranges + segment)
    for (let code = start; code <= end; code += 1) {
      const raw = range === 0 ? code : font.readUInt16BE(ranges + segment + range + (code - start) * 2)
      yield [code, range !== 0 && raw === 0 ? 0 : (raw + delta) & 0xffff]
    }
  }
}
