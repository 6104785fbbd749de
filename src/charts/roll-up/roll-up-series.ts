import { rollUp, type ChildReading, type RolledUp, type RollUpMetric } from './roll-up.js'

/** A reading of a child for a period, named by its first day. */
export type PeriodReading = ChildReading & Readonly<{ period: string }>

/**
 * The series of a whole from the readings of its parts, period by period, each from the children that belonged to it
 * then.
 *
 * @param periods in order; each has an answer, with or without a value
 * @param expectedIn ids of the children that belonged to the whole in a period
 */
export const rollUpSeries = (
  metric: RollUpMetric,
  readings: readonly PeriodReading[],
  periods: readonly string[],
  expectedIn: (period: string) => readonly string[],
): RolledUp[] => {
  const byPeriod = new Map<string, PeriodReading[]>()
  for (const reading of readings) {
    const same = byPeriod.get(reading.period)
    if (same === undefined) byPeriod.set(reading.period, [reading])
    else same.push(reading)
  }
  return periods.map((period) => rollUp(metric, byPeriod.get(period) ?? [], expectedIn(period)))
}
