import { accept, type Decider, type Decision, refuse } from '../../eventsourcing/decider.js'
import type { MetricId } from '../ids.js'
import type { MetricCodeEvent } from './events.js'
import { MetricRefusal } from './refusals.js'

/** Which metric has the code; null: none. */
export type MetricCodeState = Readonly<{ metricId: MetricId | null }>

/** No `switch` for the one event that there is: a second one, of other data, fails the compiler here all the same. */
const evolve = (_state: MetricCodeState, { data }: MetricCodeEvent): MetricCodeState => ({
  metricId: data.metricId,
})

/** One code: a stream in which all metrics that claim it meet, so that one has it for ever. */
export const metricCode: Decider<MetricCodeState, MetricCodeEvent> = {
  category: 'metriccode',
  initial: { metricId: null },
  evolve,
}

/** Takes the code for a metric; refused when another has it, retired or not. */
export const claimMetricCode =
  (claim: { readonly code: string; readonly metricId: MetricId }) =>
  (state: MetricCodeState): Decision<MetricCodeEvent, MetricRefusal> => {
    if (state.metricId === claim.metricId) return accept()
    if (state.metricId !== null) {
      const message = `The metric ${state.metricId} has the code ${claim.code}; choose another code, or redefine that metric`
      return refuse(MetricRefusal.MetricCodeTaken, message, 'code')
    }
    return accept({ type: 'MetricCodeClaimed', data: { code: claim.code, metricId: claim.metricId } })
  }
