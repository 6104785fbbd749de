import { closeLocality } from '../../../src/domain/locality/endings.js'
import type { LocalityEvent } from '../../../src/domain/locality/events.js'
import { lifeOf, locality } from '../../../src/domain/locality/locality.js'
import {
  mergeAway,
  mergeInto,
  refuseMerger,
  refuseSplit,
  splitAway,
  splitInto,
} from '../../../src/domain/locality/successions.js'
import { given } from '../../support/given.js'
import { closed, coast, harbour, hills, registered, stateOf } from './examples.js'

describe('closing', () => {
  const close = (closedOn = '2023-04-01', reason = 'Reorganised') =>
    closeLocality({ localityId: coast, closedOn, reason })

  test('ends a locality', () => {
    given(locality, registered()).when(close()).then(closed)
    expect(lifeOf(stateOf(registered(), closed))).toEqual({ openedOn: '2020-04-01', closedOn: '2023-04-01' })
  })

  test('twice is nothing new', () => given(locality, registered(), closed).when(close()).thenNothingNew())

  test('a second time, on another day or for another reason, is refused', () => {
    given(locality, registered(), closed)
      .when(close('2023-05-01'))
      .thenRefused('LOCALITY_ALREADY_ENDED', 'localityId')
    given(locality, registered(), closed)
      .when(close('2023-04-01', 'Moved'))
      .thenRefused('LOCALITY_ALREADY_ENDED', 'localityId')
  })

  test('on or before the first day is refused', () =>
    given(locality, registered()).when(close('2020-04-01')).thenRefused('LOCALITY_NOT_OPEN', 'closedOn'))

  test('an unknown locality is refused', () =>
    given(locality).when(close()).thenRefused('LOCALITY_NOT_FOUND', 'localityId'))
})

describe('merging', () => {
  const merger = {
    predecessorIds: [coast, hills],
    successorId: harbour,
    effectiveOn: '2023-04-01',
    reason: 'One team',
  }
  const fact = { kind: 'MERGE', effectiveOn: '2023-04-01', reason: 'One team' } as const
  const succeeded: LocalityEvent = {
    type: 'LocalitySucceeded',
    data: { localityId: coast, successorIds: [harbour], ...fact },
  }
  const preceded: LocalityEvent = {
    type: 'LocalityPreceded',
    data: { localityId: harbour, predecessorIds: [coast, hills], ...fact },
  }
  const successor = registered({ localityId: harbour })

  test('ends each predecessor', () => {
    given(locality, registered())
      .when(mergeAway(merger, coast, 0))
      .then(succeeded)
    expect(lifeOf(stateOf(registered(), succeeded))).toEqual({
      openedOn: '2020-04-01',
      closedOn: '2023-04-01',
    })
  })

  test('tells the successor where it came from, and does not end it', () => {
    given(locality, successor).when(mergeInto(merger)).then(preceded)
    expect(lifeOf(stateOf(successor, preceded))).toEqual({ openedOn: '2020-04-01', closedOn: null })
  })

  test('twice is nothing new', () => {
    given(locality, registered(), succeeded)
      .when(mergeAway(merger, coast, 0))
      .thenNothingNew()
    given(locality, successor, preceded).when(mergeInto(merger)).thenNothingNew()
  })

  test('again with one more predecessor tells the successor of that one', () =>
    given(locality, successor, {
      type: 'LocalityPreceded',
      data: { localityId: harbour, predecessorIds: [coast], ...fact },
    })
      .when(mergeInto(merger))
      .then({ type: 'LocalityPreceded', data: { localityId: harbour, predecessorIds: [hills], ...fact } }))

  test('a predecessor that has ended otherwise is refused', () =>
    given(locality, registered(), closed)
      .when(mergeAway(merger, coast, 0))
      .thenRefused('LOCALITY_ALREADY_ENDED', 'predecessorIds.0'))

  test('a predecessor that is not open yet is refused', () =>
    given(locality, registered({ openedOn: '2023-04-01' }))
      .when(mergeAway(merger, coast, 0))
      .thenRefused('LOCALITY_NOT_OPEN', 'effectiveOn'))

  test('unknown localities are refused, each by its place', () => {
    given(locality)
      .when(mergeAway(merger, hills, 1))
      .thenRefused('LOCALITY_NOT_FOUND', 'predecessorIds.1')
    given(locality).when(mergeInto(merger)).thenRefused('LOCALITY_NOT_FOUND', 'successorId')
  })

  test('a successor that does not exist on that day is refused', () => {
    given(locality, registered({ localityId: harbour, openedOn: '2023-04-02' }))
      .when(mergeInto(merger))
      .thenRefused('LOCALITY_NOT_OPEN', 'successorId')
    given(locality, successor, {
      type: 'LocalityClosed',
      data: { localityId: harbour, closedOn: '2022-01-01', reason: 'Gone' },
    })
      .when(mergeInto(merger))
      .thenRefused('LOCALITY_CLOSED', 'successorId')
  })

  test('the same locality twice, or the successor among the predecessors, is refused', () => {
    expect(refuseMerger({ ...merger, predecessorIds: [coast, coast, harbour] })).toMatchObject([
      { code: 'LOCALITY_REPEATED', field: ['predecessorIds', '1'] },
      { code: 'SUCCESSOR_IS_PREDECESSOR', field: ['predecessorIds', '2'] },
    ])
    expect(refuseMerger(merger)).toEqual([])
  })
})

describe('splitting', () => {
  const split = {
    localityId: coast,
    successorIds: [harbour, hills],
    effectiveOn: '2023-04-01',
    reason: 'Too large',
  }
  const fact = { kind: 'SPLIT', effectiveOn: '2023-04-01', reason: 'Too large' } as const
  const succeeded: LocalityEvent = {
    type: 'LocalitySucceeded',
    data: { localityId: coast, successorIds: [harbour, hills], ...fact },
  }
  const preceded: LocalityEvent = {
    type: 'LocalityPreceded',
    data: { localityId: harbour, predecessorIds: [coast], ...fact },
  }
  const successor = registered({ localityId: harbour, openedOn: '2023-04-01' })

  test('ends the predecessor and tells each successor', () => {
    given(locality, registered()).when(splitAway(split)).then(succeeded)
    given(locality, successor)
      .when(splitInto(split, harbour, 0))
      .then(preceded)
  })

  test('twice is nothing new', () => {
    given(locality, registered(), succeeded).when(splitAway(split)).thenNothingNew()
    given(locality, successor, preceded)
      .when(splitInto(split, harbour, 0))
      .thenNothingNew()
  })

  test('after it ended otherwise is refused', () =>
    given(locality, registered(), closed)
      .when(splitAway(split))
      .thenRefused('LOCALITY_ALREADY_ENDED', 'localityId'))

  test('into a locality that is unknown or not open is refused, by its place', () => {
    given(locality)
      .when(splitInto(split, hills, 1))
      .thenRefused('LOCALITY_NOT_FOUND', 'successorIds.1')
    given(locality, registered({ openedOn: '2024-01-01' }))
      .when(splitInto(split, hills, 1))
      .thenRefused('LOCALITY_NOT_OPEN', 'successorIds.1')
  })

  test('into itself, or into one locality twice, is refused', () => {
    expect(refuseSplit({ ...split, successorIds: [harbour, harbour, coast] })).toMatchObject([
      { code: 'LOCALITY_REPEATED', field: ['successorIds', '1'] },
      { code: 'SUCCESSOR_IS_PREDECESSOR', field: ['successorIds', '2'] },
    ])
    expect(refuseSplit(split)).toEqual([])
  })
})
