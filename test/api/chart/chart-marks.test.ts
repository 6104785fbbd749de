import { type Api, startApi, uuid } from '../../support/api.js'
import { done } from '../../support/mutate.js'
import { harbour, marsh } from '../locality/places.js'
import { falls } from '../metric/metrics.js'
import { prepareMeasuring } from '../series/measured.js'
import { chartOf, recordFalls } from './charts.js'

let api: Api
const inHarbour = { metricId: falls, localityId: harbour }
beforeEach(async () => {
  api = await startApi()
  await prepareMeasuring(api)
  await recordFalls(api, [9, 12, 8, 13, 10, 14, 9, 8, 12, 11, 15, 7, 13, 10, 12, 9], '2023-01-01')
})
afterEach(() => api.close())

describe('targets', () => {
  const target = (value: number, validFrom: string, more: object = {}) =>
    done(api, 'setTarget', { metricId: falls, value, validFrom, ...more })
  const shown = async (localityId = harbour) => (await chartOf(api, { ...inHarbour, localityId }))['targets']

  test('each holds until the next begins, or until the day that was said', async () => {
    await target(10, '2023-01-01')
    await target(9, '2023-07-01', { validTo: '2023-12-01' })
    await target(8, '2024-02-01')
    expect(await shown()).toEqual([
      { value: 10, from: '2023-01-01', to: '2023-07-01' },
      { value: 9, from: '2023-07-01', to: '2023-12-01' },
      { value: 8, from: '2024-02-01', to: null },
    ])
  })

  test("a locality's own goes before the one for all while it holds, and nobody else sees it", async () => {
    await target(10, '2023-01-01')
    await target(7, '2023-06-01', { localityId: harbour, validTo: '2023-10-01' })
    expect(await shown()).toEqual([
      { value: 10, from: '2023-01-01', to: '2023-06-01' },
      { value: 7, from: '2023-06-01', to: '2023-10-01' },
      { value: 10, from: '2023-10-01', to: null },
    ])
    expect(await shown(marsh)).toEqual([{ value: 10, from: '2023-01-01', to: null }])
  })

  test('one that was replaced on its first day, or withdrawn, is not shown', async () => {
    await target(10, '2023-01-01')
    await target(9, '2023-01-01')
    await target(5, '2023-03-01', { id: uuid('9', 1) })
    await done(api, 'withdrawTarget', { metricId: falls, targetId: uuid('9', 1), reason: 'Never agreed' })
    expect(await shown()).toEqual([{ value: 9, from: '2023-01-01', to: null }])
  })
})

describe('annotations', () => {
  const project = uuid('c', 1)
  const cycle = (number: number) => uuid('1', number)
  const plan = async (number: number, title: string, startOn: string) => {
    await done(api, 'planCycle', {
      id: cycle(number),
      projectId: project,
      title,
      objective: 'Find out whether it fits into a visit',
      change: `${title}: look at shoes on arrival`,
      predictions: [{ predictionId: uuid('2', number), question: 'How long?', prediction: 'Two minutes' }],
      scale: 'Three visits',
      startOn,
      endOn: startOn,
    })
  }
  const study = (number: number, on: string) =>
    done(api, 'studyCycle', {
      cycleId: cycle(number),
      studiedOn: on,
      carriedOutAsPlanned: true,
      results: 'Three minutes',
      comparisons: [{ predictionId: uuid('2', number), outcome: 'NOT_MET' }],
      learning: 'The list is too long',
    })
  const charter = (id: string, localityId: string) =>
    done(api, 'charterProject', {
      id,
      localityId,
      title: 'Fewer falls',
      aim: 'A third fewer falls at home by March 2025',
      metricIds: [falls],
      startOn: '2023-01-01',
    })
  const annotations = async (asked: object = {}) =>
    (await chartOf(api, { ...inHarbour, ...asked }))['annotations']

  test("starts and decisions of the locality's cycles lie on it by day, in order, with what they are of", async () => {
    await charter(project, harbour)
    await plan(1, 'Slippers', '2023-03-06')
    await plan(2, 'Lamps', '2023-05-02')
    await plan(3, 'Handrails', '2024-05-20')
    await done(api, 'startCycle', { cycleId: cycle(1), startedOn: '2023-03-07' })
    await done(api, 'startCycle', { cycleId: cycle(2), startedOn: '2023-05-02' })
    await study(1, '2023-04-03')
    const decision = { decidedOn: '2023-05-09', decision: 'ADAPT', rationale: 'The list is too long' }
    await done(api, 'decideCycle', { cycleId: cycle(1), ...decision })
    const about = (title: string) => ({
      detail: `${title}: look at shoes on arrival`,
      cycle: { title },
      milestone: null,
    })
    expect(await annotations()).toEqual([
      { on: '2023-03-07', kind: 'CYCLE_STARTED', label: 'Slippers', ...about('Slippers') },
      { on: '2023-05-02', kind: 'CYCLE_STARTED', label: 'Lamps', ...about('Lamps') },
      { on: '2023-05-09', kind: 'CYCLE_DECIDED', label: 'Slippers: adapted', ...about('Slippers') },
    ])
  })

  const milestone = (number: number) => uuid('4', number)
  const planMilestone = (number: number, title: string, dueOn: string, localityId = harbour) =>
    done(api, 'planMilestone', { id: milestone(number), localityId, title, dueOn })

  test('milestones lie on the day that was reached, stated or expected; cancelled ones are left out', async () => {
    await planMilestone(1, 'Lead named', '2023-02-28')
    await done(api, 'achieveMilestone', {
      milestoneId: milestone(1),
      achievedOn: '2023-03-02',
      evidence: 'Letter',
    })
    await planMilestone(2, 'Budget agreed', '2023-05-31')
    await done(api, 'missMilestone', {
      milestoneId: milestone(2),
      missedOn: '2023-06-01',
      reason: 'No quorum',
    })
    await planMilestone(3, 'Team in place', '2023-09-30')
    await done(api, 'reforecastMilestone', {
      milestoneId: milestone(3),
      forecastOn: '2024-04-30',
      reason: 'Nobody applied',
    })
    await planMilestone(4, 'Van bought', '2023-08-31')
    await done(api, 'cancelMilestone', {
      milestoneId: milestone(4),
      cancelledOn: '2023-08-01',
      reason: 'Lent by the council',
    })
    await planMilestone(5, 'After the last month', '2024-05-01')
    await planMilestone(6, 'Elsewhere', '2023-05-31', marsh)
    const about = (title: string) => ({ label: title, detail: null, cycle: null, milestone: { title } })
    expect(await annotations()).toEqual([
      { on: '2023-03-02', kind: 'MILESTONE_ACHIEVED', ...about('Lead named') },
      { on: '2023-06-01', kind: 'MILESTONE_MISSED', ...about('Budget agreed') },
      { on: '2024-04-30', kind: 'MILESTONE_DUE', ...about('Team in place') },
    ])
    expect(await annotations({ from: '2023-06-01', to: '2023-12-31' })).toMatchObject([
      { kind: 'MILESTONE_MISSED' },
    ])
  })

  test('what happened elsewhere is not on it', async () => {
    await charter(project, marsh)
    await plan(1, 'Slippers', '2023-03-06')
    await done(api, 'startCycle', { cycleId: cycle(1), startedOn: '2023-03-07' })
    expect(await annotations()).toEqual([])
  })
})
