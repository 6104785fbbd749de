import { randomUUID } from 'node:crypto'

import { toGlobalId } from '../../src/api/relay/global-id.js'
import { type FreeReadings, LAST } from './free-readings.js'
import { readingOf } from './readings.js'
import { monthOf, type RegionPlan, type RegionSeries } from './region-plan.js'
import type { Values } from './said.js'

/** Something that is asked of a server again and again, each time of another thing of the region. */
export interface Probe {
  readonly name: string
  readonly kind: 'command' | 'query'
  /** What is asked for the n-th time, from 0. */
  readonly body: (n: number) => string
}

const bodyOf = (query: string, variables: Values): string => JSON.stringify({ query, variables })

const recorded = 'position userErrors { code message } reading { value status }'
const RECORD = `mutation ($input: RecordReadingInput!) { recordReading(input: $input) { ${recorded} } }`
const CORRECT = `mutation ($input: CorrectReadingInput!) { correctReading(input: $input) { ${recorded} } }`
const PLAN_MILESTONE =
  'mutation ($input: PlanMilestoneInput!) { planMilestone(input: $input) { position userErrors { code message } } }'
const RUN_CHART = `query ($m: ID!, $l: ID!) { runChart(metricId: $m, localityId: $l) {
  points { period value numerator denominator status side inSignallingRun } median unit hasSignal sentence
  signals { rule name periods } warnings { code } targets { value from to } annotations { on kind label }
  metric { code } locality { name } } }`
const CHART = `query ($s: ID!) { chart(seriesId: $s, chartType: I) {
  points { period value } sentence signals { rule name periods } phases { from to centreLine lowerLimit upperLimit } } }`
const SCORECARD = `query ($l: ID!) { scorecard(localityId: $l, first: 20) { edges { node {
  metric { code } lastPeriod lastValue sentence target variation } } } }`
const CYCLES = `query ($l: ID!) { cycles(filter: { localityId: $l }, first: 20) { edges { node {
  title status decision predictions { question prediction } observations { kind text } learning rationale } } } }`
const entry = 'edges { node { position type actor recordedAt reason occurredOn } }'
const HISTORY_OF_ONE = `query ($i: ID!) { history(filter: { id: $i }, first: 50) { ${entry} } }`
const HISTORY_OF_PLACE = `query ($l: ID!) { history(filter: { localityId: $l }, last: 50) { ${entry} } }`
const HISTORY = `query { history(last: 50) { ${entry} } }`
const HISTORY_OF_PERSON = `query ($a: String!) { history(filter: { actor: $a }, last: 50) { ${entry} } }`
const HISTORY_OF_TYPE = `query { history(filter: { types: ["MetricRedefined"] }, last: 50) { ${entry} } }`
const ALL_CYCLES = `query { cycles(last: 20) { edges { node { title status plannedStartOn } } } }`
const ALL_READINGS = `query { readings(last: 20) { edges { node { period value } } } }`
const LOCALITY_TREE = `query { localityTree(first: 50) { edges { node { depth locality { name } } } } }`
const LOCALITIES = `query ($after: String) { localities(first: 50, after: $after) {
  edges { node { name kind parent { name } } } } }`
const MILESTONES = `query ($l: ID!) { milestones(filter: { localityId: $l }, first: 50) { edges { node {
  title status dueOn forecastOn } } } }`

/** Ways to draw from a region, the same for the same probe and number. */
const drawing = (plan: RegionPlan) => {
  const seriesFor = (probe: string, n: number): RegionSeries => {
    const series = plan.series[Math.floor(plan.chance.at('probe', probe, n) * plan.series.length)]
    if (series === undefined) throw new Error('The region measures nothing; make it larger')
    return series
  }
  return { seriesFor, placeFor: (probe: string, n: number) => seriesFor(probe, n).place }
}

/** Records months of series drawn from all of them, so that most series were not asked for a moment ago. */
const recordAnywhere = (free: FreeReadings): Probe => ({
  name: 'record a reading, any series',
  kind: 'command',
  body: () => bodyOf(RECORD, { input: { ...free.next(), idempotencyKey: randomUUID() } }),
})

/** One series that its team puts right again and again. */
const correctOne = (plan: RegionPlan): Probe => {
  const series = drawing(plan).seriesFor('correct', 0)
  const period = monthOf(plan, plan.months + LAST)
  return {
    name: 'correct a reading, one series',
    kind: 'command',
    body: (n) => {
      const idempotencyKey = randomUUID()
      const figures = readingOf(plan, series, plan.months + LAST + n)
      if (n === 0) return bodyOf(RECORD, { input: { ...figures, period, idempotencyKey } })
      const { metricId: _metric, localityId: _locality, ...measured } = figures
      const said = { seriesId: series.id, period, reason: `Counted for the ${String(n)}th time.` }
      return bodyOf(CORRECT, { input: { ...measured, ...said, idempotencyKey } })
    },
  }
}

const planMilestone = (plan: RegionPlan): Probe => ({
  name: 'plan a milestone',
  kind: 'command',
  body: (n) => {
    const localityId = drawing(plan).placeFor('milestone', n).id
    const idempotencyKey = randomUUID()
    return bodyOf(PLAN_MILESTONE, {
      input: { localityId, title: 'Second room opened', dueOn: '2027-04-01', idempotencyKey },
    })
  },
})

/** All that is measured. Commands last: by then a server has at hand what was used last, which it reads after its start. */
export const probesOf = (plan: RegionPlan, free: FreeReadings): readonly Probe[] => {
  const { seriesFor, placeFor } = drawing(plan)
  const query = (name: string, text: string, variables: (n: number) => Values): Probe => ({
    name,
    kind: 'query',
    body: (n) => bodyOf(text, variables(n)),
  })
  const ofPlace = (name: string, text: string): Probe =>
    query(name, text, (n) => ({ l: placeFor(name, n).id }))
  return [
    query('run chart of a series', RUN_CHART, (n) => {
      const { metric, place } = seriesFor('run chart', n)
      return { m: metric.id, l: place.id }
    }),
    query('chart with limits of a series', CHART, (n) => ({ s: seriesFor('chart', n).id })),
    ofPlace('scorecard of a locality', SCORECARD),
    ofPlace('cycles of a locality', CYCLES),
    ofPlace('milestones of a locality', MILESTONES),
    query('history of a series', HISTORY_OF_ONE, (n) => ({
      i: toGlobalId('Series', seriesFor('history', n).id),
    })),
    ofPlace('history of a locality', HISTORY_OF_PLACE),
    query('history of a person, the last 50', HISTORY_OF_PERSON, (n) => ({
      a: `team ${String(placeFor('person', n).index)}`,
    })),
    query('history of a rare event, the last 50', HISTORY_OF_TYPE, () => ({})),
    query('history, the last 50', HISTORY, () => ({})),
    query('cycles of the region, the last 20', ALL_CYCLES, () => ({})),
    query('readings of the region, the last 20', ALL_READINGS, () => ({})),
    query('tree of localities, the first 50', LOCALITY_TREE, () => ({})),
    query('localities, the first 50', LOCALITIES, () => ({})),
    recordAnywhere(free),
    correctOne(plan),
    planMilestone(plan),
  ]
}
