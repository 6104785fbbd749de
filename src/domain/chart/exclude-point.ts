import { accept, type Decision, refuse, refuseAll } from '../../eventsourcing/decider.js'
import { definitionAt } from '../metric/metric.js'
import { atPeriod } from '../series/periods.js'
import { without } from '../without.js'
import type { ChartState } from './chart.js'
import { type ChartFacts, chartNotExpected, refuseOffBoundary, seriesNotFound } from './chart-facts.js'
import type { ExcludePoint } from './commands.js'
import type { ChartEvent } from './events.js'
import { ChartRefusal } from './refusals.js'

/**
 * Leaves a point out of every calculation; it is drawn still. Twice for the same reason is nothing new. The reading
 * stays as it is: one that is wrong is corrected or withdrawn instead.
 */
export const excludePoint =
  (command: ExcludePoint, { series }: ChartFacts) =>
  (state: ChartState): Decision<ChartEvent, ChartRefusal> => {
    if (series === null) return seriesNotFound()
    const { period, reason } = command
    const known = state.points.get(period)
    if (known?.excluded === true) {
      if (known.reason === reason) return accept()
      const message = `The point of ${period} is left out already: ${known.reason}; include it first to give another reason`
      return refuse(ChartRefusal.PointAlreadyExcluded, message, 'period')
    }
    if (definitionAt(series.metric, period).definition.statistic === undefined) return chartNotExpected()
    const offBoundary = refuseOffBoundary(series.metric, period, 'period')
    if (offBoundary.length > 0) return refuseAll(offBoundary)
    if (atPeriod(series.periods, period)?.status !== 'recorded') {
      const message = `There is no reading for ${period} that could be left out; check the period`
      return refuse(ChartRefusal.ReadingNotFound, message, 'period')
    }
    return accept({ type: 'PointExcluded', data: without(command, 'expectedRevision') })
  }
