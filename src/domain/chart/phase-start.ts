import { type Refusal, refuse } from '../../eventsourcing/decider.js'
import { firstPeriod } from '../series/periods.js'
import type { ChartState, KnownPhase } from './chart.js'
import { type ChartFacts, refuseOffBoundary } from './chart-facts.js'
import { ChartRefusal } from './refusals.js'
import { PhaseStatus } from './vocabulary.js'

type Refusals = readonly Refusal<ChartRefusal>[]
type Series = NonNullable<ChartFacts['series']>

const refuseEarly = ({ periods }: Series, from: string): Refusals => {
  const first = firstPeriod(periods, ({ status }) => status === 'recorded')
  if (first !== null && from > first) return []
  const message =
    first === null
      ? 'The series has no readings, so no phase can begin in it; record readings first'
      : `The first reading is that of ${first}; let the phase begin with a later period`
  return refuse(ChartRefusal.PhaseTooEarly, message, 'from').refusals
}

/** Refuses a first period in which no phase of the series can begin. */
export const refuseStart = (series: Series, today: string, from: string): Refusals => [
  ...refuseOffBoundary(series.metric, from, 'from'),
  ...refuseEarly(series, from),
  ...(from > today
    ? refuse(
        ChartRefusal.PeriodInFuture,
        `The period begins after today, ${today}; let the phase begin once it has come`,
        'from',
      ).refusals
    : []),
]

/** The phase or proposal that stands so and begins with a period, if there is one: there is never a second. */
export const phaseFrom = <Status extends PhaseStatus>(
  state: ChartState,
  from: string,
  status: Status,
): Extract<KnownPhase, { status: Status }> | undefined =>
  [...state.phases.values()].find(
    (phase): phase is Extract<KnownPhase, { status: Status }> =>
      phase.status === status && phase.proposed.from === from,
  )

/** Refuses a start that is taken: by a phase, or by a proposal that waits for a decision. */
export const refuseTaken = (state: ChartState, from: string): Refusals => {
  const phase = phaseFrom(state, from, PhaseStatus.Accepted)
  if (phase !== undefined) {
    const message = `A phase begins with ${from} already, ${phase.proposed.proposalId}; withdraw it first, or choose another period`
    return refuse(ChartRefusal.PhaseStartTaken, message, 'from').refusals
  }
  const proposal = phaseFrom(state, from, PhaseStatus.Proposed)
  if (proposal === undefined) return []
  const message = `The start with ${from} is proposed already, as ${proposal.proposed.proposalId}; accept or decline that proposal`
  return refuse(ChartRefusal.PhaseAlreadyProposed, message, 'from').refusals
}
