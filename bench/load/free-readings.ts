import { readingOf } from './readings.js'
import type { RegionPlan, RegionSeries } from './region-plan.js'
import type { Values } from './said.js'

/** Months after the last return that are still in the past. */
const FIRST = 3
export const LAST = 17

/** Readings that nobody has recorded yet, of series of the whole region. */
export interface FreeReadings {
  /** @throws Error when every month of the region is recorded */
  next(): Values
}

/** @param firstInTurn whether each series is given once before any is drawn; otherwise all are drawn */
export const freeReadings = (plan: RegionPlan, firstInTurn = false): FreeReadings => {
  const used = new Map<number, number>()
  const inTurn = (firstInTurn ? plan.series : []).values()
  let drawn = 0

  const draw = (): RegionSeries => {
    const next = inTurn.next()
    if (next.done !== true) return next.value
    for (let tries = 0; tries < 10_000; tries += 1) {
      const series = plan.series[Math.floor(plan.chance.at('free', (drawn += 1)) * plan.series.length)]
      if (series !== undefined && (used.get(series.index) ?? FIRST) < LAST) return series
    }
    throw new Error('Every month of the region is recorded; ask for fewer samples')
  }

  return {
    next: () => {
      const series = draw()
      const month = used.get(series.index) ?? FIRST
      used.set(series.index, month + 1)
      return readingOf(plan, series, plan.months + month)
    },
  }
}
