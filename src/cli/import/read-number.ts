export type NumberRead =
  | { readonly kind: 'number'; readonly value: number; readonly percent: boolean }
  | { readonly kind: 'unreadable'; readonly remedy: string }

const unreadable = (remedy: string): NumberRead => ({ kind: 'unreadable', remedy })

const explain = (text: string, decimal: '.' | ','): string => {
  if (/[£$€]/.test(text)) return 'This is an amount of money; give the number alone'
  if (/^[<>≤≥~]/.test(text))
    return 'This is a bound, not a number; list it under noValue to leave it out or to declare the period missing'
  if (/^[+-]?[\d.]+e[+-]?\d+$/i.test(text))
    return 'A spreadsheet has shortened this number; format the column as a plain number and save again'
  if (decimal === '.' && /^\d+,\d+$/.test(text))
    return 'A comma parts thousands here; write 1.5, or set decimal to "," in the mapping'
  return 'This is not a number; correct it, or list it under noValue to leave it out'
}

const groups = {
  '.': /^[+-]?\d{1,3}([, \u00a0\u202f\u2009'’])\d{3}(?:\1\d{3})*(?:\.\d*)?$/,
  ',': /^[+-]?\d{1,3}([. \u00a0\u202f\u2009'’])\d{3}(?:\1\d{3})*(?:,\d*)?$/,
} as const

const separators = { '.': /[, \u00a0\u202f\u2009'’]/g, ',': /[. \u00a0\u202f\u2009'’]/g } as const

/**
 * A number as people write it in tables: `1,234.5`, `1 234`, `95.2%`, `-3`. Thousands are parted in threes by commas
 * (points where the decimal sign is a comma), spaces or apostrophes.
 *
 * @param decimal the sign before the fraction
 */
export const readNumber = (cell: string, decimal: '.' | ',' = '.'): NumberRead => {
  if (/^\d{1,15}$/.test(cell)) return { kind: 'number', value: Number(cell), percent: false }
  const text = cell.trim().replace(/[\u2212\u2013](?=\d)/, '-')
  const percent = text.endsWith('%')
  const bare = (percent ? text.slice(0, -1) : text).trim()
  const whole = groups[decimal].test(bare) ? bare.replace(separators[decimal], '') : bare
  const plain = decimal === ',' ? whole.replace(',', '.') : whole
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(plain) || (decimal === ',' && whole.includes('.'))) {
    return unreadable(explain(text, decimal))
  }
  const value = Number(plain)
  if (!Number.isFinite(value)) return unreadable('The number is too large; check it')
  return { kind: 'number', value: value === 0 ? 0 : value, percent }
}
