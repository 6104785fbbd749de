import type { SeriesPoint } from '../../charts/analysed-chart.js'
import { ChartType } from '../../domain/chart/vocabulary.js'
import { periodsBetween, periodStartContaining, type Periodicity } from '../../domain/calendar.js'
import type { Rows } from '../loaders.js'
import type { ChartRows } from './chart-rows.js'

/** Most periods of one chart: ten years of days. Of longer series the latest are shown. */
export const mostPeriods = 3_660

export interface ChartPoint {
  readonly period: string
  /** null: nothing is known of the period. */
  readonly reading: Rows['chartedReading'] | null
  /** Why it is left out of every calculation; null: it counts. */
  readonly excludedReason: string | null
}

/** Every period from the first reading to the last, those without a reading included. */
export const chartPoints = (
  { readings, exclusions }: Pick<ChartRows, 'readings' | 'exclusions'>,
  periodicity: Periodicity,
): ChartPoint[] => {
  const [first, last] = [readings[0], readings.at(-1)]
  if (first === undefined || last === undefined) return []
  const byPeriod = new Map(readings.map((reading) => [reading.period, reading]))
  const excluded = new Map(exclusions.map(({ period, reason }) => [period, reason]))
  return periodsBetween(periodicity, first.period, last.period)
    .slice(-mostPeriods)
    .map((period) => ({
      period,
      reading: byPeriod.get(period) ?? null,
      excludedReason: excluded.get(period) ?? null,
    }))
}

/**
 * The place of the first shown point whose period is the one of a day, or later. Periods before the first point have
 * negative places.
 */
export const placeOf =
  (points: readonly Pick<ChartPoint, 'period'>[], periodicity: Periodicity) =>
  (day: string): number => {
    const first = points[0]?.period
    if (first === undefined) return 0
    const period = periodStartContaining(periodicity, day)
    if (period < first) return 1 - periodsBetween(periodicity, period, first).length
    const place = points.findIndex((point) => point.period >= period)
    return place < 0 ? points.length : place
  }

/** Of what a value was taken: the denominator, or for means and scores the number of cases. */
const weighted = (reading: Rows['chartedReading']): Pick<SeriesPoint, 'numerator' | 'denominator'> => {
  const { value, numerator, denominator, sampleSize } = reading
  if (numerator !== null || sampleSize === null || value === null) return { numerator, denominator }
  const cases = Number(sampleSize)
  return { numerator: value * cases, denominator: cases }
}

/** Points as the statistics take them; the I′ chart weighs means by their sample sizes. */
export const seriesPoints = (points: readonly ChartPoint[], chartType: ChartType): SeriesPoint[] =>
  points.map(({ reading, excludedReason }) => ({
    value: reading?.value ?? null,
    ...(reading !== null && chartType === ChartType.IPrime
      ? weighted(reading)
      : { numerator: reading?.numerator ?? null, denominator: reading?.denominator ?? null }),
    excluded: excludedReason !== null,
  }))
