import { defineMetric } from '../../src/application/metric/define-metric.js'
import { redefineMetric } from '../../src/application/metric/redefine-metric.js'
import { setTarget } from '../../src/application/metric/set-target.js'
import { withdrawTarget } from '../../src/application/metric/withdraw-target.js'
import { DefineMetric, RedefineMetric, SetTarget, WithdrawTarget } from '../../src/domain/metric/commands.js'
import { definitionOf } from './metrics.js'
import { type MeasuredMetric, monthOf, type RegionPlan } from './region-plan.js'
import { type Said, saying } from './said.js'

const define = saying('defineMetric', DefineMetric, defineMetric)
const redefine = saying('redefineMetric', RedefineMetric, redefineMetric)
const target = saying('setTarget', SetTarget, setTarget)
const withdraw = saying('withdrawTarget', WithdrawTarget, withdrawTarget)

const OFFICE = 'measurement group'
/** Every so many places agree a target of their own for a metric. */
const PLACES_WITH_TARGETS = 10

const better = ({ direction, level, spread }: MeasuredMetric, years: number): number => {
  const way = direction === 'INCREASE' ? 1 : -1
  return Number((level * (1 + way * spread * (1 + years * 0.2))).toFixed(1))
}

/** The metrics on the first day. */
export function* definitions({ metrics }: RegionPlan): Generator<Said> {
  for (const metric of metrics) {
    yield define(OFFICE, { metricId: metric.id, code: metric.code, definition: definitionOf(metric, 1) })
  }
}

/** A target for everyone from April on, and targets that a few places set themselves. */
function* targets(plan: RegionPlan, month: number): Generator<Said> {
  const validFrom = monthOf(plan, month)
  for (const metric of plan.metrics.filter(({ index }) => index % 2 === 0)) {
    const targetId = plan.idOf('target', metric.index, month)
    const value = better(metric, Math.floor(month / 12))
    yield target(OFFICE, { metricId: metric.id, targetId, value, validFrom, source: 'Operating plan' })
  }
  if (month > 24) return
  for (const place of plan.measuring.filter(({ index }) => index % PLACES_WITH_TARGETS === 0)) {
    const metric = plan.metrics[place.index % plan.metrics.length]
    if (metric === undefined) continue
    const targetId = plan.idOf('target', metric.index, month, place.index)
    const value = better(metric, 1 + Math.floor(month / 12))
    yield target(OFFICE, { metricId: metric.id, targetId, localityId: place.id, value, validFrom })
  }
}

/** Every third metric is defined anew once, some so that what came before cannot be compared. */
function* revisions(plan: RegionPlan, month: number): Generator<Said> {
  for (const metric of plan.metrics) {
    if (metric.index % 3 !== 0 || month !== 30 + metric.index) continue
    yield redefine(OFFICE, {
      metricId: metric.id,
      definition: definitionOf(metric, 2),
      effectiveOn: monthOf(plan, month),
      reason: 'People who moved were counted twice.',
      breaksComparability: metric.index % 9 === 0,
    })
    if (metric.index % 2 !== 0) continue
    const targetId = plan.idOf('target', metric.index, 24)
    yield withdraw(OFFICE, { metricId: metric.id, targetId, reason: 'It was set for the old definition.' })
  }
}

/** What is agreed on metrics in a month. */
export function* agreementsInMonth(plan: RegionPlan, month: number): Generator<Said> {
  if (monthOf(plan, month).endsWith('-04-01')) yield* targets(plan, month)
  yield* revisions(plan, month)
}
