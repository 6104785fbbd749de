import { accept, type Decision, refuse, refuseAll } from '../../eventsourcing/decider.js'
import { definitionAt } from '../metric/metric.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import type { ChartState, KnownPhase } from './chart.js'
import { type ChartFacts, chartNotExpected, seriesNotFound } from './chart-facts.js'
import type { ProposePhase } from './commands.js'
import type { ChartEvent } from './events.js'
import { phaseFrom, refuseStart, refuseTaken } from './phase-start.js'
import { ChartRefusal } from './refusals.js'
import { PhaseMethod, PhaseStatus } from './vocabulary.js'

/** The open proposal that says the same, under whatever id. */
export const proposalLike = (state: ChartState, command: ProposePhase): KnownPhase | undefined => {
  const open = phaseFrom(state, command.from, PhaseStatus.Proposed)
  return open !== undefined &&
    sameContent(without(open.proposed, 'proposalId'), without(command, 'proposalId', 'expectedRevision'))
    ? open
    : undefined
}

export const phaseIdTaken = (field: string) =>
  refuse(
    ChartRefusal.PhaseIdTaken,
    'Another phase or proposal of this series has this id; use a new one, or leave it out',
    field,
  )

/**
 * Proposes that a phase begins: nothing changes until a person accepts it. Said twice it is one proposal. A start
 * that was declined or withdrawn may be proposed anew, under an id of its own.
 */
export const proposePhase =
  (command: ProposePhase, { series, today }: ChartFacts) =>
  (state: ChartState): Decision<ChartEvent, ChartRefusal> => {
    if (series === null) return seriesNotFound()
    const data = without(command, 'expectedRevision')
    const known = state.phases.get(command.proposalId)
    if (known !== undefined) return sameContent(known.proposed, data) ? accept() : phaseIdTaken('proposalId')
    if (proposalLike(state, command) !== undefined) return accept()
    const { from, method, evidence } = command
    if (definitionAt(series.metric, from).definition.statistic === undefined) return chartNotExpected()
    const refusals = [
      ...refuseStart(series, today, from),
      ...refuseTaken(state, from),
      ...(method === PhaseMethod.Person || evidence !== undefined
        ? []
        : refuse(
            ChartRefusal.PhaseEvidenceMissing,
            'Give what the method saw, so that a person can judge it',
            'evidence',
          ).refusals),
    ]
    return refusals.length > 0 ? refuseAll(refusals) : accept({ type: 'PhaseProposed', data })
  }
