import type { AppendBatch } from '../../src/eventsourcing/event-store.js'
import type { LogEntry } from '../../src/eventsourcing/log-transfer.js'
import { agreementsInMonth, definitions } from './agreements.js'
import { chartsInMonth } from './charts.js'
import { placesInMonth, registrations } from './places.js'
import { projectsInMonth } from './projects.js'
import { readingsInMonth } from './readings.js'
import { RegionLog } from './region-log.js'
import { monthOf, planRegion, type RegionOptions, type RegionPlan } from './region-plan.js'
import type { Said } from './said.js'

/** What was planned for a region may fall short by a few events; then its last years go on a little. */
const MONTHS_MORE = 12

/** Readings of a month come on the tenth of the next. */
const dayOfReturns = (plan: RegionPlan, month: number): string => `${monthOf(plan, month + 1).slice(0, 8)}10`

function* inMonth(plan: RegionPlan, month: number, log: RegionLog): Generator<Said> {
  if (month === 0) {
    yield* registrations(plan)
    yield* definitions(plan)
  }
  yield* placesInMonth(plan, month)
  yield* agreementsInMonth(plan, month)
  yield* readingsInMonth(plan, month)
  yield* chartsInMonth(plan, month, log.states)
  yield* projectsInMonth(plan, month, log.states)
}

/**
 * The log of a region, command by command in the order of time, made by the real deciders: what a store would hold
 * had the region worked with Waymark for so many years. Ends with the command that reaches the number of events.
 * Memory holds the aggregates that are open, never the log.
 */
export async function* regionEntries(options: RegionOptions): AsyncGenerator<LogEntry> {
  const plan = planRegion(options)
  const log = new RegionLog(plan.namespace)
  for (let month = 0; month < plan.months + MONTHS_MORE; month += 1) {
    log.startDay(dayOfReturns(plan, month))
    for (const said of inMonth(plan, month, log)) {
      const entry = await log.record(said)
      if (entry !== null) yield entry
      if (log.events >= plan.events) return
    }
  }
}

/** The same as batches for `EventStore.append`, in their order; the store gives them its own time. */
export async function* regionEvents(options: RegionOptions): AsyncGenerator<AppendBatch> {
  for await (const { batch } of regionEntries(options)) yield batch
}
