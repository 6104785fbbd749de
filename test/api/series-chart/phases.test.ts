import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { type Api, recordedAt, startApi } from '../../support/api.js'
import { done, mutate, refusalOf } from '../../support/mutate.js'
import { nobody } from '../locality/places.js'
import { otherPhase, phase, prepareCharting, proposal, rates, series, wholePhase, words } from './charted.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
  await prepareCharting(api)
})
afterEach(() => api.close())

const reason = 'The pathway is in use everywhere'
const acceptance = { seriesId: series, proposalId: phase, reason }
const beginning = { seriesId: series, from: '2024-03-01', reason }
const declination = { seriesId: series, proposalId: phase, reason: 'The recording changed' }
const withdrawal = { seriesId: series, phaseId: phase, reason: 'It did not last' }

const phases = async () =>
  (
    await api.data<{ seriesById: unknown }>(
      `query ($id: ID!) { seriesById(id: $id) {
        phases { uuid } all: phases(includeWithdrawn: true) { uuid status }
        phaseProposals { uuid } judged: phaseProposals(includeDeclined: true) { uuid status }
      } }`,
      { id: series },
    )
  ).seriesById

const proposed = (position: unknown) => ({
  id: toGlobalId('SeriesPhase', phase),
  uuid: phase,
  from: '2024-03-01',
  status: 'PROPOSED',
  method: 'SUSTAINED_RUN',
  evidence: proposal.evidence,
  note: proposal.note,
  proposedAt: recordedAt,
  proposedBy: 'Asha Patel',
  baselinePoints: null,
  decidedAt: null,
  decidedBy: null,
  decidedFor: null,
  withdrawnAt: null,
  withdrawnBy: null,
  withdrawnFor: null,
  fromPosition: position,
  acceptedPosition: null,
  toPosition: null,
  series: { uuid: series },
})

test('a phase is proposed, accepted and withdrawn: all that was said stays to be seen', async () => {
  const propose = await done(api, 'proposePhase', proposal, wholePhase)
  const events = (await api.events()).events
  const at = events.find(({ type }) => type === 'PhaseProposed')?.position.toString()
  expect(propose).toEqual({ phase: proposed(at), userErrors: [], position: propose.position, stale: false })
  expect(await phases()).toEqual({
    phases: [],
    all: [],
    phaseProposals: [{ uuid: phase }],
    judged: [{ uuid: phase, status: 'PROPOSED' }],
  })

  const input = { ...acceptance, baselinePoints: 2, expectedRevision: 0 }
  const accept = await mutate(api, 'acceptPhase', input, wholePhase, { actor: 'Tom Reed' })
  const accepted = {
    ...proposed(at),
    status: 'ACCEPTED',
    baselinePoints: 2,
    decidedAt: recordedAt,
    decidedBy: 'Tom Reed',
    decidedFor: reason,
    acceptedPosition: accept.position,
  }
  expect(accept).toEqual({ phase: accepted, userErrors: [], position: accept.position, stale: false })
  expect(await phases()).toEqual({
    phases: [{ uuid: phase }],
    all: [{ uuid: phase, status: 'ACCEPTED' }],
    phaseProposals: [],
    judged: [],
  })

  const withdraw = await done(
    api,
    'withdrawPhase',
    { ...withdrawal, phaseId: toGlobalId('SeriesPhase', phase) },
    `${wholePhase} series { phases { uuid } chartRevision }`,
  )
  expect(withdraw).toEqual({
    phase: {
      ...accepted,
      status: 'WITHDRAWN',
      withdrawnAt: recordedAt,
      withdrawnBy: 'Asha Patel',
      withdrawnFor: 'It did not last',
      toPosition: withdraw.position,
    },
    series: { phases: [], chartRevision: 2 },
    userErrors: [],
    position: withdraw.position,
    stale: false,
  })
  expect(await phases()).toMatchObject({ phases: [], all: [{ uuid: phase, status: 'WITHDRAWN' }] })
})

test('a declined proposal leaves the list, and its start may be proposed anew', async () => {
  await done(api, 'proposePhase', proposal)
  expect(await done(api, 'declinePhaseProposal', declination, wholePhase)).toMatchObject({
    phase: { status: 'DECLINED', decidedBy: 'Asha Patel', decidedFor: 'The recording changed' },
  })
  expect(await phases()).toMatchObject({ phaseProposals: [], judged: [{ uuid: phase, status: 'DECLINED' }] })
  const anew = await done(api, 'proposePhase', { ...proposal, id: otherPhase }, wholePhase)
  expect(anew).toMatchObject({ phase: { uuid: otherPhase, status: 'PROPOSED' } })
  expect(await phases()).toMatchObject({
    phaseProposals: [{ uuid: otherPhase }],
    judged: [{ uuid: phase }, { uuid: otherPhase }],
  })
})

test('a person may begin a phase that nobody proposed', async () => {
  const payload = await done(api, 'acceptPhase', beginning, wholePhase)
  expect(payload).toMatchObject({
    phase: {
      status: 'ACCEPTED',
      method: 'PERSON',
      evidence: null,
      note: null,
      proposedBy: 'Asha Patel',
      decidedBy: 'Asha Patel',
      decidedFor: reason,
    },
  })
  const before = await api.head()
  const again = await done(api, 'acceptPhase', beginning, wholePhase)
  expect(again['phase']).toEqual(payload['phase'])
  expect(await api.head()).toBe(before)
})

test('software that finds the same again every night makes one proposal', async () => {
  const first = await done(api, 'proposePhase', { ...proposal, id: null }, wholePhase)
  const before = await api.head()
  const again = await done(api, 'proposePhase', { ...proposal, id: null }, wholePhase)
  expect(again['phase']).toEqual(first['phase'])
  expect(await api.head()).toBe(before)
})

test('asked again under the same key, nothing new is recorded', async () => {
  for (const [mutation, input] of [
    ['proposePhase', proposal],
    ['acceptPhase', acceptance],
    ['withdrawPhase', withdrawal],
  ] as const) {
    const keyed = { ...input, idempotencyKey: mutation }
    const first = await done(api, mutation, keyed, wholePhase)
    const before = await api.head()
    expect(await done(api, mutation, keyed, wholePhase)).toEqual(first)
    expect(await api.head()).toBe(before)
    const other = { ...keyed, seriesId: rates }
    expect(await refusalOf(api, mutation, other, wholePhase)).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
  }
})

test('two who change a chart at once are told', async () => {
  await done(api, 'proposePhase', proposal)
  await done(api, 'acceptPhase', { ...acceptance, expectedRevision: 0 })
  const late = { ...withdrawal, expectedRevision: 0 }
  expect(await refusalOf(api, 'withdrawPhase', late, wholePhase)).toMatchObject({
    code: 'REVISION_CONFLICT',
    field: 'input.expectedRevision',
  })
})

test.each([
  ['proposePhase', { ...proposal, seriesId: nobody }, 'SERIES_NOT_FOUND', 'seriesId', /first reading/],
  ['proposePhase', { ...proposal, seriesId: words }, 'CHART_NOT_EXPECTED', 'seriesId', /series of figures/],
  ['proposePhase', { ...proposal, from: '2024-01-01' }, 'PHASE_TOO_EARLY', 'from', /with a later period/],
  ['proposePhase', { ...proposal, from: '2024-03-15' }, 'PERIOD_NOT_ON_BOUNDARY', 'from', /use 2024-03-01/],
  ['proposePhase', { ...proposal, from: '2024-07-01' }, 'PERIOD_IN_FUTURE', 'from', /once it has come/],
  ['proposePhase', { ...proposal, evidence: null }, 'PHASE_EVIDENCE_MISSING', 'evidence', /Give what/],
  ['proposePhase', { ...proposal, evidence: 'long' }, 'INVALID_VALUE', 'evidence', /as an object/],
  ['proposePhase', { ...proposal, id: 'mine' }, 'INVALID_VALUE', 'id', /as a UUID/],
  ['acceptPhase', acceptance, 'PHASE_PROPOSAL_NOT_FOUND', 'proposalId', /look up/],
  ['acceptPhase', { ...acceptance, from: '2024-03-01' }, 'INVALID_VALUE', 'proposalId', /or `from`/],
  ['acceptPhase', { seriesId: series, reason }, 'INVALID_VALUE', 'proposalId', /or `from`/],
  ['acceptPhase', { ...beginning, baselinePoints: 1 }, 'BASELINE_TOO_SHORT', 'baselinePoints', /give more/],
  ['acceptPhase', { ...beginning, reason: '' }, 'INVALID_VALUE', 'reason', /Give the reason/],
  [
    'acceptPhase',
    { ...acceptance, proposalId: toGlobalId('Series', series) },
    'INVALID_ID',
    'proposalId',
    /the id of a SeriesPhase/,
  ],
  ['declinePhaseProposal', declination, 'PHASE_PROPOSAL_NOT_FOUND', 'proposalId', /look up/],
  ['withdrawPhase', withdrawal, 'PHASE_NOT_FOUND', 'phaseId', /look up/],
])('%s refuses %j, and records nothing', async (mutation, input, code, field, message) => {
  expect(await refusalOf(api, mutation, input, wholePhase)).toEqual({
    code,
    field: `input.${field}`,
    message: expect.stringMatching(message) as string,
  })
})

describe('once it is proposed', () => {
  beforeEach(() => done(api, 'proposePhase', proposal))

  test.each([
    [
      'proposePhase',
      { ...proposal, id: otherPhase, note: null },
      'PHASE_ALREADY_PROPOSED',
      'from',
      /accept or decline that proposal/,
    ],
    ['proposePhase', { ...proposal, from: '2024-04-01' }, 'PHASE_ID_TAKEN', 'id', /use a new one/],
    [
      'proposePhase',
      { ...proposal, seriesId: rates, from: '2024-02-01' },
      'PHASE_ID_TAKEN',
      'id',
      /choose another/,
    ],
    ['acceptPhase', beginning, 'PHASE_ALREADY_PROPOSED', 'from', /accept or decline that proposal/],
    ['withdrawPhase', withdrawal, 'PHASE_NOT_ACCEPTED', 'phaseId', /decline the proposal/],
  ])('%s refuses %j', async (mutation, input, code, field, message) => {
    expect(await refusalOf(api, mutation, input, wholePhase)).toEqual({
      code,
      field: `input.${field}`,
      message: expect.stringMatching(message) as string,
    })
  })
})

describe('once it is accepted', () => {
  beforeEach(async () => {
    await done(api, 'proposePhase', proposal)
    await done(api, 'acceptPhase', acceptance)
  })

  test.each([
    ['proposePhase', { ...proposal, id: otherPhase }, 'PHASE_START_TAKEN', 'from', /withdraw it first/],
    ['acceptPhase', beginning, 'PHASE_START_TAKEN', 'from', /withdraw it first/],
    [
      'acceptPhase',
      { ...acceptance, reason: 'Other' },
      'PHASE_PROPOSAL_DECIDED',
      'proposalId',
      /withdraw the phase/,
    ],
    ['declinePhaseProposal', declination, 'PHASE_PROPOSAL_DECIDED', 'proposalId', /withdraw the phase/],
  ])('%s refuses %j', async (mutation, input, code, field, message) => {
    expect(await refusalOf(api, mutation, input, wholePhase)).toEqual({
      code,
      field: `input.${field}`,
      message: expect.stringMatching(message) as string,
    })
  })

  test('it is withdrawn once', async () => {
    await done(api, 'withdrawPhase', withdrawal)
    const again = { ...withdrawal, reason: 'Other' }
    expect(await refusalOf(api, 'withdrawPhase', again, wholePhase)).toMatchObject({
      code: 'PHASE_ALREADY_WITHDRAWN',
      field: 'input.phaseId',
      message: expect.stringMatching(/nothing is left/) as string,
    })
  })
})
