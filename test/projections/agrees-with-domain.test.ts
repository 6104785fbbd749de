import fc from 'fast-check'

import { localities } from '../../projections/localities.js'
import { metrics } from '../../projections/metrics.js'
import { milestones } from '../../projections/milestones.js'
import { readSqliteSchema } from '../../src/adapters/read-store/read-schema.js'
import { LocalityId, MetricId, MilestoneId } from '../../src/domain/ids.js'
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
