import { accept, type Decision, refuse, refuseAll } from '../../eventsourcing/decider.js'
import { definitionAt } from '../metric/metric.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import { refuseBaseline } from './baseline.js'
import type { ChartState } from './chart.js'
import { type ChartFacts, chartNotExpected, seriesNotFound } from './chart-facts.js'
import { refuseChartType, refuseRuleSet } from './chart-types.js'
import type { SetChartDefaults } from './commands.js'
import type { ChartEvent } from './events.js'
import { ChartRefusal } from './refusals.js'

const refuseSilence = (state: ChartState, { reason }: SetChartDefaults) =>
  state.defaults === null || reason !== undefined
    ? []
    : refuse(
        ChartRefusal.ReasonMissing,
        'Others read this chart by the defaults it has; say why they change',
        'reason',
      ).refusals

/**
 * Chooses how everyone sees the series unless they ask for another chart. The choice that holds already is nothing
 * new, whatever the reason; any other than the first needs one.
 */
export const setChartDefaults =
  (command: SetChartDefaults, { series, today }: ChartFacts) =>
  (state: ChartState): Decision<ChartEvent, ChartRefusal> => {
    if (series === null) return seriesNotFound()
    const { chartType, ruleSet = null, baseline = null } = command
    const data = { ...without(command, 'expectedRevision'), ruleSet, baseline }
    if (state.defaults !== null && sameContent(without(state.defaults, 'reason'), without(data, 'reason'))) {
      return accept()
    }
    const { statistic } = definitionAt(series.metric, today).definition
    if (statistic === undefined) return chartNotExpected()
    const refusals = [
      ...refuseChartType(chartType, statistic),
      ...refuseRuleSet(chartType, command),
      ...(baseline === null ? [] : refuseBaseline(series.metric, baseline)),
      ...refuseSilence(state, command),
    ]
    return refusals.length > 0 ? refuseAll(refusals) : accept({ type: 'ChartDefaultsSet', data })
  }
