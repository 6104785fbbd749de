import { charts } from '../../projections/charts.js'
import type { ChartEvent } from '../../src/domain/chart/events.js'
import { PhaseId, SeriesId } from '../../src/domain/ids.js'
import { rowsOf } from './given-events.js'
import { happened, recordedAt } from './happened.js'

const seriesId = SeriesId.parse('018f0000-0000-7000-8000-0000000000c1')
const otherSeriesId = SeriesId.parse('018f0000-0000-7000-8000-0000000000c2')
const phaseId = PhaseId.parse('018f0000-0000-7000-8000-0000000000c3')
const evidence = { runLength: 9, periods: ['2024-03-01'] }

type Data<Type extends ChartEvent['type']> = Extract<ChartEvent, { type: Type }>['data']

const set = (data: Partial<Data<'ChartDefaultsSet'>> = {}): ChartEvent => ({
  type: 'ChartDefaultsSet',
  data: { seriesId, chartType: 'RUN', ruleSet: 'anhoej-2014', baseline: null, ...data },
})
const proposed: ChartEvent = {
  type: 'PhaseProposed',
  data: {
    seriesId,
    proposalId: phaseId,
    from: '2024-03-01',
    method: 'STABLE_SHIFT',
    evidence,
    note: 'Ward moved',
  },
}
const declined: ChartEvent = {
  type: 'PhaseProposalDeclined',
  data: { seriesId, proposalId: phaseId, reason: 'Recorded otherwise' },
}
const accepted: ChartEvent = {
  type: 'PhaseAccepted',
  data: { seriesId, phaseId, from: '2024-03-01', baselinePoints: 12, reason: 'In use' },
}
const withdrawn: ChartEvent = {
  type: 'PhaseWithdrawn',
  data: { seriesId, phaseId, reason: 'It did not last' },
}
const excluded = (reason = 'Closed', period = '2024-02-01'): ChartEvent => ({
  type: 'PointExcluded',
  data: { seriesId, period, reason },
})
const included: ChartEvent = {
  type: 'PointIncluded',
  data: { seriesId, period: '2024-02-01', reason: 'Belongs to it' },
}

const tablesOf = (...events: readonly ChartEvent[]) => rowsOf(charts, happened(events))

test('the first choice of defaults is a row, and the chart has its revision', async () => {
  expect(await tablesOf(set())).toEqual({
    Chart: [{ id: seriesId, revision: 0n, updatedAt: recordedAt(1) }],
    ChartDefault: [
      {
        id: `${seriesId}@1`,
        seriesId,
        chartType: 'RUN',
        ruleSet: 'anhoej-2014',
        runsTable: null,
        baselinePoints: null,
        baselineFrom: null,
        baselineTo: null,
        reason: null,
        recordedAt: recordedAt(1),
        recordedBy: 'team-lead',
        fromPosition: 1n,
        toPosition: null,
      },
    ],
    ChartPhase: [],
    ChartExclusion: [],
  })
})

test('each further choice ends the one before it, of its own series only', async () => {
  const { Chart, ChartDefault } = await tablesOf(
    set(),
    set({ seriesId: otherSeriesId }),
    set({ ruleSet: 'perla-2011', runsTable: 'EXACT', baseline: { points: 12 }, reason: 'Agreed' }),
    set({
      chartType: 'MR',
      ruleSet: null,
      baseline: { from: '2024-01-01', to: '2024-12-01' },
      reason: 'Again',
    }),
  )
  expect(Chart).toMatchObject([
    { id: seriesId, revision: 3n },
    { id: otherSeriesId, revision: 1n },
  ])
  expect(ChartDefault).toMatchObject([
    { seriesId, ruleSet: 'anhoej-2014', fromPosition: 1n, toPosition: 3n },
    {
      seriesId,
      ruleSet: 'perla-2011',
      runsTable: 'EXACT',
      baselinePoints: 12,
      baselineFrom: null,
      reason: 'Agreed',
      fromPosition: 3n,
      toPosition: 4n,
    },
    {
      seriesId,
      chartType: 'MR',
      ruleSet: null,
      baselinePoints: null,
      baselineFrom: '2024-01-01',
      baselineTo: '2024-12-01',
      fromPosition: 4n,
      toPosition: null,
    },
    { seriesId: otherSeriesId, fromPosition: 2n, toPosition: null },
  ])
})

const proposal = {
  id: phaseId,
  seriesId,
  from: '2024-03-01',
  status: 'PROPOSED',
  method: 'STABLE_SHIFT',
  evidence,
  note: 'Ward moved',
  proposedAt: recordedAt(1),
  proposedBy: 'team-lead',
  baselinePoints: null,
  decidedAt: null,
  decidedBy: null,
  decidedFor: null,
  withdrawnAt: null,
  withdrawnBy: null,
  withdrawnFor: null,
  fromPosition: 1n,
  acceptedPosition: null,
  toPosition: null,
}

describe('a phase', () => {
  test('is a row from its proposal on', async () => {
    expect((await tablesOf(proposed))['ChartPhase']).toEqual([proposal])
  })

  test('that is declined says when, by whom and why, and was never in force', async () => {
    expect((await tablesOf(proposed, declined))['ChartPhase']).toEqual([
      {
        ...proposal,
        status: 'DECLINED',
        decidedAt: recordedAt(2),
        decidedBy: 'team-lead',
        decidedFor: 'Recorded otherwise',
        toPosition: 2n,
      },
    ])
  })

  const inForce = {
    ...proposal,
    status: 'ACCEPTED',
    baselinePoints: 12,
    decidedAt: recordedAt(2),
    decidedBy: 'team-lead',
    decidedFor: 'In use',
    acceptedPosition: 2n,
  }

  test('that is accepted is in force from there on', async () => {
    const { Chart, ChartPhase } = await tablesOf(proposed, accepted)
    expect(ChartPhase).toEqual([inForce])
    expect(Chart).toEqual([{ id: seriesId, revision: 1n, updatedAt: recordedAt(2) }])
  })

  test('that is withdrawn keeps what was said of it, so that the chart of the time can be drawn again', async () => {
    expect((await tablesOf(proposed, accepted, withdrawn))['ChartPhase']).toEqual([
      {
        ...inForce,
        status: 'WITHDRAWN',
        withdrawnAt: recordedAt(3),
        withdrawnBy: 'team-lead',
        withdrawnFor: 'It did not last',
        toPosition: 3n,
      },
    ])
  })

  test('that a person began has neither evidence nor note', async () => {
    const begun: ChartEvent = {
      type: 'PhaseProposed',
      data: { seriesId, proposalId: phaseId, from: '2024-03-01', method: 'PERSON' },
    }
    expect((await tablesOf(begun, accepted))['ChartPhase']).toMatchObject([
      { method: 'PERSON', evidence: null, note: null, status: 'ACCEPTED' },
    ])
  })
})

test('a point is left out, let in and left out again: each time a row', async () => {
  const { Chart, ChartExclusion } = await tablesOf(
    excluded(),
    excluded('Flood', '2024-05-01'),
    included,
    excluded('Closed after all'),
  )
  const row = { seriesId, recordedBy: 'team-lead', includedAt: null, includedBy: null, includedFor: null }
  expect(ChartExclusion).toEqual([
    {
      ...row,
      id: `${seriesId}|2024-02-01@1`,
      period: '2024-02-01',
      reason: 'Closed',
      recordedAt: recordedAt(1),
      includedAt: recordedAt(3),
      includedBy: 'team-lead',
      includedFor: 'Belongs to it',
      fromPosition: 1n,
      toPosition: 3n,
    },
    {
      ...row,
      id: `${seriesId}|2024-02-01@4`,
      period: '2024-02-01',
      reason: 'Closed after all',
      recordedAt: recordedAt(4),
      fromPosition: 4n,
      toPosition: null,
    },
    {
      ...row,
      id: `${seriesId}|2024-05-01@2`,
      period: '2024-05-01',
      reason: 'Flood',
      recordedAt: recordedAt(2),
      fromPosition: 2n,
      toPosition: null,
    },
  ])
  expect(Chart).toMatchObject([{ revision: 3n }])
})
