/**
 * A number as people read it: thousands separated, no more digits than help, «83.2», «12,345», «0.00042».
 *
 * Whole numbers are given in full up to a million; others without decimals from 10,000 on, with one from 10 on,
 * two from 1 on, and three significant digits below.
 */
export const englishNumber = (value: number): string => {
  const size = Math.abs(value)
  if (size >= 1e9) return `${plain(value / 1e9, 2)} billion`
  if (size >= 1e6) return `${plain(value / 1e6, 2)} million`
  if (size >= 1e4 || Number.isInteger(value)) return plain(value, 0)
  if (size < 1e-4) return inPowersOfTen(value)
  return plain(value, size >= 10 ? 1 : 2 - Math.floor(Math.log10(size)))
}

/**
 * A number with its unit, where the unit is short enough to stand beside it. With `decimals` it has exactly so
 * many, as the metric is published.
 *
 * @example englishQuantity(83.24, '%') // '83.2%'
 * @example englishQuantity(1200, '£') // '£1,200'
 */
export const englishQuantity = (value: number, unit: string, decimals?: number | null): string => {
  if (isPercentage(unit)) return `${decimals == null ? plain(value, 1) : exact(value, decimals)}%`
  const number = decimals == null ? englishNumber(value) : exact(value, decimals)
  if (unit === '£') return value < 0 ? `−£${number.slice(1)}` : `£${number}`
  return number
}

/** Whether a unit means parts of a hundred. */
export const isPercentage = (unit: string): boolean => /^(%|per ?cent|percentage)$/i.test(unit.trim())

/** Formats are costly to make and cheap to use: one for each number of decimals. */
const formats = (fewest: (decimals: number) => number): ((decimals: number) => Intl.NumberFormat) => {
  const made = new Map<number, Intl.NumberFormat>()
  return (decimals) => {
    const known = made.get(decimals)
    if (known !== undefined) return known
    const format = new Intl.NumberFormat('en-GB', {
      minimumFractionDigits: fewest(decimals),
      maximumFractionDigits: decimals,
    })
    made.set(decimals, format)
    return format
  }
}

const upTo = formats(() => 0)
const always = formats((decimals) => decimals)

const plain = (value: number, decimals: number): string => {
  const text = upTo(Math.min(decimals, 20)).format(value)
  return (text === '-0' ? '0' : text).replace('-', '−')
}

const exact = (value: number, decimals: number): string =>
  plain(value, decimals).startsWith('−')
    ? `−${exact(-value, decimals)}`
    : always(decimals).format(Math.abs(value))

/** «3.2×10⁻⁷», with so many decimals at most. */
export const inPowersOfTen = (value: number, decimals = 1): string => {
  if (value === 0) return '0'
  const [digits = '', power = ''] = value.toExponential(decimals).split('e')
  return `${digits.replace('-', '−').replace(/\.0+$/, '')}×10${[...power].map(raised).join('')}`
}

const raised = (character: string) =>
  character === '+' ? '' : character === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(character))
