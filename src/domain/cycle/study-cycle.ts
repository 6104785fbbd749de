import { accept, type Decision, refuse, type Refusal, refuseAll } from '../../eventsourcing/decider.js'
import { sameContent } from '../same-content.js'
import { without } from '../without.js'
import type { StudyCycle } from './commands.js'
import type { CycleState, KnownCycle } from './cycle.js'
import type { CycleEvent } from './events.js'
import { CycleRefusal } from './refusals.js'
import { cycleCancelled, cycleNotFound, cycleNotStarted, refuseDay, type Today } from './stage-refusals.js'
import { CycleStatus } from './vocabulary.js'

/** Compares what was seen with every prediction, and says what was learned. */
export const studyCycle =
  (command: StudyCycle, clock: Today) =>
  (state: CycleState): Decision<CycleEvent, CycleRefusal> => {
    if (state.status === 'unplanned') return cycleNotFound()
    if (state.status === CycleStatus.Cancelled) return cycleCancelled()
    const data = {
      ...without(command, 'expectedRevision'),
      comparisons: command.comparisons.map((comparison) => without(comparison)),
    }
    if (state.study !== undefined) {
      if (sameContent(state.study, data)) return accept()
      return refuse(
        CycleRefusal.CycleAlreadyStudied,
        `The cycle was studied on ${state.study.studiedOn}; put what was learned later into the next cycle`,
        'cycleId',
      )
    }
    if (state.status !== CycleStatus.Started) return cycleNotStarted('Start it before studying its results')
    const day = refuseDay(state, command.studiedOn, 'studiedOn', clock)
    const refusals = [
      ...(day?.refusals ?? []),
      ...comparisonRefusals(command, state),
      ...deviationRefusals(command),
    ]
    return refusals.length > 0 ? refuseAll(refusals) : accept({ type: 'CycleStudied', data })
  }

const deviationRefusals = (command: StudyCycle): readonly Refusal<CycleRefusal>[] =>
  command.carriedOutAsPlanned || command.deviation !== undefined
    ? []
    : [
        {
          code: CycleRefusal.DeviationMissing,
          message: 'It was not carried out as planned: say what was done differently',
          field: ['deviation'],
        },
      ]

const comparisonRefusals = (
  { comparisons }: StudyCycle,
  { plan }: KnownCycle,
): readonly Refusal<CycleRefusal>[] => {
  const predicted = new Set(plan.predictions.map(({ predictionId }) => predictionId))
  const compared = new Set<string>()
  const refusals: Refusal<CycleRefusal>[] = []
  comparisons.forEach(({ predictionId }, index) => {
    const field = ['comparisons', String(index), 'predictionId']
    if (!predicted.has(predictionId)) {
      const message =
        'The plan has no prediction with this id; compare the predictions written before the test'
      refusals.push({ code: CycleRefusal.PredictionNotFound, message, field })
    } else if (compared.has(predictionId)) {
      const message = 'This prediction is compared twice; compare each one once'
      refusals.push({ code: CycleRefusal.PredictionComparedTwice, message, field })
    }
    compared.add(predictionId)
  })
  for (const { predictionId, question } of plan.predictions) {
    if (compared.has(predictionId)) continue
    const message = `Say how the prediction for “${question}” (${predictionId}) turned out; UNKNOWN is an answer too`
    refusals.push({ code: CycleRefusal.PredictionNotCompared, message, field: ['comparisons'] })
  }
  return refusals
}
