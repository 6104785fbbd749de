import { byarCountInterval } from './byar-count-interval.js'
import type { Confidence, Interval } from './confidence.js'
import { exactCountInterval } from './exact-count-interval.js'

/** From so many events on, Byar's interval is used, as the Office for Health Improvement and Disparities does. */
export const FEWEST_FOR_BYAR = 10

export type RateWithInterval = Interval & Readonly<{ value: number; method: 'byar' | 'exact' }>

/**
 * A rate with the interval that chance alone leaves open: Byar's from ten events on, the exact one below.
 *
 * null where there is no rate: no exposure, or no count of events.
 *
 * @example rateInterval(82, 10_000, { multiplier: 100_000 }) // 820 (652.149 to 1017.848), byar
 */
export const rateInterval = (
  events: number | null,
  exposure: number | null,
  { confidence = 0.95, multiplier = 1 }: Readonly<{ confidence?: Confidence; multiplier?: number }> = {},
): RateWithInterval | null => {
  if (events === null || exposure === null || exposure <= 0 || events < 0) return null
  const small = events < FEWEST_FOR_BYAR
  // What was weighted or estimated is no count, and has no exact interval.
  if (small && !Number.isInteger(events)) return null
  const { lower, upper } = small
    ? exactCountInterval(events, confidence)
    : byarCountInterval(events, confidence)
  const per = multiplier / exposure
  return { value: events * per, lower: lower * per, upper: upper * per, method: small ? 'exact' : 'byar' }
}
