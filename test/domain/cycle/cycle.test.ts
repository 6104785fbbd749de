import { cancelCycle } from '../../../src/domain/cycle/cancel-cycle.js'
import { cycle } from '../../../src/domain/cycle/cycle.js'
import { decideCycle } from '../../../src/domain/cycle/decide-cycle.js'
import type { CycleEvent } from '../../../src/domain/cycle/events.js'
import { recordObservation } from '../../../src/domain/cycle/record-observation.js'
import { startCycle } from '../../../src/domain/cycle/start-cycle.js'
import { studyCycle } from '../../../src/domain/cycle/study-cycle.js'
import { PredictionId } from '../../../src/domain/ids.js'
import { without } from '../../../src/domain/without.js'
import { given } from '../../support/given.js'
import {
  cancelled,
  cancelling,
  clock,
  cycleId,
  decided,
  decision,
  observed,
  otherPredictionId,
  planned,
  predictionId,
  seen,
  start,
  started,
  studied,
  study,
} from './a-cycle.js'

describe('a cycle that was never planned', () => {
  test.each([
    ['started', startCycle(start, clock)],
    ['observed', recordObservation(seen, clock)],
    ['studied', studyCycle(study, clock)],
    ['decided', decideCycle(decision, clock)],
    ['cancelled', cancelCycle(cancelling, clock)],
  ])('cannot be %s', (_, decide) => given(cycle).when(decide).thenRefused('CYCLE_NOT_FOUND', 'cycleId'))
})

describe('a cancelled cycle', () => {
  test.each([
    ['started', startCycle(start, clock)],
    ['observed', recordObservation(seen, clock)],
    ['studied', studyCycle(study, clock)],
    ['decided', decideCycle(decision, clock)],
    ['cancelled for another reason', cancelCycle({ ...cancelling, reason: 'Winter' }, clock)],
  ])('cannot be %s', (_, decide) => {
    given(cycle, planned, cancelled).when(decide).thenRefused('CYCLE_CANCELLED', 'cycleId')
    given(cycle, planned, started, cancelled).when(decide).thenRefused('CYCLE_CANCELLED', 'cycleId')
  })
})

describe('dates', () => {
  const tomorrow = '2024-07-01'

  test.each<[string, ReturnType<typeof startCycle>, readonly CycleEvent[]]>([
    ['startedOn', startCycle({ ...start, startedOn: tomorrow }, clock), [planned]],
    ['observedOn', recordObservation({ ...seen, observedOn: tomorrow }, clock), [planned, started]],
    ['studiedOn', studyCycle({ ...study, studiedOn: tomorrow }, clock), [planned, started]],
    ['decidedOn', decideCycle({ ...decision, decidedOn: tomorrow }, clock), [planned, started, studied]],
    ['cancelledOn', cancelCycle({ ...cancelling, cancelledOn: tomorrow }, clock), [planned]],
  ])('%s in the future is refused', (field, decide, history) =>
    given(cycle, ...history)
      .when(decide)
      .thenRefused('DATE_IN_FUTURE', field),
  )

  test.each([
    ['observedOn', recordObservation({ ...seen, observedOn: '2024-05-06' }, clock)],
    ['studiedOn', studyCycle({ ...study, studiedOn: '2024-05-06' }, clock)],
    ['cancelledOn', cancelCycle({ ...cancelling, cancelledOn: '2024-05-06' }, clock)],
  ])('%s before the start is refused', (field, decide) =>
    given(cycle, planned, started).when(decide).thenRefused('DATE_BEFORE_START', field),
  )

  test.each([
    ['decidedOn', decideCycle({ ...decision, decidedOn: '2024-05-12' }, clock)],
    ['cancelledOn', cancelCycle({ ...cancelling, cancelledOn: '2024-05-12' }, clock)],
  ])('%s before the study is refused', (field, decide) =>
    given(cycle, planned, started, studied).when(decide).thenRefused('DATE_BEFORE_STUDY', field),
  )

  test('everything on one day, today, is accepted', () => {
    const day = clock.today
    const beginning = { ...start, startedOn: day }
    given(cycle, planned).when(startCycle(beginning, clock)).then({ type: 'CycleStarted', data: beginning })
    const begun: CycleEvent = { type: 'CycleStarted', data: beginning }
    const learned = { ...study, studiedOn: day }
    given(cycle, planned, begun)
      .when(studyCycle(learned, clock))
      .then({ type: 'CycleStudied', data: learned })
    const chosen = { ...decision, decidedOn: day }
    given(cycle, planned, begun, { type: 'CycleStudied', data: learned })
      .when(decideCycle(chosen, clock))
      .then({ type: 'CycleDecided', data: chosen })
  })
})

describe('starting a cycle', () => {
  test('begins the test, on another day than planned if need be', () =>
    given(cycle, planned).when(startCycle(start, clock)).then(started))

  test('said twice is nothing new, also once it is decided', () => {
    given(cycle, planned, started).when(startCycle(start, clock)).thenNothingNew()
    given(cycle, planned, started, studied, decided).when(startCycle(start, clock)).thenNothingNew()
  })

  test('twice, on different days, is refused', () =>
    given(cycle, planned, started)
      .when(startCycle({ ...start, startedOn: '2024-05-08' }, clock))
      .thenRefused('CYCLE_ALREADY_STARTED', 'startedOn'))
})

describe('recording an observation', () => {
  test('is possible while the test runs and after it was studied', () => {
    given(cycle, planned, started).when(recordObservation(seen, clock)).then(observed)
    given(cycle, planned, started, studied).when(recordObservation(seen, clock)).then(observed)
  })

  test('said twice is nothing new, also once the cycle is decided', () => {
    given(cycle, planned, started, observed).when(recordObservation(seen, clock)).thenNothingNew()
    given(cycle, planned, started, observed, studied, decided)
      .when(recordObservation(seen, clock))
      .thenNothingNew()
  })

  test('another observation under the same id is refused', () =>
    given(cycle, planned, started, observed)
      .when(recordObservation({ ...seen, text: 'Nothing' }, clock))
      .thenRefused('OBSERVATION_ID_TAKEN', 'observationId'))

  test('before the start is refused', () =>
    given(cycle, planned).when(recordObservation(seen, clock)).thenRefused('CYCLE_NOT_STARTED', 'cycleId'))

  test('after the decision is refused', () =>
    given(cycle, planned, started, studied, decided)
      .when(recordObservation(seen, clock))
      .thenRefused('CYCLE_ALREADY_DECIDED', 'cycleId'))
})

describe('studying a cycle', () => {
  test('compares what was seen with what was predicted', () =>
    given(cycle, planned, started, observed).when(studyCycle(study, clock)).then(studied))

  test('said twice is nothing new, also once the cycle is decided', () => {
    given(cycle, planned, started, studied).when(studyCycle(study, clock)).thenNothingNew()
    given(cycle, planned, started, studied, decided).when(studyCycle(study, clock)).thenNothingNew()
  })

  test('twice, with different results, is refused', () =>
    given(cycle, planned, started, studied)
      .when(studyCycle({ ...study, results: 'Twelve minutes' }, clock))
      .thenRefused('CYCLE_ALREADY_STUDIED', 'cycleId'))

  test('before the start is refused', () =>
    given(cycle, planned).when(studyCycle(study, clock)).thenRefused('CYCLE_NOT_STARTED', 'cycleId'))

  test('a comparison with a prediction that was not made is refused', () => {
    const unknown = PredictionId.parse('018f0000-0000-7000-8000-0000000000ff')
    given(cycle, planned, started)
      .when(
        studyCycle(
          { ...study, comparisons: [...study.comparisons, { predictionId: unknown, outcome: 'MET' }] },
          clock,
        ),
      )
      .thenRefused('PREDICTION_NOT_FOUND', 'comparisons.2.predictionId')
  })

  test('a prediction compared twice is refused', () =>
    given(cycle, planned, started)
      .when(
        studyCycle(
          { ...study, comparisons: [...study.comparisons, { predictionId, outcome: 'NOT_MET' }] },
          clock,
        ),
      )
      .thenRefused('PREDICTION_COMPARED_TWICE', 'comparisons.2.predictionId'))

  test('a prediction left uncompared is refused', () =>
    given(cycle, planned, started)
      .when(
        studyCycle({ ...study, comparisons: [{ predictionId: otherPredictionId, outcome: 'MET' }] }, clock),
      )
      .thenRefused('PREDICTION_NOT_COMPARED', 'comparisons'))

  test('a test that was not carried out as planned needs its deviation', () =>
    given(cycle, planned, started)
      .when(studyCycle({ ...study, deviation: undefined }, clock))
      .thenRefused('DEVIATION_MISSING', 'deviation'))

  test('a test that was carried out as planned needs none', () => {
    const plain = { ...without(study, 'deviation'), carriedOutAsPlanned: true }
    given(cycle, planned, started).when(studyCycle(plain, clock)).then({ type: 'CycleStudied', data: plain })
  })
})

describe('deciding on a change', () => {
  test('is possible once the cycle was studied, without next steps', () =>
    given(cycle, planned, started, studied).when(decideCycle(decision, clock)).then(decided))

  test('said twice is nothing new', () =>
    given(cycle, planned, started, studied, decided).when(decideCycle(decision, clock)).thenNothingNew())

  test('twice, and differently, is refused', () =>
    given(cycle, planned, started, studied, decided)
      .when(decideCycle({ ...decision, decision: 'ADOPT' }, clock))
      .thenRefused('CYCLE_ALREADY_DECIDED', 'cycleId'))

  test.each([[[planned]], [[planned, started]]])('before the study is refused', (history) =>
    given(cycle, ...history)
      .when(decideCycle(decision, clock))
      .thenRefused('CYCLE_NOT_STUDIED', 'cycleId'),
  )
})

describe('cancelling a cycle', () => {
  test.each([[[planned]], [[planned, started]], [[planned, started, studied]]])(
    'is possible until it is decided',
    (history) =>
      given(cycle, ...history)
        .when(cancelCycle(cancelling, clock))
        .then(cancelled),
  )

  test('said twice is nothing new', () =>
    given(cycle, planned, cancelled).when(cancelCycle(cancelling, clock)).thenNothingNew())

  test('after the decision is refused', () =>
    given(cycle, planned, started, studied, decided)
      .when(cancelCycle({ cycleId, cancelledOn: '2024-05-20', reason: 'Too late' }, clock))
      .thenRefused('CYCLE_ALREADY_DECIDED', 'cycleId'))
})
