import { acceptPhase } from '../../../src/domain/chart/accept-phase.js'
import { chart } from '../../../src/domain/chart/chart.js'
import { AcceptPhase, ProposePhase } from '../../../src/domain/chart/commands.js'
import { declinePhaseProposal } from '../../../src/domain/chart/decline-phase-proposal.js'
import { proposePhase } from '../../../src/domain/chart/propose-phase.js'
import { withdrawPhase } from '../../../src/domain/chart/withdraw-phase.js'
import { given } from '../../support/given.js'
import { missing, withdrawn as readingWithdrawn } from '../series/examples.js'
import {
  accepted,
  begun,
  declined,
  facts,
  otherPhaseId,
  phaseId,
  proposed,
  seriesId,
  unopened,
  withdrawn,
} from './examples.js'

const evidence = { runLength: 9 }
const proposal = (values: object = {}): ProposePhase =>
  ProposePhase.parse({
    seriesId,
    proposalId: phaseId,
    from: '2024-03-01',
    method: 'SUSTAINED_RUN',
    evidence,
    ...values,
  })
const propose = (values: object = {}, known = facts()) => proposePhase(proposal(values), known)

const decline = (values: object = {}, known = facts()) =>
  declinePhaseProposal({ seriesId, proposalId: phaseId, reason: 'A change of recording', ...values }, known)

/** Accepts the proposal. */
const acceptIt = (values: object = {}, known = facts()) =>
  acceptPhase(
    AcceptPhase.parse({
      seriesId,
      phaseId: otherPhaseId,
      proposalId: phaseId,
      reason: 'The pathway is in use',
      ...values,
    }),
    known,
  )

/** Begins a phase without a proposal. */
const begin = (values: object = {}, known = facts()) =>
  acceptPhase(
    AcceptPhase.parse({ seriesId, phaseId, from: '2024-03-01', reason: 'The pathway is in use', ...values }),
    known,
  )

const withdraw = (values: object = {}, known = facts()) =>
  withdrawPhase({ seriesId, phaseId, reason: 'It did not last', ...values }, known)

test('a series in which nothing was recorded has no phases', () => {
  for (const ask of [propose, decline, acceptIt, begin, withdraw])
    given(chart).when(ask({}, unopened)).thenRefused('SERIES_NOT_FOUND', 'seriesId')
})

test('words have no phases', () => {
  for (const ask of [propose, begin])
    given(chart)
      .when(ask({ from: '2024-04-01' }, facts('qualitative')))
      .thenRefused('CHART_NOT_EXPECTED', 'seriesId')
})

describe('a proposal', () => {
  test('is kept with what the method saw', () => given(chart).when(propose()).then(proposed()))

  test('of a person may have no evidence', () => {
    given(chart)
      .when(propose({ method: 'PERSON', evidence: undefined, note: 'The ward moved' }))
      .then({ type: 'PhaseProposed', data: { ...begun.data, note: 'The ward moved' } } as typeof begun)
    for (const method of ['SUSTAINED_RUN', 'STABLE_SHIFT'])
      given(chart)
        .when(propose({ method, evidence: undefined }))
        .thenRefused('PHASE_EVIDENCE_MISSING', 'evidence')
  })

  test('said twice is one proposal, under whatever id', () => {
    given(chart, proposed()).when(propose()).thenNothingNew()
    given(chart, proposed())
      .when(propose({ proposalId: otherPhaseId }))
      .thenNothingNew()
    given(chart, proposed(), declined).when(propose()).thenNothingNew()
  })

  test('cannot take the id of another', () =>
    given(chart, proposed())
      .when(propose({ from: '2024-04-01' }))
      .thenRefused('PHASE_ID_TAKEN', 'proposalId'))

  test('waits alone for the decision on its start', () => {
    given(chart, proposed())
      .when(propose({ proposalId: otherPhaseId, method: 'STABLE_SHIFT' }))
      .thenRefused('PHASE_ALREADY_PROPOSED', 'from')
    given(chart, proposed())
      .when(propose({ proposalId: otherPhaseId, from: '2024-04-01' }))
      .then(proposed({ proposalId: otherPhaseId, from: '2024-04-01' }))
  })

  test('of a start that has a phase is refused', () =>
    given(chart, proposed(), accepted())
      .when(propose({ proposalId: otherPhaseId }))
      .thenRefused('PHASE_START_TAKEN', 'from'))

  test('that was declined, or whose phase was withdrawn, may come anew under a new id', () => {
    const anew = proposed({ proposalId: otherPhaseId })
    given(chart, proposed(), declined)
      .when(propose({ proposalId: otherPhaseId }))
      .then(anew)
    given(chart, proposed(), accepted(), withdrawn)
      .when(propose({ proposalId: otherPhaseId }))
      .then(anew)
  })

  test.each([
    ['the first reading', '2024-01-01', 'PHASE_TOO_EARLY'],
    ['a period before it', '2023-12-01', 'PHASE_TOO_EARLY'],
    ['a day on which no period begins', '2024-03-02', 'PERIOD_NOT_ON_BOUNDARY'],
    ['a period that has not come', '2024-07-01', 'PERIOD_IN_FUTURE'],
  ] as const)('cannot begin with %s', (_, from, code) =>
    given(chart).when(propose({ from })).thenRefused(code, 'from'),
  )

  test('needs a reading before it: none, a withdrawn one or a gap will not do', () => {
    for (const history of [[], [readingWithdrawn], [missing]])
      given(chart)
        .when(propose({ from: '2024-05-01' }, facts('count', { history })))
        .thenRefused('PHASE_TOO_EARLY', 'from')
  })

  test('may begin with a period that has no reading yet', () =>
    given(chart)
      .when(propose({ from: '2024-06-01' }))
      .then(proposed({ from: '2024-06-01' })))

  test('follows the cadence of its metric', () => {
    const weekly = facts('count', { values: { cadence: 'WEEK' } })
    given(chart)
      .when(propose({ from: '2024-03-04' }, weekly))
      .then(proposed({ from: '2024-03-04' }))
    given(chart).when(propose({}, weekly)).thenRefused('PERIOD_NOT_ON_BOUNDARY', 'from')
  })

  test('has evidence of a size that can be read', () => {
    const deep = Array.from({ length: 12 }).reduce<object>((inner) => ({ inner }), {})
    const unfit = [{ text: 'x'.repeat(50_001) }, deep, { runs: [Infinity] }, { '\ud800': 1 }, 'a run', [1]]
    for (const evidence of unfit) expect(() => proposal({ evidence })).toThrow(/evidence/)
    const fit = { runs: [9, null, true, { text: 'Ā𝄞' }] }
    expect(proposal({ evidence: fit }).evidence).toEqual(fit)
  })
})

describe('declining a proposal', () => {
  test('says why', () => given(chart, proposed()).when(decline()).then(declined))
  test('twice for the same reason is nothing new', () =>
    given(chart, proposed(), declined).when(decline()).thenNothingNew())
  test('again for another reason is refused', () =>
    given(chart, proposed(), declined)
      .when(decline({ reason: 'Other' }))
      .thenRefused('PHASE_PROPOSAL_DECIDED', 'proposalId'))
  test('that was accepted, or accepted and withdrawn, is refused', () => {
    given(chart, proposed(), accepted()).when(decline()).thenRefused('PHASE_PROPOSAL_DECIDED', 'proposalId')
    given(chart, proposed(), accepted(), withdrawn)
      .when(decline())
      .thenRefused('PHASE_PROPOSAL_DECIDED', 'proposalId')
  })
  test('that is unknown is refused', () =>
    given(chart).when(decline()).thenRefused('PHASE_PROPOSAL_NOT_FOUND', 'proposalId'))
})

describe('accepting a proposal', () => {
  test('lets the phase begin, under the same id', () =>
    given(chart, proposed()).when(acceptIt()).then(accepted()))

  test('may freeze its first points', () =>
    given(chart, proposed())
      .when(acceptIt({ baselinePoints: 12 }))
      .then(accepted({ baselinePoints: 12 })))

  test('twice in the same words is nothing new', () => {
    given(chart, proposed(), accepted()).when(acceptIt()).thenNothingNew()
    given(chart, proposed(), accepted({ baselinePoints: 12 }))
      .when(acceptIt({ baselinePoints: 12 }))
      .thenNothingNew()
  })

  test('again in other words is refused', () => {
    for (const values of [{ reason: 'Other' }, { baselinePoints: 12 }])
      given(chart, proposed(), accepted())
        .when(acceptIt(values))
        .thenRefused('PHASE_PROPOSAL_DECIDED', 'proposalId')
  })

  test('that was declined, or whose phase was withdrawn, is refused', () => {
    given(chart, proposed(), declined).when(acceptIt()).thenRefused('PHASE_PROPOSAL_DECIDED', 'proposalId')
    given(chart, proposed(), accepted(), withdrawn)
      .when(acceptIt())
      .thenRefused('PHASE_PROPOSAL_DECIDED', 'proposalId')
  })

  test('that is unknown is refused', () =>
    given(chart).when(acceptIt()).thenRefused('PHASE_PROPOSAL_NOT_FOUND', 'proposalId'))

  test('needs more than one point to freeze', () =>
    given(chart, proposed())
      .when(acceptIt({ baselinePoints: 1 }))
      .thenRefused('BASELINE_TOO_SHORT', 'baselinePoints'))

  test('whose start has lost the readings before it is refused', () =>
    given(chart, proposed())
      .when(acceptIt({}, facts('count', { history: [] })))
      .thenRefused('PHASE_TOO_EARLY', 'proposalId'))

  test('names the proposal or a start, and not both', () => {
    for (const values of [{ from: '2024-03-01' }, { proposalId: undefined }])
      expect(() => acceptIt(values)).toThrow(/to accept a proposal, or `from`/)
  })
})

describe('beginning a phase that nobody proposed', () => {
  test('is recorded as proposed and accepted at once', () =>
    given(chart).when(begin()).then(begun, accepted()))

  test('may freeze its first points', () =>
    given(chart)
      .when(begin({ baselinePoints: 2 }))
      .then(begun, accepted({ baselinePoints: 2 })))

  test('said twice is one phase, under whatever id', () => {
    given(chart, begun, accepted()).when(begin()).thenNothingNew()
    given(chart, begun, accepted())
      .when(begin({ phaseId: otherPhaseId }))
      .thenNothingNew()
  })

  test('where one begins already is refused, whoever proposed it', () => {
    given(chart, begun, accepted())
      .when(begin({ phaseId: otherPhaseId, reason: 'Other' }))
      .thenRefused('PHASE_START_TAKEN', 'from')
    given(chart, proposed(), accepted())
      .when(begin({ phaseId: otherPhaseId }))
      .thenRefused('PHASE_START_TAKEN', 'from')
  })

  test('where one is proposed is refused: the proposal is to be decided on', () =>
    given(chart, proposed())
      .when(begin({ phaseId: otherPhaseId }))
      .thenRefused('PHASE_ALREADY_PROPOSED', 'from'))

  test('cannot take the id of another', () => {
    for (const values of [{ reason: 'Other' }, { from: '2024-04-01' }])
      given(chart, begun, accepted()).when(begin(values)).thenRefused('PHASE_ID_TAKEN', 'phaseId')
    given(chart, begun, accepted(), withdrawn).when(begin()).thenRefused('PHASE_ID_TAKEN', 'phaseId')
  })

  test('where one was declined or withdrawn is possible under a new id', () => {
    const anew = [
      { type: 'PhaseProposed', data: { ...begun.data, proposalId: otherPhaseId } } as typeof begun,
      accepted({ phaseId: otherPhaseId }),
    ]
    given(chart, proposed(), declined)
      .when(begin({ phaseId: otherPhaseId }))
      .then(...anew)
    given(chart, begun, accepted(), withdrawn)
      .when(begin({ phaseId: otherPhaseId }))
      .then(...anew)
  })

  test.each([
    ['the first reading', '2024-01-01', 'PHASE_TOO_EARLY'],
    ['a day on which no period begins', '2024-03-02', 'PERIOD_NOT_ON_BOUNDARY'],
    ['a period that has not come', '2024-07-01', 'PERIOD_IN_FUTURE'],
  ] as const)('cannot be with %s', (_, from, code) =>
    given(chart).when(begin({ from })).thenRefused(code, 'from'),
  )

  test('needs more than one point to freeze', () =>
    given(chart)
      .when(begin({ baselinePoints: 1 }))
      .thenRefused('BASELINE_TOO_SHORT', 'baselinePoints'))
})

describe('withdrawing a phase', () => {
  test('says why', () => given(chart, proposed(), accepted()).when(withdraw()).then(withdrawn))
  test('twice for the same reason is nothing new', () =>
    given(chart, proposed(), accepted(), withdrawn).when(withdraw()).thenNothingNew())
  test('again for another reason is refused', () =>
    given(chart, proposed(), accepted(), withdrawn)
      .when(withdraw({ reason: 'Other' }))
      .thenRefused('PHASE_ALREADY_WITHDRAWN', 'phaseId'))
  test('that never began is refused', () => {
    given(chart, proposed()).when(withdraw()).thenRefused('PHASE_NOT_ACCEPTED', 'phaseId')
    given(chart, proposed(), declined).when(withdraw()).thenRefused('PHASE_NOT_ACCEPTED', 'phaseId')
  })
  test('that is unknown is refused', () =>
    given(chart).when(withdraw()).thenRefused('PHASE_NOT_FOUND', 'phaseId'))
})
