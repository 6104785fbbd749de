import { cycle } from '../../../src/domain/cycle/cycle.js'
import { planCycle, reviseCyclePlan } from '../../../src/domain/cycle/plan-cycle.js'
import { given } from '../../support/given.js'
import {
  cancelled,
  cycleId,
  decided,
  facts,
  localityId,
  metricId,
  otherMetricId,
  plan,
  planned,
  predictionId,
  rampId,
  revised,
  revision,
  started,
  studied,
} from './a-cycle.js'

describe('planning a cycle', () => {
  test('writes the plan down, in the locality of its project', () =>
    given(cycle).when(planCycle(plan, facts)).then(planned))

  test('said twice is nothing new', () => given(cycle, planned).when(planCycle(plan, facts)).thenNothingNew())

  test('said twice is nothing new after the plan was revised, the cycle decided and the project closed', () =>
    given(cycle, planned, revised, started, studied, decided)
      .when(planCycle(plan, { ...facts, project: { localityId, closed: true, rampIds: new Set() } }))
      .thenNothingNew())

  test('another plan under the same id is refused', () =>
    given(cycle, planned)
      .when(planCycle({ ...plan, objective: 'Another' }, facts))
      .thenRefused('CYCLE_ID_TAKEN', 'cycleId'))

  test('the plan of another ramp under the same id is refused', () =>
    given(cycle, planned)
      .when(planCycle({ ...plan, rampId: undefined }, facts))
      .thenRefused('CYCLE_ID_TAKEN', 'cycleId'))

  test('for an unknown project is refused', () =>
    given(cycle)
      .when(planCycle(plan, { ...facts, project: null }))
      .thenRefused('PROJECT_NOT_FOUND', 'projectId'))

  test('for a closed project is refused', () =>
    given(cycle)
      .when(planCycle(plan, { ...facts, project: { localityId, closed: true, rampIds: new Set([rampId]) } }))
      .thenRefused('PROJECT_CLOSED', 'projectId'))

  test('on a ramp that the project does not have is refused', () =>
    given(cycle)
      .when(planCycle(plan, { ...facts, project: { localityId, closed: false, rampIds: new Set() } }))
      .thenRefused('RAMP_NOT_FOUND', 'rampId'))

  test('informed by an unknown cycle is refused', () =>
    given(cycle)
      .when(planCycle(plan, { ...facts, predecessorKnown: false }))
      .thenRefused('PREDECESSOR_NOT_FOUND', 'informedByCycleId'))

  test('informed by itself is refused', () =>
    given(cycle)
      .when(planCycle({ ...plan, informedByCycleId: cycleId }, { ...facts, predecessorKnown: false }))
      .thenRefused('CYCLE_INFORMED_BY_ITSELF', 'informedByCycleId'))

  test('an end before the start is refused', () =>
    given(cycle)
      .when(planCycle({ ...plan, endOn: '2024-05-05' }, facts))
      .thenRefused('CYCLE_ENDS_BEFORE_START', 'endOn'))

  test('a cycle of one day is accepted', () => {
    const decision = planCycle({ ...plan, endOn: plan.startOn }, facts)(cycle.initial)
    expect(decision.kind).toBe('accepted')
  })

  test('two predictions with one id are refused', () =>
    given(cycle)
      .when(
        planCycle(
          { ...plan, predictions: plan.predictions.map((prediction) => ({ ...prediction, predictionId })) },
          facts,
        ),
      )
      .thenRefused('DUPLICATE_PREDICTION', 'predictions.1.predictionId'))

  test('a metric that does not exist is refused, in the plan and in a prediction', () => {
    const unknown = { ...facts, unknownMetricIds: new Set([metricId, otherMetricId]) }
    given(cycle).when(planCycle(plan, unknown)).thenRefused('METRIC_NOT_FOUND', 'predictions.0.metricId')
    given(cycle)
      .when(planCycle({ ...plan, predictions: plan.predictions.slice(1) }, unknown))
      .thenRefused('METRIC_NOT_FOUND', 'metricIds.0')
  })
})

describe('revising the plan of a cycle', () => {
  test('rewrites it and says why', () =>
    given(cycle, planned).when(reviseCyclePlan(revision, facts)).then(revised))

  test('the revision that the caller expected is not stored', () =>
    given(cycle, planned)
      .when(reviseCyclePlan({ ...revision, expectedRevision: 0n }, facts))
      .then(revised))

  test('said twice is nothing new, even after the start', () =>
    given(cycle, planned, revised, started).when(reviseCyclePlan(revision, facts)).thenNothingNew())

  test('a revision that changes nothing is nothing new', () =>
    given(cycle, planned)
      .when(reviseCyclePlan({ ...revision, scale: plan.scale }, facts))
      .thenNothingNew())

  test('of an unknown cycle is refused', () =>
    given(cycle).when(reviseCyclePlan(revision, facts)).thenRefused('CYCLE_NOT_FOUND', 'cycleId'))

  test.each([[[started]], [[started, studied]], [[started, studied, decided]]])(
    'once the test has begun is refused: predictions stay as written before it',
    (since) =>
      given(cycle, planned, ...since)
        .when(reviseCyclePlan(revision, facts))
        .thenRefused('PLAN_FIXED_ONCE_STARTED', 'cycleId'),
  )

  test('of a cancelled cycle is refused', () =>
    given(cycle, planned, cancelled)
      .when(reviseCyclePlan(revision, facts))
      .thenRefused('CYCLE_CANCELLED', 'cycleId'))

  test('the rules of a plan hold for its revision', () => {
    given(cycle, planned)
      .when(reviseCyclePlan({ ...revision, endOn: '2024-05-05' }, facts))
      .thenRefused('CYCLE_ENDS_BEFORE_START', 'endOn')
    given(cycle, planned)
      .when(reviseCyclePlan(revision, { unknownMetricIds: new Set([metricId]) }))
      .thenRefused('METRIC_NOT_FOUND', 'predictions.0.metricId')
    const [first] = revision.predictions
    const twice = first === undefined ? [] : [first, first]
    given(cycle, planned)
      .when(reviseCyclePlan({ ...revision, predictions: twice }, facts))
      .thenRefused('DUPLICATE_PREDICTION', 'predictions.1.predictionId')
  })
})
