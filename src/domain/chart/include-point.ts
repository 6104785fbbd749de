import { accept, type Decision, refuse, refuseAll } from '../../eventsourcing/decider.js'
import { without } from '../without.js'
import type { ChartState } from './chart.js'
import { type ChartFacts, refuseOffBoundary, seriesNotFound } from './chart-facts.js'
import type { IncludePoint } from './commands.js'
import type { ChartEvent } from './events.js'
import { ChartRefusal } from './refusals.js'

/** Lets a point count again that was left out. Twice for the same reason is nothing new. */
export const includePoint =
  (command: IncludePoint, { series }: ChartFacts) =>
  (state: ChartState): Decision<ChartEvent, ChartRefusal> => {
    if (series === null) return seriesNotFound()
    const { period, reason } = command
    const known = state.points.get(period)
    // Whatever was left out can be let in again, also after the metric's cadence has changed.
    if (known?.excluded === true) {
      return accept({ type: 'PointIncluded', data: without(command, 'expectedRevision') })
    }
    if (known?.reason === reason) return accept()
    const offBoundary = refuseOffBoundary(series.metric, period, 'period')
    if (offBoundary.length > 0) return refuseAll(offBoundary)
    const message = `The point of ${period} is not left out; check the period`
    return refuse(ChartRefusal.PointNotExcluded, message, 'period')
  }
