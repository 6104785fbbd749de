import { type LocalityId } from '../../../src/domain/ids.js'
import { locality, nameOn, parentOn } from '../../../src/domain/locality/locality.js'
import { moveLocality } from '../../../src/domain/locality/move-locality.js'
import { renameLocality } from '../../../src/domain/locality/rename-locality.js'
import { given } from '../../support/given.js'
import { closed, coast, harbour, hills, known, moved, northshire, registered, stateOf } from './examples.js'

const rename = (name: string, effectiveOn: string) => renameLocality({ localityId: coast, name, effectiveOn })
const renamed = (name: string, effectiveOn: string) =>
  ({ type: 'LocalityRenamed', data: { localityId: coast, name, effectiveOn } }) as const

describe('renaming', () => {
  test('gives another name from a day on', () =>
    given(locality, registered())
      .when(rename('Seaside', '2021-04-01'))
      .then(renamed('Seaside', '2021-04-01')))

  test('the revision that the caller saw is not part of history', () =>
    given(locality, registered())
      .when(
        renameLocality({ localityId: coast, name: 'Bay', effectiveOn: '2021-04-01', expectedRevision: 3n }),
      )
      .then(renamed('Bay', '2021-04-01')))

  test('to the name that it has on that day is nothing new', () =>
    given(locality, registered(), renamed('Seaside', '2021-04-01'))
      .when(rename('Seaside', '2022-01-01'))
      .thenNothingNew())

  test('back to an earlier name is new', () =>
    given(locality, registered(), renamed('Seaside', '2021-04-01'))
      .when(rename('Coast', '2022-01-01'))
      .then(renamed('Coast', '2022-01-01')))

  test('an unknown locality is refused', () =>
    given(locality).when(rename('Seaside', '2021-04-01')).thenRefused('LOCALITY_NOT_FOUND', 'localityId'))

  test('before it opened is refused', () =>
    given(locality, registered())
      .when(rename('Seaside', '2020-03-31'))
      .thenRefused('LOCALITY_NOT_OPEN', 'effectiveOn'))

  test('after it closed is refused, even to its own name', () =>
    given(locality, registered(), closed)
      .when(rename('Coast', '2023-04-01'))
      .thenRefused('LOCALITY_CLOSED', 'effectiveOn'))

  test('late, for a day before it closed, is taken', () =>
    given(locality, registered(), closed)
      .when(rename('Seaside', '2023-03-31'))
      .then(renamed('Seaside', '2023-03-31')))

  test('names hold by day, whenever they were recorded, and the last word on a day counts', () => {
    const state = stateOf(
      registered(),
      renamed('Bay', '2022-04-01'),
      renamed('Seaside', '2021-04-01'),
      renamed('Shore', '2021-04-01'),
    )
    if (state.status === 'unregistered') throw new Error('It is registered')
    expect(nameOn(state, '2021-03-31')).toBe('Coast')
    expect(nameOn(state, '2021-04-01')).toBe('Shore')
    expect(nameOn(state, '2022-04-01')).toBe('Bay')
  })
})

describe('moving', () => {
  const system = [registered({ localityId: northshire, kind: 'SYSTEM' })]
  const move = (effectiveOn: string, parentId: LocalityId | undefined, facts = known(system)) =>
    moveLocality({ localityId: coast, effectiveOn, ...(parentId === undefined ? {} : { parentId }) }, facts)

  test('puts it under a parent from a day on', () =>
    given(locality, registered())
      .when(move('2021-04-01', northshire))
      .then(moved(coast, northshire, '2021-04-01')))

  test('puts it at the top of the tree', () =>
    given(locality, registered({ parentId: northshire }))
      .when(move('2021-04-01', undefined, known()))
      .then(moved(coast, null, '2021-04-01')))

  test('to where it stands on that day is nothing new', () =>
    given(locality, registered({ parentId: northshire }))
      .when(move('2021-04-01', northshire))
      .thenNothingNew())

  test('an unknown locality is refused', () =>
    given(locality).when(move('2021-04-01', northshire)).thenRefused('LOCALITY_NOT_FOUND', 'localityId'))

  test('outside its life is refused', () => {
    given(locality, registered())
      .when(move('2019-04-01', northshire))
      .thenRefused('LOCALITY_NOT_OPEN', 'effectiveOn')
    given(locality, registered(), closed)
      .when(move('2023-04-01', northshire))
      .thenRefused('LOCALITY_CLOSED', 'effectiveOn')
  })

  test('under itself is refused', () =>
    given(locality, registered()).when(move('2021-04-01', coast)).thenRefused('PARENT_IS_ITSELF', 'parentId'))

  test('under a parent that is not there is refused', () =>
    given(locality, registered()).when(move('2021-04-01', hills)).thenRefused('PARENT_NOT_FOUND', 'parentId'))

  test('under what stands below it is refused', () =>
    given(locality, registered())
      .when(
        move(
          '2021-04-01',
          harbour,
          known([registered({ localityId: harbour, parentId: coast })], [registered()]),
        ),
      )
      .thenRefused('PARENT_IS_DESCENDANT', 'parentId'))

  test('under what will stand below it at a later day is refused', () =>
    given(locality, registered())
      .when(
        move(
          '2021-04-01',
          harbour,
          known(
            [registered({ localityId: harbour }), moved(harbour, hills, '2022-04-01')],
            [registered({ localityId: hills }), moved(hills, coast, '2023-04-01')],
            [registered()],
          ),
        ),
      )
      .thenRefused('PARENT_IS_DESCENDANT', 'parentId'))

  test('under what stood below it until that day is taken', () =>
    given(locality, registered())
      .when(
        move(
          '2021-04-01',
          harbour,
          known(
            [registered({ localityId: harbour, parentId: coast }), moved(harbour, null, '2021-04-01')],
            [registered()],
          ),
        ),
      )
      .then(moved(coast, harbour, '2021-04-01')))

  test('for a time that ends before the circle would close is taken', () =>
    given(locality, registered(), moved(coast, northshire, '2022-01-01'))
      .when(
        move(
          '2021-04-01',
          harbour,
          known([registered({ localityId: harbour }), moved(harbour, coast, '2022-04-01')], [registered()]),
        ),
      )
      .then(moved(coast, harbour, '2021-04-01')))

  test('under a narrower kind is refused', () =>
    given(locality, registered())
      .when(move('2021-04-01', harbour, known([registered({ localityId: harbour, kind: 'NEIGHBOURHOOD' })])))
      .thenRefused('PARENT_LEVEL_TOO_LOW', 'parentId'))

  test('a late move into the past leaves later moves as they are', () => {
    const state = stateOf(
      registered(),
      moved(coast, hills, '2022-04-01'),
      moved(coast, northshire, '2021-04-01'),
    )
    if (state.status === 'unregistered') throw new Error('It is registered')
    expect(parentOn(state, '2021-12-31')).toBe(northshire)
    expect(parentOn(state, '2022-04-01')).toBe(hills)
    expect(parentOn(state, '2020-12-31')).toBeNull()
  })
})
