import { isPercentage } from '../charts/english-quantity.js'

/** From where to where the values are drawn, and at which of them a line of the grid lies. */
export type ValueAxis = Readonly<{ lowest: number; highest: number; ticks: readonly number[]; step: number }>

const TICKS = 5

/**
 * A scale on which the variation can be seen and is not exaggerated.
 *
 * A line needs no zero, unlike a bar; so zero is shown only where the values come near it: where the lowest is
 * less than half of the highest. Percentages never leave 0–100, unless a value does. Values that
 * differ by little or nothing (less than 5 in 100) get room on either side, so that noise does not look like drama.
 */
export const valueAxis = (values: readonly number[], unit: string): ValueAxis => {
  const finite = values.filter(Number.isFinite)
  const low = finite.length > 0 ? Math.min(...finite) : 0
  const high = finite.length > 0 ? Math.max(...finite) : isPercentage(unit) ? 100 : 1
  const whole = finite.every(Number.isInteger)
  const least = Math.max(
    isPercentage(unit) ? 5 : Math.max(Math.abs(low), Math.abs(high)) * 0.05,
    whole ? 2 : 0,
  )
  const room = Math.max((high - low) * 0.08, (least - (high - low)) / 2)
  const step = niceStep((high - low + 2 * room) / TICKS, whole)
  const nearZero = low >= 0 && low < high / 2
  const lowest = nearZero ? 0 : clampedBelow(floorTo(low - room, step / 2), low, unit)
  const highest = clampedAbove(ceilTo(high + room, step / 2), high, unit)
  const apart = niceStep((highest - lowest) / TICKS, whole)
  return { lowest, highest, ticks: ticksBetween(lowest, highest, apart), step: apart }
}

/** 1, 2 or 5 times a power of ten, near `rough`; no fraction where all values are whole. */
const niceStep = (rough: number, whole: boolean): number => {
  if (whole && rough < 1) return 1
  const power = 10 ** Math.floor(Math.log10(rough))
  const times = rough / power
  return (times < 1.5 ? 1 : times < 3.5 ? 2 : times < 7.5 ? 5 : 10) * power
}

const floorTo = (value: number, step: number) => Math.floor(value / step + 1e-9) * step
const ceilTo = (value: number, step: number) => Math.ceil(value / step - 1e-9) * step

/** Nothing that is recorded as 0 or more is drawn with room below 0. */
const clampedBelow = (lowest: number, low: number, unit: string) =>
  low >= 0 || isPercentage(unit) ? Math.max(lowest, Math.min(0, low)) : lowest

const clampedAbove = (highest: number, high: number, unit: string) =>
  isPercentage(unit) ? Math.min(highest, Math.max(100, high)) : highest

const ticksBetween = (lowest: number, highest: number, step: number): number[] => {
  const ticks: number[] = []
  const first = Math.ceil(lowest / step - 1e-9)
  for (let index = first; index * step <= highest + step * 1e-9; index += 1) ticks.push(exactly(index, step))
  return ticks
}

/** index × step without the noise of binary fractions, so that 3 × 0.1 is 0.3. */
const exactly = (index: number, step: number) => Number((index * step).toPrecision(12))
