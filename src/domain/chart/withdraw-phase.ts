import { accept, type Decision, refuse } from '../../eventsourcing/decider.js'
import { without } from '../without.js'
import type { ChartState } from './chart.js'
import { type ChartFacts, seriesNotFound } from './chart-facts.js'
import type { WithdrawPhase } from './commands.js'
import type { ChartEvent } from './events.js'
import { ChartRefusal } from './refusals.js'
import { PhaseStatus } from './vocabulary.js'

/** Takes a phase back, and the chart is as before it. Twice for the same reason is nothing new. */
export const withdrawPhase =
  (command: WithdrawPhase, { series }: ChartFacts) =>
  (state: ChartState): Decision<ChartEvent, ChartRefusal> => {
    if (series === null) return seriesNotFound()
    const known = state.phases.get(command.phaseId)
    if (known === undefined) {
      const message = 'This series has no phase with this id; look up its phases'
      return refuse(ChartRefusal.PhaseNotFound, message, 'phaseId')
    }
    switch (known.status) {
      case PhaseStatus.Accepted:
        return accept({ type: 'PhaseWithdrawn', data: without(command, 'expectedRevision') })
      case PhaseStatus.Withdrawn: {
        if (known.reason === command.reason) return accept()
        const message = `The phase was withdrawn before: ${known.reason}; nothing is left to withdraw`
        return refuse(ChartRefusal.PhaseAlreadyWithdrawn, message, 'phaseId')
      }
      case PhaseStatus.Proposed: {
        const message = 'The phase is only proposed; decline the proposal instead'
        return refuse(ChartRefusal.PhaseNotAccepted, message, 'phaseId')
      }
      case PhaseStatus.Declined: {
        const message = 'The proposal was declined and never changed the chart; nothing is left to withdraw'
        return refuse(ChartRefusal.PhaseNotAccepted, message, 'phaseId')
      }
    }
  }
