import fc from 'fast-check'

import { charts } from '../../projections/charts.js'
import { localities } from '../../projections/localities.js'
import { metrics } from '../../projections/metrics.js'
import { milestones } from '../../projections/milestones.js'
import { readSqliteSchema } from '../../src/adapters/read-store/read-schema.js'
import { acceptPhase } from '../../src/domain/chart/accept-phase.js'
import { chart, type ChartState } from '../../src/domain/chart/chart.js'
import { declinePhaseProposal } from '../../src/domain/chart/decline-phase-proposal.js'
import type { ChartEvent } from '../../src/domain/chart/events.js'
import { excludePoint } from '../../src/domain/chart/exclude-point.js'
import { includePoint } from '../../src/domain/chart/include-point.js'
import { proposePhase } from '../../src/domain/chart/propose-phase.js'
import { setChartDefaults } from '../../src/domain/chart/set-chart-defaults.js'
import { withdrawPhase } from '../../src/domain/chart/withdraw-phase.js'
import { LocalityId, MetricId, MilestoneId, PhaseId } from '../../src/domain/ids.js'
import type { LocalityEvent } from '../../src/domain/locality/events.js'
import { locality, nameOn } from '../../src/domain/locality/locality.js'
import type { MetricDefinition, MetricEvent } from '../../src/domain/metric/events.js'
import { definitionAt, metric } from '../../src/domain/metric/metric.js'
import { achieveMilestone, cancelMilestone, missMilestone } from '../../src/domain/milestone/end-milestone.js'
import type { MilestoneEvent } from '../../src/domain/milestone/events.js'
import { milestone, type MilestoneState } from '../../src/domain/milestone/milestone.js'
import { planMilestone } from '../../src/domain/milestone/plan-milestone.js'
import { reforecastMilestone } from '../../src/domain/milestone/reforecast-milestone.js'
import { reopenMilestone } from '../../src/domain/milestone/reopen-milestone.js'
import { startMilestone } from '../../src/domain/milestone/start-milestone.js'
import { facts, seriesId } from '../domain/chart/examples.js'
import { operationsOf } from './given-events.js'
import { happened } from './happened.js'
import { keyText, referenceRows } from './reference-rows.js'

// fast-check prints the seed of a failing run.

const schema = readSqliteSchema()
const day = fc.integer({ min: 1, max: 9 }).map((month) => `2024-0${String(month)}-01`)

test('whatever the order in which renames become known, the row has the name that holds last', () => {
  const localityId = LocalityId.parse('018f0000-0000-7000-8000-0000000000e1')
  const registered: LocalityEvent = {
    type: 'LocalityRegistered',
    data: { localityId, kind: 'PLACE', name: 'first', openedOn: '2024-01-01', parentId: null, codes: [] },
  }
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), day), { maxLength: 8 }), (renames) => {
      const history = [
        registered,
        ...renames.map(([name, effectiveOn]): LocalityEvent => ({
          type: 'LocalityRenamed',
          data: { localityId, name, effectiveOn },
        })),
      ]
      const state = history.reduce(locality.evolve, locality.initial)
      const rows = referenceRows(
        schema,
        happened(history).flatMap((event) => operationsOf(localities, event)),
      )
      expect(rows.get('Locality')?.[0]?.['name']).toBe(
        state.status === 'registered' ? nameOn(state, '9999-12-31') : undefined,
      )
      const known = rows.get('LocalityName')?.filter((row) => row['toPosition'] === null)
      expect(new Set(known?.map((row) => row['validFrom'])).size).toBe(known?.length)
    }),
  )
})

test('whatever the order in which redefinitions become known, rows and decisions agree on which one holds', () => {
  const metricId = MetricId.parse('018f0000-0000-7000-8000-0000000000e2')
  const definition: MetricDefinition = {
    name: 'Falls',
    nature: 'QUANTITATIVE',
    statistic: 'COUNT',
    multiplier: 1,
    unit: 'falls',
    direction: 'DECREASE',
    cadence: 'MONTH',
    purpose: 'IMPROVEMENT',
    aggregation: 'SUM_COMPONENTS',
    reliability: 'A',
    caveats: [],
  }
  const defined: MetricEvent = { type: 'MetricDefined', data: { metricId, code: 'falls', definition } }
  fc.assert(
    fc.property(fc.array(day, { maxLength: 6 }), day, (days, period) => {
      const history = [
        defined,
        ...days.map((effectiveOn, index): MetricEvent => ({
          type: 'MetricRedefined',
          data: {
            metricId,
            version: index + 2,
            definition,
            effectiveOn,
            reason: 'Anew',
            breaksComparability: false,
          },
        })),
      ]
      const state = history.reduce(metric.evolve, metric.initial)
      if (state.status !== 'defined') throw new Error('The metric is defined')
      const rows = referenceRows(
        schema,
        happened(history).flatMap((event) => operationsOf(metrics, event)),
      )
      const holding = (rows.get('MetricDefinition') ?? [])
        .filter((row) => row['toPosition'] === null)
        .map((row) => ({ version: row['version'], from: keyText(row['effectiveOn'] ?? '') }))
        .filter(({ from }) => from <= period)
        .toSorted((one, other) => (one.from < other.from ? -1 : 1))
        .at(-1)
      expect(holding?.version).toBe(definitionAt(state, period).version)
    }),
  )
})

test('whatever is asked of a milestone, its row stands where its decisions stand', () => {
  const milestoneId = MilestoneId.parse('018f0000-0000-7000-8000-0000000000e3')
  const localityId = LocalityId.parse('018f0000-0000-7000-8000-0000000000e4')
  const clock = { today: '2024-09-01' }
  const promise = { milestoneId, localityId, title: 'Records live', dueOn: '2024-03-01' }
  const reason = 'Because'
  const asked = fc.tuple(fc.nat(5), day, fc.option(day, { nil: undefined })).map(([kind, on, forecastOn]) => {
    const decisions = [
      startMilestone({ milestoneId, startedOn: on }, clock),
      reforecastMilestone({ milestoneId, forecastOn: on, reason }),
      achieveMilestone({ milestoneId, achievedOn: on, evidence: 'Seen' }, clock),
      missMilestone({ milestoneId, missedOn: on, reason }, clock),
      cancelMilestone({ milestoneId, cancelledOn: on, reason }, clock),
      reopenMilestone({ milestoneId, reopenedOn: on, forecastOn, reason }, clock),
    ]
    return decisions[kind]
  })
  const standsAs = (state: MilestoneState, history: readonly MilestoneEvent[]) => {
    if (state.status === 'unplanned') throw new Error('The milestone is planned')
    const rows = referenceRows(
      schema,
      happened(history).flatMap((event) => operationsOf(milestones, event)),
    )
    expect(rows.get('Milestone')).toMatchObject([
      {
        status: state.status,
        forecastOn: state.forecastOn,
        startedOn: state.startedOn ?? null,
        dueOn: promise.dueOn,
        revision: BigInt(history.length - 1),
      },
    ])
    const now = (table: string) => rows.get(table)?.filter((row) => row['toPosition'] === null)
    expect(now('MilestoneStatusChange')).toMatchObject([{ status: state.status }])
    expect(now('MilestoneForecast')).toMatchObject([{ forecastOn: state.forecastOn }])
  }
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 30 }), (requests) => {
      let state: MilestoneState = milestone.initial
      const history: MilestoneEvent[] = []
      for (const decide of [planMilestone(promise, { locality: { closedOn: null } }), ...requests]) {
        const decision = decide?.(state)
        if (decision?.kind !== 'accepted' || decision.events.length === 0) continue
        history.push(...decision.events)
        state = decision.events.reduce(milestone.evolve, state)
        standsAs(state, history)
      }
    }),
    { numRuns: 300 },
  )
})

test('whatever is asked of a chart, its rows stand where its decisions stand, and one phase at most begins at a time', () => {
  const ids = [1, 2, 3].map((number) => PhaseId.parse(`018f0000-0000-7000-8000-0000000000d${String(number)}`))
  const known = facts()
  const month = fc.constantFrom('2024-02-01', '2024-03-01', '2024-04-01')
  const text = fc.constantFrom('One', 'Another')
  const asked = fc.tuple(fc.nat(7), fc.constantFrom(...ids), month, text).map(([kind, id, from, reason]) => {
    const named = { seriesId, phaseId: id, proposalId: id, reason }
    const decisions = [
      setChartDefaults({ seriesId, chartType: 'RUN', ruleSet: 'anhoej-2014', reason }, known),
      setChartDefaults(
        { seriesId, chartType: 'I', ruleSet: 'nelson', baseline: { points: 2 }, reason },
        known,
      ),
      proposePhase({ seriesId, proposalId: id, from, method: 'PERSON', note: reason }, known),
      declinePhaseProposal(named, known),
      acceptPhase(named, known),
      acceptPhase({ seriesId, phaseId: id, from, reason }, known),
      withdrawPhase(named, known),
      reason === 'One'
        ? excludePoint({ seriesId, period: from, reason }, known)
        : includePoint({ seriesId, period: from, reason }, known),
    ]
    return decisions[kind]
  })
  const standsAs = (state: ChartState, history: readonly ChartEvent[]) => {
    const rows = referenceRows(
      schema,
      happened(history).flatMap((event) => operationsOf(charts, event)),
    )
    const phases = rows.get('ChartPhase') ?? []
    expect(phases.map(({ id, from, status }) => [id, from, status])).toEqual(
      [...state.phases.values()]
        .map(({ proposed, status }) => [proposed.proposalId, proposed.from, status])
        .toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1)),
    )
    const open = phases.filter(({ toPosition }) => toPosition === null)
    expect(open.every(({ status }) => status === 'PROPOSED' || status === 'ACCEPTED')).toBe(true)
    expect(new Set(open.map(({ from }) => from)).size).toBe(open.length)
    const now = (table: string) => (rows.get(table) ?? []).filter((row) => row['toPosition'] === null)
    expect(now('ChartDefault').map((row) => row['ruleSet'])).toEqual(
      state.defaults === null ? [] : [state.defaults.ruleSet],
    )
    expect(now('ChartExclusion').map((row) => row['period'])).toEqual(
      [...state.points].flatMap(([period, { excluded }]) => (excluded ? [period] : [])).toSorted(),
    )
    expect(rows.get('Chart')).toMatchObject([{ revision: BigInt(history.length - 1) }])
  }
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 30 }), (requests) => {
      let state: ChartState = chart.initial
      const history: ChartEvent[] = []
      for (const decide of requests) {
        const decision = decide?.(state)
        if (decision?.kind !== 'accepted' || decision.events.length === 0) continue
        history.push(...decision.events)
        state = decision.events.reduce(chart.evolve, state)
        standsAs(state, history)
      }
    }),
    { numRuns: 200 },
  )
})
