import { assignLocalityCode } from '../../../src/application/locality/assign-locality-code.js'
import { closeLocality } from '../../../src/application/locality/close-locality.js'
import { endLocalityCode } from '../../../src/application/locality/end-locality-code.js'
import { mergeLocalities } from '../../../src/application/locality/merge-localities.js'
import { moveLocality } from '../../../src/application/locality/move-locality.js'
import { recordPopulation } from '../../../src/application/locality/record-population.js'
import { registerLocality } from '../../../src/application/locality/register-locality.js'
import { renameLocality } from '../../../src/application/locality/rename-locality.js'
import { splitLocality } from '../../../src/application/locality/split-locality.js'
import { withdrawPopulation } from '../../../src/application/locality/withdraw-population.js'
import { RecordPopulation } from '../../../src/domain/locality/commands.js'
import {
  coast,
  estimateId,
  harbour,
  hills,
  northshire,
  otherEstimateId,
  register,
} from '../../domain/locality/examples.js'
import { emptyWaymark } from '../waymark.js'

const ods = (code: string) => ({ codes: [{ scheme: 'ODS', code }] })

/** A system with two places, and a neighbourhood in one of them. */
const county = async () => {
  const waymark = emptyWaymark()
  const add = (values: Parameters<typeof register>[0]) =>
    waymark.done((unit) => registerLocality(unit, register(values)))
  await add({ localityId: northshire, kind: 'SYSTEM', name: 'Northshire' })
  await add({ localityId: coast, parentId: northshire, ...ods('QX1') })
  await add({ localityId: hills, name: 'Hills', parentId: northshire })
  await add({ localityId: harbour, kind: 'NEIGHBOURHOOD', name: 'Harbour', parentId: coast })
  return waymark
}

test('a code that another locality holds is refused with its place, and nothing is recorded', async () => {
  const waymark = await county()
  const before = await waymark.events()
  const again = register({ localityId: hills, name: 'Hills', parentId: northshire, ...ods('QX1') })
  expect(await waymark.refused((unit) => registerLocality(unit, again))).toEqual([
    'LOCALITY_ID_TAKEN localityId',
    'CODE_TAKEN codes.0.code',
  ])
  expect(await waymark.events()).toEqual(before)
})

test('registered twice, nothing is recorded, even when its code has gone to another since', async () => {
  const waymark = await county()
  const end = { localityId: coast, scheme: 'ODS', code: 'QX1', validTo: '2022-04-01' }
  await waymark.done((unit) => endLocalityCode(unit, end))
  await waymark.done((unit) =>
    assignLocalityCode(unit, { ...end, localityId: hills, validFrom: '2022-04-01' }),
  )
  const same = register({ localityId: coast, parentId: northshire, ...ods('QX1') })
  expect(await waymark.done((unit) => registerLocality(unit, same))).toEqual({
    result: { localityId: coast },
    recorded: 0,
  })
})

test('a code goes from one locality to another once it was ended', async () => {
  const waymark = await county()
  const assign = { localityId: hills, scheme: 'ODS', code: 'QX1', validFrom: '2022-04-01' }
  expect(await waymark.refused((unit) => assignLocalityCode(unit, assign))).toEqual(['CODE_TAKEN code'])
  const end = { localityId: coast, scheme: 'ODS', code: 'QX1', validTo: '2022-04-01' }
  expect((await waymark.done((unit) => endLocalityCode(unit, end))).recorded).toBe(2)
  expect((await waymark.done((unit) => endLocalityCode(unit, end))).recorded).toBe(0)
  expect((await waymark.done((unit) => assignLocalityCode(unit, assign))).recorded).toBe(2)
  expect((await waymark.done((unit) => assignLocalityCode(unit, assign))).recorded).toBe(0)
})

test('two who claim one code at once: one gets it', async () => {
  const waymark = await county()
  const assign = (localityId: typeof coast) =>
    waymark.ask((unit) =>
      assignLocalityCode(unit, { localityId, scheme: 'LOCAL', code: 'ONE', validFrom: '2022-04-01' }),
    )
  const outcomes = await Promise.all([assign(coast), assign(hills)])
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['done', 'refused'])
})

test('a locality cannot move below itself, however far down', async () => {
  const waymark = await county()
  expect(
    await waymark.refused((unit) =>
      moveLocality(unit, { localityId: northshire, parentId: harbour, effectiveOn: '2022-04-01' }),
    ),
  ).toEqual(['PARENT_IS_DESCENDANT parentId'])
})

test('two moves at once cannot close a circle', async () => {
  const waymark = await county()
  const move = (localityId: typeof coast, parentId: typeof coast) =>
    waymark.ask((unit) => moveLocality(unit, { localityId, parentId, effectiveOn: '2022-04-01' }))
  const outcomes = await Promise.all([move(coast, hills), move(hills, coast)])
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['done', 'refused'])
})

test('a parent that does not exist is refused', async () => {
  const waymark = emptyWaymark()
  const lost = register({ parentId: northshire })
  expect(await waymark.refused((unit) => registerLocality(unit, lost))).toEqual(['PARENT_NOT_FOUND parentId'])
  expect(await waymark.events()).toEqual([])
})

test('a rename is recorded once', async () => {
  const waymark = await county()
  const rename = { localityId: coast, name: 'Seaside', effectiveOn: '2022-04-01' }
  expect((await waymark.done((unit) => renameLocality(unit, rename))).recorded).toBe(1)
  expect((await waymark.done((unit) => renameLocality(unit, rename))).recorded).toBe(0)
})

test('a change to a revision that has passed is refused', async () => {
  const waymark = await county()
  const rename = { localityId: coast, name: 'Seaside', effectiveOn: '2022-04-01', expectedRevision: 4n }
  expect(await waymark.refused((unit) => renameLocality(unit, rename))).toEqual([
    'REVISION_CONFLICT expectedRevision',
  ])
})

test('a closed locality closes once', async () => {
  const waymark = await county()
  const close = { localityId: coast, closedOn: '2023-04-01', reason: 'Reorganised' }
  expect((await waymark.done((unit) => closeLocality(unit, close))).recorded).toBe(1)
  expect((await waymark.done((unit) => closeLocality(unit, close))).recorded).toBe(0)
})

describe('a merger', () => {
  const merger = {
    predecessorIds: [coast],
    successorId: hills,
    effectiveOn: '2023-04-01',
    reason: 'One team',
  }

  test('is recorded on all of them, once', async () => {
    const waymark = await county()
    expect((await waymark.done((unit) => mergeLocalities(unit, merger))).recorded).toBe(2)
    expect((await waymark.events()).slice(-2)).toEqual(['LocalityPreceded', 'LocalitySucceeded'])
    expect((await waymark.done((unit) => mergeLocalities(unit, merger))).recorded).toBe(0)
  })

  test('is recorded on none of them when one is wrong', async () => {
    const waymark = await county()
    const close = { localityId: harbour, closedOn: '2021-04-01', reason: 'Gone' }
    await waymark.done((unit) => closeLocality(unit, close))
    const before = await waymark.events()
    const wrong = { ...merger, predecessorIds: [coast, harbour, hills] }
    expect(await waymark.refused((unit) => mergeLocalities(unit, wrong))).toEqual([
      'SUCCESSOR_IS_PREDECESSOR predecessorIds.2',
    ])
    expect(
      await waymark.refused((unit) => mergeLocalities(unit, { ...wrong, predecessorIds: [coast, harbour] })),
    ).toEqual(['LOCALITY_ALREADY_ENDED predecessorIds.1'])
    expect(await waymark.events()).toEqual(before)
  })
})

test('a split is recorded on all of them, once', async () => {
  const waymark = await county()
  const split = {
    localityId: coast,
    successorIds: [hills, harbour],
    effectiveOn: '2023-04-01',
    reason: 'Too large',
  }
  expect((await waymark.done((unit) => splitLocality(unit, split))).recorded).toBe(3)
  expect((await waymark.done((unit) => splitLocality(unit, split))).recorded).toBe(0)
  expect(
    await waymark.refused((unit) => splitLocality(unit, { ...split, successorIds: [hills, hills] })),
  ).toEqual(['LOCALITY_REPEATED successorIds.1'])
})

test('the same estimate under another id is known under its first', async () => {
  const waymark = await county()
  const estimate = RecordPopulation.parse({
    localityId: coast,
    estimateId,
    year: 2022,
    basis: 'RESIDENT',
    ageBand: '65+',
    people: 48_210,
    source: 'Mid-year estimates',
    vintage: '2023 release',
  })
  await waymark.done((unit) => recordPopulation(unit, estimate))
  expect(
    await waymark.done((unit) => recordPopulation(unit, { ...estimate, estimateId: otherEstimateId })),
  ).toEqual({ result: { localityId: coast, estimateId }, recorded: 0 })
  const withdraw = { localityId: coast, estimateId, reason: 'Wrong boundary' }
  expect((await waymark.done((unit) => withdrawPopulation(unit, withdraw))).recorded).toBe(1)
})
