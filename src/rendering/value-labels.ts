import { inPowersOfTen, isPercentage } from '../charts/english-quantity.js'
import type { ValueAxis } from './value-axis.js'

/** How the ticks are written, and in what the axis counts: «millions», or nothing. */
export type ValueLabels = Readonly<{ labels: readonly string[]; counts: string | null }>

const SCALES = [
  { from: 1e12, by: 1e12, counts: 'trillions' },
  { from: 1e9, by: 1e9, counts: 'billions' },
  { from: 1e6, by: 1e6, counts: 'millions' },
] as const

/**
 * Labels of the ticks, all with the same number of decimals. Large values are counted in millions or more, very
 * small ones written with a power of ten, so that labels stay short.
 */
export const valueLabels = ({ ticks, step }: ValueAxis, unit: string): ValueLabels => {
  const largest = Math.max(...ticks.map(Math.abs), 0)
  const scale = SCALES.find(({ from }) => largest >= from)
  const [by, counts] = scale ? [scale.by, scale.counts] : [1, null]
  if (largest > 0 && largest < 1e-4) {
    const digits = Math.max(1, Math.floor(Math.log10(largest)) - Math.floor(Math.log10(step) + 1e-9))
    return { labels: ticks.map((tick) => inPowersOfTen(tick, digits)), counts: null }
  }
  const decimals = Math.min(6, Math.max(0, -Math.floor(Math.log10(step / by) + 1e-9)))
  const format = new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  const [before, after] = isPercentage(unit) ? ['', '%'] : unit === '£' ? ['£', ''] : ['', '']
  return {
    labels: ticks.map((tick) => signed(format.format(Math.abs(tick / by)), tick, before) + after),
    counts,
  }
}

const signed = (digits: string, value: number, before: string) => `${value < 0 ? '−' : ''}${before}${digits}`
