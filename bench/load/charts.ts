import { acceptPhase } from '../../src/application/chart/accept-phase.js'
import { excludePoint } from '../../src/application/chart/exclude-point.js'
import { includePoint } from '../../src/application/chart/include-point.js'
import { proposePhase } from '../../src/application/chart/propose-phase.js'
import { setChartDefaults } from '../../src/application/chart/set-chart-defaults.js'
import {
  AcceptPhase,
  ExcludePoint,
  IncludePoint,
  ProposePhase,
  SetChartDefaults,
} from '../../src/domain/chart/commands.js'
import { atPeriod } from '../../src/domain/series/periods.js'
import { series as seriesDecider } from '../../src/domain/series/series.js'
import { streamOf } from '../../src/eventsourcing/stream-name.js'
import type { RegionStates } from './region-states.js'
import { monthOf, type RegionPlan, type RegionSeries } from './region-plan.js'
import { type Said, saying } from './said.js'

const setDefaults = saying('setChartDefaults', SetChartDefaults, setChartDefaults)
const propose = saying('proposePhase', ProposePhase, proposePhase)
const accept = saying('acceptPhase', AcceptPhase, acceptPhase)
const exclude = saying('excludePoint', ExcludePoint, excludePoint)
const include = saying('includePoint', IncludePoint, includePoint)

const ANALYST = 'analyst'
/** One series in so many has a chart that somebody has set up. */
const CHARTED = 12

const isRecorded = (states: RegionStates, { id }: RegionSeries, period: string): boolean => {
  const state = states.peek(seriesDecider, streamOf(seriesDecider.category, id))?.state
  return state?.status === 'open' && atPeriod(state.periods, period)?.status === 'recorded'
}

/** What happens to one chart in a month, which is so many months after its series began to be looked after. */
function* chartOf(plan: RegionPlan, series: RegionSeries, now: number, since: number, states: RegionStates) {
  const { id: seriesId } = series
  const proposalId = plan.idOf('phase', series.index)
  const month = (back: number): string => monthOf(plan, now - back)
  switch (since) {
    case 24:
      yield setDefaults(ANALYST, { seriesId, chartType: 'RUN', ruleSet: 'anhoej-2014' })
      break
    case 36: {
      const evidence = { runLength: 9 }
      yield propose(ANALYST, { seriesId, proposalId, from: month(9), method: 'SUSTAINED_RUN', evidence })
      break
    }
    case 38: {
      const reason = 'The new pathway began.'
      yield accept(ANALYST, { seriesId, phaseId: proposalId, proposalId, reason })
      break
    }
    case 42:
      if (!isRecorded(states, series, month(3))) break
      yield exclude(ANALYST, { seriesId, period: month(3), reason: 'The building was closed after a flood.' })
      yield include(ANALYST, { seriesId, period: month(3), reason: 'The flood was in another month.' })
      break
  }
}

/** Charts that somebody sets up in the course of the years, each in its turn. */
export function* chartsInMonth(plan: RegionPlan, month: number, states: RegionStates): Generator<Said> {
  for (let index = 0; index < plan.series.length; index += CHARTED) {
    const series = plan.series[index]
    const begun = Math.floor(plan.chance.at('chart', index) * 12)
    if (series !== undefined) yield* chartOf(plan, series, month, month - begun, states)
  }
}
