import { causal, months } from '../api/chart/charts.js'
import { uuid } from '../support/api.js'
import { send, succeed } from '../support/app.js'
import { harbour, inHarbour, openHarbour, falls, type Harbour } from './harbour.js'

let place: Harbour
beforeEach(async () => {
  place = await openHarbour()
})
afterEach(() => place.close())

const project = uuid('c', 1)
const cycle = uuid('1', 1)
const prediction = uuid('2', 1)

const plan = {
  id: cycle,
  projectId: project,
  title: 'Three visits',
  objective: 'Does a check of footwear fit into a visit?',
  change: 'Check footwear on arrival',
  predictions: [
    {
      predictionId: prediction,
      question: 'How long does it take?',
      prediction: 'Two minutes',
      metricId: falls,
    },
  ],
  scale: 'Three visits in one morning',
  metricIds: [falls],
  startOn: '2024-01-08',
  endOn: '2024-01-08',
}

const study = {
  cycleId: cycle,
  studiedOn: '2024-01-15',
  carriedOutAsPlanned: false,
  deviation: 'Two visits: one was cancelled',
  results: 'Three minutes for each visit',
  comparisons: [{ predictionId: prediction, outcome: 'PARTLY_MET' }],
  learning: 'The list is too long',
}

const decision = {
  cycleId: cycle,
  decidedOn: '2024-01-16',
  decision: 'ADAPT',
  rationale: 'The check fits, the list does not',
  nextSteps: 'A shorter list',
}

test('a team takes a cycle from its prediction to its decision, records readings and sees both on the chart', async () => {
  const team = place.as('Tom Reed')
  await succeed(team, 'charterProject', {
    id: project,
    localityId: harbour,
    title: 'Fewer falls at home',
    aim: 'A third fewer falls at home in Harbour by March 2025',
    metricIds: [falls],
    team: [{ name: 'Tom Reed', role: 'Lead' }],
    startOn: '2024-01-02',
  })
  await succeed(team, 'planCycle', plan)

  // In their eagerness they want to write down the result first. What was predicted has to be tested before.
  const early = await send(team, 'studyCycle', study)
  expect(early.userErrors).toMatchObject([{ message: expect.stringMatching(/start/i) as string }])

  await succeed(team, 'startCycle', { cycleId: cycle, startedOn: '2024-01-08' })
  const note = {
    cycleId: cycle,
    text: 'One visit was cancelled',
    kind: 'UNEXPECTED',
    observedOn: '2024-01-08',
  }
  await succeed(team, 'recordObservation', note)
  await succeed(team, 'studyCycle', study)
  const { cycle: decided } = await succeed(
    team,
    'decideCycle',
    decision,
    'cycle { status decision predictions { prediction } comparisons { outcome } observations { text recordedBy } }',
  )
  expect(decided).toEqual({
    status: 'DECIDED',
    decision: 'ADAPT',
    predictions: [{ prediction: 'Two minutes' }],
    comparisons: [{ outcome: 'PARTLY_MET' }],
    observations: [{ text: 'One visit was cancelled', recordedBy: 'Tom Reed' }],
  })

  // Four months pass. Of March nobody knows the number: the register was closed.
  const [january = '', february = '', march = '', april = ''] = months('2024-01-01', 4)
  for (const [period, value] of [
    [january, 40],
    [february, 38],
    [april, 37],
  ] as const)
    await succeed(team, 'recordReading', { ...inHarbour, period, value })
  await succeed(team, 'declarePeriodMissing', {
    ...inHarbour,
    period: march,
    reason: 'The register was closed',
  })

  const { runChart } = await team.request<{ runChart: Record<string, unknown> & { sentence: string } }>(
    `query ($metricId: ID!, $localityId: ID!) {
      runChart(metricId: $metricId, localityId: $localityId, from: "2024-01-01") {
        points { period value missingReason } sentence
        annotations { on kind label cycle { title } }
      }
    }`,
    inHarbour,
  )
  expect(runChart).toMatchObject({
    points: [
      { period: january, value: 40 },
      { period: february, value: 38 },
      { period: march, value: null, missingReason: 'The register was closed' },
      { period: april, value: 37 },
    ],
    annotations: [
      { on: '2024-01-08', kind: 'CYCLE_STARTED', label: 'Three visits', cycle: { title: 'Three visits' } },
      { on: '2024-01-16', kind: 'CYCLE_DECIDED', label: 'Three visits: adapted' },
    ],
  })
  expect(runChart.sentence).not.toMatch(causal)

  const page = await (await fetch(`${place.app.address}/localities/${harbour}`)).text()
  for (const words of [
    'Fewer falls at home',
    'Three visits',
    'Two minutes',
    'Partly met',
    'The list is too long',
  ])
    expect(page).toContain(words)
})
