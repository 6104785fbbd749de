import type { DemonstrationMetric } from './metrics.js'
import type { DemonstrationPlace } from './places.js'
import { normal, seededNumbers, seedOf } from './random.js'

/** A reading as the API takes it, without the ids of metric and locality. */
export interface DemonstrationReading {
  readonly metric: string
  readonly place: string
  readonly category?: string
  readonly period: string
  readonly value?: number
  readonly numerator?: number
  readonly denominator?: number
  readonly sampleSize?: number
}

/** From which month on a place's values lie elsewhere, and by which share of their level. */
interface Shift {
  readonly from: number
  readonly by: number
}

/** Some series shift, most do not: as in life. The key is `<metric>/<place>`. */
const shifts: Readonly<Record<string, Shift>> = {
  'ea65/harbour': { from: 24, by: -0.11 },
  'care-plan/harbour': { from: 21, by: 0.24 },
  'care-plan/millbrook': { from: 26, by: 0.16 },
  'discharge-delay/millbrook': { from: 20, by: -0.28 },
  'discharge-delay/vale': { from: 23, by: 0.3 },
  'coordination/northmoor': { from: 22, by: 0.13 },
  'falls-harm/vale': { from: 25, by: -0.35 },
}

/** Months without a value, and why: a count of months from the first. */
export const missing: Readonly<
  Record<string, { readonly months: readonly number[]; readonly reason: string }>
> = {
  'coordination/vale': { months: [4, 5, 16], reason: 'The survey was not sent out in this month.' },
  'discharge-delay/northmoor': {
    months: [11, 12],
    reason: 'The hospital changed its record system and could not report.',
  },
}

interface Month {
  readonly index: number
  readonly period: string
}

const level = (key: string, base: number, spread: number, { index }: Month, noise: () => number): number => {
  const shift = shifts[key]
  const moved = shift !== undefined && index >= shift.from ? base * (1 + shift.by) : base
  return moved * (1 + spread * normal(noise))
}

/** More admissions in winter. */
const winter = ({ period }: Month): number =>
  1 + 0.05 * Math.cos(((Number(period.slice(5, 7)) - 1) / 6) * Math.PI)

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))

const clamp = (value: number, lowest: number, highest: number): number =>
  Math.min(highest, Math.max(lowest, value))

const measured = (
  metric: DemonstrationMetric,
  place: DemonstrationPlace,
  month: Month,
  category: string | undefined,
  noise: () => number,
): Partial<DemonstrationReading> => {
  const key = `${metric.code}/${place.key}`
  switch (metric.code) {
    case 'ea65': {
      const rate = level(key, 2_200, 0.03, month, noise) * winter(month)
      return { numerator: Math.round((rate * place.people65) / 100_000), denominator: place.people65 }
    }
    case 'care-plan': {
      const denominator = Math.round(place.people65 * 0.008 * (1 + 0.02 * normal(noise)))
      const share = level(key, 0.54 + 0.035 * Number(category), 0.035, month, noise)
      return { numerator: Math.round(denominator * clamp(share, 0, 0.97)), denominator }
    }
    case 'falls-harm':
      return { value: Math.max(0, Math.round(level(key, place.people65 / 2_400, 0.2, month, noise))) }
    case 'discharge-delay':
      return {
        value: rounded(level(key, 2.6, 0.08, month, noise) * winter(month), 1),
        sampleSize: Math.round(place.people65 * 0.006 * (1 + 0.08 * normal(noise))),
      }
    case 'coordination':
      return {
        value: rounded(clamp(level(key, 9.4, 0.045, month, noise), 0, 15), 1),
        sampleSize: 40 + Math.round(60 * noise()),
      }
    default:
      return { value: Math.max(1, Math.round(level(key, 19, 0.06, month, noise) * winter(month))) }
  }
}

/** All readings of one metric at one place, months without a value left out. */
export const readingsOf = (
  metric: DemonstrationMetric,
  place: DemonstrationPlace,
  months: readonly string[],
): DemonstrationReading[] => {
  const gaps = missing[`${metric.code}/${place.key}`]?.months ?? []
  const categories = metric.definition.breakdown?.categories.map(({ code }) => code) ?? [undefined]
  return categories.flatMap((category) => {
    const noise = seededNumbers(seedOf(`${metric.code}/${place.key}/${category ?? ''}`))
    return months.flatMap((period, index) => {
      const values = measured(metric, place, { index, period }, category, noise)
      if (gaps.includes(index)) return []
      return [{ metric: metric.code, place: place.key, period, ...(category && { category }), ...values }]
    })
  })
}
