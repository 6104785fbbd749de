import { accept, type Decision, refuseAll } from '../../eventsourcing/decider.js'
import type { PhaseId } from '../ids.js'
import { definitionAt } from '../metric/metric.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import { refuseFewPoints } from './baseline.js'
import type { ChartState, KnownPhase } from './chart.js'
import { type ChartFacts, chartNotExpected, seriesNotFound } from './chart-facts.js'
import type { AcceptPhase } from './commands.js'
import { proposalDecided, proposalNotFound } from './decline-phase-proposal.js'
import type { ChartEvent } from './events.js'
import { phaseFrom, refuseStart, refuseTaken } from './phase-start.js'
import { phaseIdTaken } from './propose-phase.js'
import type { ChartRefusal } from './refusals.js'
import { PhaseMethod, PhaseStatus } from './vocabulary.js'

type ChartDecision = Decision<ChartEvent, ChartRefusal>
type Series = NonNullable<ChartFacts['series']>

/** What is recorded when a phase is accepted. */
const acceptance = ({ seriesId, baselinePoints, reason }: AcceptPhase, phaseId: PhaseId, from: string) =>
  without({ seriesId, phaseId, from, baselinePoints, reason })

const accepted = (command: AcceptPhase, phaseId: PhaseId, from: string): ChartEvent => ({
  type: 'PhaseAccepted',
  data: acceptance(command, phaseId, from),
})

/** It was accepted before with the same reason and baseline. */
const isRepeated = (known: KnownPhase, command: AcceptPhase): boolean =>
  known.status === PhaseStatus.Accepted &&
  sameContent(known.accepted, acceptance(command, known.proposed.proposalId, known.proposed.from))

/** The phase that a person began in the same words, under whatever id. */
export const phaseLike = (state: ChartState, command: AcceptPhase): KnownPhase | undefined => {
  const phase = command.from === undefined ? undefined : phaseFrom(state, command.from, PhaseStatus.Accepted)
  return phase?.proposed.method === PhaseMethod.Person && isRepeated(phase, command) ? phase : undefined
}

const acceptProposal = (
  command: AcceptPhase,
  proposalId: PhaseId,
  state: ChartState,
  series: Series,
  today: string,
): ChartDecision => {
  const known = state.phases.get(proposalId)
  if (known === undefined) return proposalNotFound()
  if (isRepeated(known, command)) return accept()
  if (known.status !== PhaseStatus.Proposed) return proposalDecided(known)
  const { from } = known.proposed
  // Readings and definitions may have changed since it was proposed.
  const start = refuseStart(series, today, from).map((one) => ({ ...one, field: ['proposalId'] }))
  const refusals = [...start, ...refuseFewPoints(command.baselinePoints, 'baselinePoints')]
  return refusals.length > 0 ? refuseAll(refusals) : accept(accepted(command, proposalId, from))
}

const beginPhase = (
  command: AcceptPhase,
  from: string,
  state: ChartState,
  series: Series,
  today: string,
): ChartDecision => {
  const { seriesId, phaseId } = command
  const known = state.phases.get(phaseId)
  if (known !== undefined) {
    return known.proposed.from === from && isRepeated(known, command) ? accept() : phaseIdTaken('phaseId')
  }
  if (phaseLike(state, command) !== undefined) return accept()
  if (definitionAt(series.metric, from).definition.statistic === undefined) return chartNotExpected()
  const refusals = [
    ...refuseStart(series, today, from),
    ...refuseTaken(state, from),
    ...refuseFewPoints(command.baselinePoints, 'baselinePoints'),
  ]
  if (refusals.length > 0) return refuseAll(refusals)
  const method = PhaseMethod.Person
  return accept(
    { type: 'PhaseProposed', data: { seriesId, proposalId: phaseId, from, method } },
    accepted(command, phaseId, from),
  )
}

/**
 * Lets a phase begin, because a person says so and why: one that was proposed, or, with `from`, one that nobody
 * proposed. The latter is recorded as proposed and accepted at once, so that every phase has a proposal.
 */
export const acceptPhase =
  (command: AcceptPhase, { series, today }: ChartFacts) =>
  (state: ChartState): ChartDecision => {
    if (series === null) return seriesNotFound()
    const { proposalId, from } = command
    if (proposalId !== undefined) return acceptProposal(command, proposalId, state, series, today)
    return from === undefined ? proposalNotFound() : beginPhase(command, from, state, series, today)
  }
