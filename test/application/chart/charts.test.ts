import { acceptPhase } from '../../../src/application/chart/accept-phase.js'
import { declinePhaseProposal } from '../../../src/application/chart/decline-phase-proposal.js'
import { excludePoint } from '../../../src/application/chart/exclude-point.js'
import { includePoint } from '../../../src/application/chart/include-point.js'
import { proposePhase } from '../../../src/application/chart/propose-phase.js'
import { setChartDefaults } from '../../../src/application/chart/set-chart-defaults.js'
import { withdrawPhase } from '../../../src/application/chart/withdraw-phase.js'
import { recordReadings } from '../../../src/application/series/record-readings.js'
import { PhaseId, seriesIdOf } from '../../../src/domain/ids.js'
import { clock, coast, harbour, measuring, metricId } from '../improving.js'

const seriesId = seriesIdOf(metricId, coast, null)
const elsewhere = seriesIdOf(metricId, harbour, null)
const phaseId = PhaseId.parse('018f0000-0000-7000-8000-0000000000f1')
const otherPhaseId = PhaseId.parse('018f0000-0000-7000-8000-0000000000f2')

/** Readings for January to May 2024 at both localities. */
const charting = async () => {
  const waymark = await measuring()
  const readings = [coast, harbour].flatMap((localityId) =>
    [1, 2, 3, 4, 5].map((month) => ({ metricId, localityId, period: `2024-0${month}-01`, value: month })),
  )
  await waymark.done((unit) => recordReadings(unit, { readings }, clock))
  return waymark
}

const proposal = {
  seriesId,
  proposalId: phaseId,
  from: '2024-03-01',
  method: 'SUSTAINED_RUN' as const,
  evidence: { runLength: 9 },
}
const reason = 'In use everywhere'
const defaults = { seriesId, chartType: 'RUN' as const, ruleSet: 'anhoej-2014' as const }

test('a chart goes its whole way: chosen, proposed, declined, accepted, withdrawn, points left out and let in', async () => {
  const waymark = await charting()
  const before = (await waymark.events()).length
  expect(await waymark.done((unit) => setChartDefaults(unit, defaults, clock))).toEqual({
    result: { seriesId },
    recorded: 1,
  })
  const phase = { seriesId, phaseId }
  expect((await waymark.done((unit) => proposePhase(unit, proposal, clock))).result).toEqual(phase)
  const decline = { seriesId, proposalId: phaseId, reason }
  expect((await waymark.done((unit) => declinePhaseProposal(unit, decline, clock))).result).toEqual(phase)
  const begin = { seriesId, phaseId: otherPhaseId, from: '2024-03-01', reason }
  const begun = { seriesId, phaseId: otherPhaseId }
  expect((await waymark.done((unit) => acceptPhase(unit, begin, clock))).result).toEqual(begun)
  const withdraw = { ...begun, reason }
  expect((await waymark.done((unit) => withdrawPhase(unit, withdraw, clock))).result).toEqual(begun)
  const point = { seriesId, period: '2024-02-01', reason }
  const left = { seriesId, period: '2024-02-01' }
  expect((await waymark.done((unit) => excludePoint(unit, point, clock))).result).toEqual(left)
  expect((await waymark.done((unit) => includePoint(unit, point, clock))).result).toEqual(left)
  expect((await waymark.events()).slice(before)).toEqual([
    'ChartDefaultsSet',
    'PhaseProposed',
    'IdClaimed',
    'PhaseProposalDeclined',
    'PhaseProposed',
    'PhaseAccepted',
    'IdClaimed',
    'PhaseWithdrawn',
    'PointExcluded',
    'PointIncluded',
  ])
})

test('a proposal is accepted under its own id', async () => {
  const waymark = await charting()
  await waymark.done((unit) => proposePhase(unit, proposal, clock))
  const accept = { seriesId, phaseId: otherPhaseId, proposalId: phaseId, reason }
  expect(await waymark.done((unit) => acceptPhase(unit, accept, clock))).toEqual({
    result: { seriesId, phaseId },
    recorded: 1,
  })
})

test('what was said before is answered with the id that it has', async () => {
  const waymark = await charting()
  await waymark.done((unit) => proposePhase(unit, proposal, clock))
  const again = { ...proposal, proposalId: otherPhaseId }
  expect(await waymark.done((unit) => proposePhase(unit, again, clock))).toEqual({
    result: { seriesId, phaseId },
    recorded: 0,
  })
  const begin = { seriesId, phaseId: otherPhaseId, from: '2024-05-01', reason }
  await waymark.done((unit) => acceptPhase(unit, begin, clock))
  const anew = { ...begin, phaseId: PhaseId.parse('018f0000-0000-7000-8000-0000000000f3') }
  expect(await waymark.done((unit) => acceptPhase(unit, anew, clock))).toEqual({
    result: { seriesId, phaseId: otherPhaseId },
    recorded: 0,
  })
})

test('the id of a phase is taken for every series', async () => {
  const waymark = await charting()
  await waymark.done((unit) => proposePhase(unit, proposal, clock))
  const there = { ...proposal, seriesId: elsewhere }
  expect(await waymark.refused((unit) => proposePhase(unit, there, clock))).toEqual([
    'PHASE_ID_TAKEN proposalId',
  ])
  const begin = { seriesId: elsewhere, phaseId, from: '2024-03-01', reason }
  expect(await waymark.refused((unit) => acceptPhase(unit, begin, clock))).toEqual(['PHASE_ID_TAKEN phaseId'])
})

test('somebody who changes a chart may say which one they saw', async () => {
  const waymark = await charting()
  await waymark.done((unit) => setChartDefaults(unit, defaults, clock))
  await waymark.done((unit) => proposePhase(unit, { ...proposal, expectedRevision: 0n }, clock))
  const late = { ...defaults, ruleSet: 'perla-2011' as const, reason, expectedRevision: 0n }
  expect(await waymark.refused((unit) => setChartDefaults(unit, late, clock))).toEqual([
    'REVISION_CONFLICT expectedRevision',
  ])
})

test('a series that was never opened has no chart', async () => {
  const waymark = await measuring()
  expect(await waymark.refused((unit) => setChartDefaults(unit, defaults, clock))).toEqual([
    'SERIES_NOT_FOUND seriesId',
  ])
})
