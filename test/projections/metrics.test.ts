import { metrics } from '../../projections/metrics.js'
import { LocalityId, MetricId, TargetId } from '../../src/domain/ids.js'
import type { MetricDefinition, MetricEvent } from '../../src/domain/metric/events.js'
import { rowsOf } from './given-events.js'
import { happened, recordedAt } from './happened.js'

const metricId = MetricId.parse('018f0000-0000-7000-8000-000000000051')
const successorId = MetricId.parse('018f0000-0000-7000-8000-000000000052')
const targetId = TargetId.parse('018f0000-0000-7000-8000-000000000053')
const localityId = LocalityId.parse('018f0000-0000-7000-8000-000000000054')

const definition: MetricDefinition = {
  name: 'Waiting score',
  nature: 'QUANTITATIVE',
  statistic: 'SCORE',
  multiplier: 1,
  unit: 'points',
  scale: { lowest: 0, highest: 24 },
  direction: 'INCREASE',
  cadence: 'MONTH',
  purpose: 'IMPROVEMENT',
  aggregation: 'POOLED_WEIGHTED',
  reliability: 'B',
  typicalLagDays: 30,
  caveats: ['Service users only'],
  breakdown: { dimension: 'Age', categories: [{ code: '65+', label: '65 and over' }] },
}
const defined: MetricEvent = {
  type: 'MetricDefined',
  data: { metricId, code: 'wait', definition, validFrom: '2020-01-01' },
}
const redefined = (version: number, name: string, effectiveOn: string): MetricEvent => ({
  type: 'MetricRedefined',
  data: {
    metricId,
    version,
    definition: { ...definition, name, purpose: 'BOTH' },
    effectiveOn,
    reason: 'New survey',
    breaksComparability: true,
  },
})

const tablesOf = (...events: readonly MetricEvent[]) => rowsOf(metrics, happened(events))

const wordings = async (...events: readonly MetricEvent[]) =>
  (await tablesOf(...events))['MetricDefinition']?.map(({ version, effectiveOn, toPosition }) => ({
    version,
    effectiveOn,
    toPosition,
  }))

test('a defined metric shows its name, and its definition holds from the beginning', async () => {
  expect(await tablesOf(defined)).toEqual({
    Metric: [
      {
        id: metricId,
        code: 'wait',
        name: 'Waiting score',
        nameKey: 'waiting score',
        purpose: 'IMPROVEMENT',
        nature: 'QUANTITATIVE',
        version: 1,
        validFrom: '2020-01-01',
        retiredOn: null,
        retiredFor: null,
        successorId: null,
        revision: 0n,
        createdAt: recordedAt(1),
        updatedAt: recordedAt(1),
      },
    ],
    MetricDefinition: [
      {
        id: `${metricId}@1`,
        metricId,
        version: 1,
        name: 'Waiting score',
        description: null,
        nature: 'QUANTITATIVE',
        statistic: 'SCORE',
        numerator: null,
        denominator: null,
        multiplier: 1,
        unit: 'points',
        scaleLowest: 0,
        scaleHighest: 24,
        percentile: null,
        direction: 'INCREASE',
        cadence: 'MONTH',
        yearStartsIn: null,
        purpose: 'IMPROVEMENT',
        aggregation: 'POOLED_WEIGHTED',
        reliability: 'B',
        standardisation: null,
        source: null,
        licence: null,
        typicalLagDays: 30,
        caveats: ['Service users only'],
        breakdown: { dimension: 'Age', categories: [{ code: '65+', label: '65 and over' }] },
        effectiveOn: null,
        reason: null,
        breaksComparability: false,
        fromPosition: 1n,
        toPosition: null,
      },
    ],
    MetricTarget: [],
  })
})

describe('a redefined metric', () => {
  test('shows its new definition and keeps the old one for the time before', async () => {
    const { Metric, MetricDefinition } = await tablesOf(defined, redefined(2, 'New score', '2024-01-01'))
    expect(Metric).toMatchObject([
      { name: 'New score', nameKey: 'new score', purpose: 'BOTH', version: 2, revision: 1n },
    ])
    expect(MetricDefinition).toMatchObject([
      { version: 1, effectiveOn: null, toPosition: null },
      {
        version: 2,
        name: 'New score',
        effectiveOn: '2024-01-01',
        reason: 'New survey',
        breaksComparability: true,
        fromPosition: 2n,
        toPosition: null,
      },
    ])
  })

  test('from the same day again makes the one before void', async () => {
    expect(await wordings(defined, redefined(2, 'A', '2024-01-01'), redefined(3, 'B', '2024-01-01'))).toEqual(
      [
        { version: 1, effectiveOn: null, toPosition: null },
        { version: 2, effectiveOn: '2024-01-01', toPosition: 3n },
        { version: 3, effectiveOn: '2024-01-01', toPosition: null },
      ],
    )
  })

  test('from an earlier day makes void what was to hold from later ones, and never the first', async () => {
    const history = [
      defined,
      redefined(2, 'A', '2022-01-01'),
      redefined(3, 'B', '2024-01-01'),
      redefined(4, 'C', '2023-01-01'),
    ]
    expect(await wordings(...history)).toEqual([
      { version: 1, effectiveOn: null, toPosition: null },
      { version: 2, effectiveOn: '2022-01-01', toPosition: null },
      { version: 3, effectiveOn: '2024-01-01', toPosition: 4n },
      { version: 4, effectiveOn: '2023-01-01', toPosition: null },
    ])
    expect((await tablesOf(...history))['Metric']).toMatchObject([{ name: 'C', version: 4 }])
  })
})

test('a target is a row, for one locality or for all; a withdrawn one stays known for the time before', async () => {
  const target = { metricId, targetId, value: 20, validFrom: '2024-04-01', validTo: null }
  const set: MetricEvent = { type: 'TargetSet', data: { ...target, localityId, source: 'Plan 2024' } }
  const withdrawn: MetricEvent = {
    type: 'TargetWithdrawn',
    data: { metricId, targetId, reason: 'Agreed anew' },
  }
  const { Metric, MetricTarget } = await tablesOf(defined, set, withdrawn)
  expect(Metric).toMatchObject([{ revision: 2n, updatedAt: recordedAt(3) }])
  expect(MetricTarget).toEqual([
    {
      id: targetId,
      metricId,
      localityId,
      value: 20,
      validFrom: '2024-04-01',
      validTo: null,
      source: 'Plan 2024',
      fromPosition: 2n,
      toPosition: 3n,
      withdrawnFor: 'Agreed anew',
    },
  ])
  const everywhere: MetricEvent = { type: 'TargetSet', data: { ...target, localityId: null } }
  expect((await tablesOf(defined, everywhere))['MetricTarget']).toMatchObject([
    { localityId: null, toPosition: null },
  ])
})

test('a retired metric says when, why and what follows it', async () => {
  const { Metric } = await tablesOf(defined, {
    type: 'MetricRetired',
    data: { metricId, retiredOn: '2024-04-01', reason: 'Collection ended', successorId },
  })
  expect(Metric).toMatchObject([
    { retiredOn: '2024-04-01', retiredFor: 'Collection ended', successorId, revision: 1n },
  ])
})
