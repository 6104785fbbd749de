import { type Refusal, refuse } from '../../eventsourcing/decider.js'
import type { DefinedMetric } from '../metric/metric.js'
import { refuseOffBoundary } from './chart-facts.js'
import type { Baseline } from './events.js'
import { ChartRefusal } from './refusals.js'

type Refusals = readonly Refusal<ChartRefusal>[]

/** Fewest points that have any spread at all. */
const fewest = 2

/** Refuses a baseline of so few points that nothing can be computed from it. */
export const refuseFewPoints = (points: number | undefined, field: string): Refusals => {
  if (points === undefined || points >= fewest) return []
  const message = `A baseline needs at least ${fewest} points, and is better with 12 or more; give more`
  return refuse(ChartRefusal.BaselineTooShort, message, field).refusals
}

/** Refuses a baseline from which no centre line and limits can come. */
export const refuseBaseline = (metric: DefinedMetric, baseline: Baseline): Refusals => {
  if ('points' in baseline) return refuseFewPoints(baseline.points, 'baseline.points')
  const { from, to } = baseline
  const offBoundary = [
    ...refuseOffBoundary(metric, from, 'baseline.from'),
    ...refuseOffBoundary(metric, to, 'baseline.to'),
  ]
  if (to < from) {
    const message = `The baseline starts with ${from}; let it end with a later period`
    return [...offBoundary, ...refuse(ChartRefusal.BaselineEndsBeforeStart, message, 'baseline.to').refusals]
  }
  if (to > from) return offBoundary
  const message = 'A baseline of one period has no spread; let it end with a later period'
  return [...offBoundary, ...refuse(ChartRefusal.BaselineTooShort, message, 'baseline.to').refusals]
}
