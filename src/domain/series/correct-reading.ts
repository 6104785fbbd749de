import { accept, type Decision, refuseAll } from '../../eventsourcing/decider.js'
import { readingIdOf } from '../ids.js'
import { definitionAt, type MetricState } from '../metric/metric.js'
import type { CorrectReading } from './commands.js'
import type { SeriesEvent } from './events.js'
import { checkMeasurement, sameMeasurement } from './measurement.js'
import { atPeriod } from './periods.js'
import { refusal } from './refusal.js'
import { SeriesRefusal } from './refusals.js'
import type { SeriesState } from './series.js'
import { readingNotFound, seriesNotFound } from './standing.js'

/**
 * Puts another measurement in the place of a recorded one, with the reason. Checked by the definition that holds
 * for the period now; possible after the metric was retired and the locality closed, because the past may still be
 * put right. `facts.metric`: the series' metric.
 */
export const correctReading =
  (command: CorrectReading, facts: { readonly metric: MetricState; readonly today: string }) =>
  (state: SeriesState): Decision<SeriesEvent, SeriesRefusal> => {
    if (state.status === 'unopened') return seriesNotFound()
    const { period, reason } = command
    const known = atPeriod(state.periods, period)
    if (known?.status !== 'recorded') return readingNotFound(period, 'use recordReading')
    if (facts.metric.status === 'undefined') {
      return refuseAll(
        refusal(SeriesRefusal.MetricNotFound, 'The metric of the series is not defined', 'seriesId'),
      )
    }
    const { definition, version } = definitionAt(facts.metric, period)
    const checked = checkMeasurement(definition, command, period, facts.today)
    if (checked.kind === 'refused') return refuseAll(checked.refusals)
    const { measurement } = checked
    // A ratio said again is news when the definition gives it another value now.
    if (sameMeasurement(known.measurement, command) && known.measurement.value === measurement.value)
      return accept()
    const { seriesId } = state
    const data = {
      seriesId,
      readingId: readingIdOf(seriesId, period),
      period,
      ...measurement,
      definitionVersion: version,
      reason,
    }
    return accept({ type: 'ReadingCorrected', data })
  }
