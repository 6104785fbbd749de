import { localities } from '../../projections/localities.js'
import { populations } from '../../projections/populations.js'
import { LocalityId, PopulationEstimateId } from '../../src/domain/ids.js'
import type { LocalityEvent } from '../../src/domain/locality/events.js'
import { rowsOf } from './given-events.js'
import { happened, recordedAt } from './happened.js'

const localityId = LocalityId.parse('018f0000-0000-7000-8000-000000000041')
const parentId = LocalityId.parse('018f0000-0000-7000-8000-000000000042')
const otherId = LocalityId.parse('018f0000-0000-7000-8000-000000000043')
const estimateId = PopulationEstimateId.parse('018f0000-0000-7000-8000-000000000044')

const registered: LocalityEvent = {
  type: 'LocalityRegistered',
  data: {
    localityId,
    kind: 'PLACE',
    name: 'North Place',
    openedOn: '2020-04-01',
    parentId,
    codes: [
      { scheme: 'ODS', code: 'X1', validFrom: '2020-04-01' },
      { scheme: 'ONS-GSS', code: 'E1', validFrom: '2021-04-01' },
    ],
  },
}
const renamed = (name: string, effectiveOn: string): LocalityEvent => ({
  type: 'LocalityRenamed',
  data: { localityId, name, effectiveOn, reason: 'Council vote' },
})
const moved = (to: LocalityId | null, effectiveOn: string): LocalityEvent => ({
  type: 'LocalityMoved',
  data: { localityId, parentId: to, effectiveOn, reason: 'New board' },
})

const tablesOf = (...events: readonly LocalityEvent[]) => rowsOf(localities, happened(events))

test('a registered locality has its name, its parent and its codes from the start', async () => {
  expect(await tablesOf(registered)).toEqual({
    Locality: [
      {
        id: localityId,
        kind: 'PLACE',
        name: 'North Place',
        nameKey: 'north place',
        nameFrom: '2020-04-01',
        openedOn: '2020-04-01',
        closedOn: null,
        closedBy: null,
        note: null,
        revision: 0n,
        createdAt: recordedAt(1),
        updatedAt: recordedAt(1),
      },
    ],
    LocalityName: [
      {
        id: `${localityId}@1`,
        localityId,
        name: 'North Place',
        validFrom: '2020-04-01',
        reason: null,
        fromPosition: 1n,
        toPosition: null,
      },
    ],
    LocalityParent: [
      {
        id: `${localityId}@1`,
        localityId,
        parentId,
        validFrom: '2020-04-01',
        reason: null,
        fromPosition: 1n,
        toPosition: null,
      },
    ],
    LocalityCode: [
      expect.objectContaining({
        localityId,
        scheme: 'ODS',
        code: 'X1',
        validFrom: '2020-04-01',
        validTo: null,
      }),
      expect.objectContaining({ scheme: 'ONS-GSS', code: 'E1', validFrom: '2021-04-01', toPosition: null }),
    ],
    LocalitySuccession: [],
  })
})

test('a locality without a parent stands at the top of the tree', async () => {
  const { LocalityParent } = await tablesOf({
    type: 'LocalityRegistered',
    data: { ...registered.data, parentId: null },
  })
  expect(LocalityParent).toMatchObject([{ parentId: null, toPosition: null }])
})

describe('a renamed locality', () => {
  test('bears the new name, and keeps when it bore which', async () => {
    const { Locality, LocalityName } = await tablesOf(registered, renamed('North & Vale', '2022-04-01'))
    expect(Locality).toMatchObject([
      { name: 'North & Vale', nameKey: 'north & vale', revision: 1n, updatedAt: recordedAt(2) },
    ])
    expect(LocalityName).toMatchObject([
      { name: 'North Place', validFrom: '2020-04-01', toPosition: null },
      { name: 'North & Vale', validFrom: '2022-04-01', reason: 'Council vote', toPosition: null },
    ])
  })

  test('keeps its later name when an earlier one becomes known late', async () => {
    const { Locality, LocalityName } = await tablesOf(
      registered,
      renamed('Latest', '2023-04-01'),
      renamed('Between', '2021-04-01'),
    )
    expect(Locality).toMatchObject([
      { name: 'Latest', nameKey: 'latest', nameFrom: '2023-04-01', revision: 2n, updatedAt: recordedAt(3) },
    ])
    expect(LocalityName?.map(({ name }) => name)).toEqual(['North Place', 'Latest', 'Between'])
  })

  test('has one name for a day: the last one said', async () => {
    const { Locality, LocalityName } = await tablesOf(
      registered,
      renamed('Nroth', '2022-04-01'),
      renamed('North', '2022-04-01'),
    )
    expect(Locality).toMatchObject([{ name: 'North' }])
    expect(LocalityName).toMatchObject([
      { name: 'North Place', toPosition: null },
      { name: 'Nroth', fromPosition: 2n, toPosition: 3n },
      { name: 'North', fromPosition: 3n, toPosition: null },
    ])
  })
})

test('a moved locality keeps where it was when, and one parent for a day', async () => {
  const { Locality, LocalityParent } = await tablesOf(
    registered,
    moved(null, '2022-04-01'),
    moved(otherId, '2022-04-01'),
  )
  expect(Locality).toMatchObject([{ revision: 2n }])
  expect(LocalityParent).toMatchObject([
    { parentId, validFrom: '2020-04-01', toPosition: null },
    { parentId: null, validFrom: '2022-04-01', toPosition: 3n },
    { parentId: otherId, validFrom: '2022-04-01', reason: 'New board', toPosition: null },
  ])
})

test('an assigned code is a row; an ended one is known as open until then', async () => {
  const code = { scheme: 'ODS', code: 'Y2', validFrom: '2023-04-01' }
  const { Locality, LocalityCode } = await tablesOf(
    registered,
    { type: 'LocalityCodeAssigned', data: { localityId, ...code } },
    { type: 'LocalityCodeEnded', data: { localityId, ...code, validTo: '2024-04-01' } },
  )
  expect(Locality).toMatchObject([{ revision: 2n }])
  expect(LocalityCode?.filter((row) => row['code'] === 'Y2')).toMatchObject([
    { ...code, validTo: null, fromPosition: 2n, toPosition: 3n },
    { ...code, validTo: '2024-04-01', fromPosition: 3n, toPosition: null },
  ])
  expect(LocalityCode?.filter((row) => row['code'] === 'X1')).toMatchObject([{ toPosition: null }])
})

test('a closed locality says when and that nothing followed', async () => {
  const { Locality } = await tablesOf(registered, {
    type: 'LocalityClosed',
    data: { localityId, closedOn: '2024-04-01', reason: 'Abolished' },
  })
  expect(Locality).toMatchObject([{ closedOn: '2024-04-01', closedBy: 'CLOSED', revision: 1n }])
})

test('a locality that was split is closed and leads to each successor', async () => {
  const { Locality, LocalitySuccession } = await tablesOf(registered, {
    type: 'LocalitySucceeded',
    data: {
      localityId,
      kind: 'SPLIT',
      successorIds: [parentId, otherId],
      effectiveOn: '2024-04-01',
      reason: 'Too large',
    },
  })
  expect(Locality).toMatchObject([{ closedOn: '2024-04-01', closedBy: 'SPLIT', revision: 1n }])
  const row = { kind: 'SPLIT', predecessorId: localityId, effectiveOn: '2024-04-01', reason: 'Too large' }
  expect(LocalitySuccession).toEqual([
    { ...row, id: `${localityId}/${parentId}@2`, successorId: parentId, fromPosition: 2n },
    { ...row, id: `${localityId}/${otherId}@2`, successorId: otherId, fromPosition: 2n },
  ])
})

test('a successor goes on, and the succession is told once, by the predecessor', async () => {
  const { Locality, LocalitySuccession } = await tablesOf(registered, {
    type: 'LocalityPreceded',
    data: {
      localityId,
      kind: 'MERGE',
      predecessorIds: [otherId],
      effectiveOn: '2024-04-01',
      reason: 'Merger',
    },
  })
  expect(Locality).toMatchObject([{ closedOn: null, revision: 1n, updatedAt: recordedAt(2) }])
  expect(LocalitySuccession).toEqual([])
})

const estimated: LocalityEvent = {
  type: 'PopulationEstimated',
  data: {
    localityId,
    estimateId,
    year: 2023,
    basis: 'REGISTERED',
    ageBand: '65+',
    people: 21_340,
    source: 'Mid-year estimates',
    vintage: '2024-07',
  },
}
const estimateWithdrawn: LocalityEvent = {
  type: 'PopulationEstimateWithdrawn',
  data: { localityId, estimateId, reason: 'Wrong boundary' },
}

test('a population estimate is a row, and moves the revision of its locality', async () => {
  expect(await rowsOf(populations, happened([registered, estimated]))).toEqual({
    Population: [
      {
        id: estimateId,
        localityId,
        year: 2023,
        basis: 'REGISTERED',
        ageBand: '65+',
        people: 21_340n,
        source: 'Mid-year estimates',
        vintage: '2024-07',
        fromPosition: 2n,
        toPosition: null,
        withdrawnFor: null,
      },
    ],
  })
  expect((await tablesOf(registered, estimated, estimateWithdrawn))['Locality']).toMatchObject([
    { revision: 2n, updatedAt: recordedAt(3) },
  ])
})

test('a withdrawn estimate stays known for the time before', async () => {
  const { Population } = await rowsOf(populations, happened([registered, estimated, estimateWithdrawn]))
  expect(Population).toMatchObject([{ fromPosition: 2n, toPosition: 3n, withdrawnFor: 'Wrong boundary' }])
})
