import { locality } from '../../../src/domain/locality/locality.js'
import { registerLocality } from '../../../src/domain/locality/register-locality.js'
import { given } from '../../support/given.js'
import { closed, coast, harbour, hills, known, northshire, register, registered, trust } from './examples.js'

const nobody = known()

test('a locality is registered at the top of the tree, with its codes from its first day', () =>
  given(locality)
    .when(registerLocality(register({ codes: [{ scheme: 'ODS', code: 'QX1' }] }), nobody))
    .then(registered({ codes: [{ scheme: 'ODS', code: 'QX1', validFrom: '2020-04-01' }] })))

test('a locality is registered under a parent', () =>
  given(locality)
    .when(
      registerLocality(
        register({ parentId: northshire }),
        known([registered({ localityId: northshire, kind: 'SYSTEM' })]),
      ),
    )
    .then(registered({ parentId: northshire })))

test('registered twice with the same content, nothing is new, whatever became of the parent', () =>
  given(locality, registered({ parentId: northshire }), {
    type: 'LocalityRenamed',
    data: { localityId: coast, name: 'Seaside', effectiveOn: '2021-01-01' },
  })
    .when(registerLocality(register({ parentId: northshire }), nobody))
    .thenNothingNew())

test('the same id with other content is refused', () =>
  given(locality, registered())
    .when(registerLocality(register({ name: 'Hills' }), nobody))
    .thenRefused('LOCALITY_ID_TAKEN', 'localityId'))

describe('the parent', () => {
  const under = (facts: ReturnType<typeof known>, values = {}) =>
    given(locality).when(registerLocality(register({ parentId: hills, ...values }), facts))

  test('must exist', () => under(nobody).thenRefused('PARENT_NOT_FOUND', 'parentId'))

  test('must not be the locality itself', () =>
    under(nobody, { parentId: coast }).thenRefused('PARENT_IS_ITSELF', 'parentId'))

  test('must be open on the first day', () =>
    under(known([registered({ localityId: hills, openedOn: '2020-04-02' })])).thenRefused(
      'PARENT_NOT_OPEN',
      'parentId',
    ))

  test('must not be closed on the first day', () =>
    under(known([registered({ localityId: hills }), closed]), { openedOn: '2023-04-01' }).thenRefused(
      'PARENT_CLOSED',
      'parentId',
    ))

  test('must not be of a narrower kind', () =>
    under(known([registered({ localityId: hills, kind: 'NEIGHBOURHOOD' })])).thenRefused(
      'PARENT_LEVEL_TOO_LOW',
      'parentId',
    ))

  test('may be of the same kind', () =>
    under(known([registered({ localityId: hills })])).then(registered({ parentId: hills })))

  test('must not stand under a narrower kind with a provider between', () =>
    under(
      known(
        [registered({ localityId: hills, kind: 'PROVIDER', parentId: harbour })],
        [registered({ localityId: harbour, kind: 'PRACTICE' })],
      ),
    ).thenRefused('PARENT_LEVEL_TOO_LOW', 'parentId'))

  test('of a provider may be anything', () =>
    under(known([registered({ localityId: hills, kind: 'PRACTICE' })]), {
      localityId: trust,
      kind: 'PROVIDER',
    }).then(registered({ localityId: trust, kind: 'PROVIDER', parentId: hills })))
})

describe('the codes', () => {
  const coded = (...codes: { scheme: string; code: string; validFrom?: string }[]) =>
    given(locality).when(registerLocality(register({ codes }), nobody))

  test('cannot hold before the locality is open', () =>
    coded({ scheme: 'ODS', code: 'QX1', validFrom: '2019-01-01' }).thenRefused(
      'LOCALITY_NOT_OPEN',
      'codes.0.validFrom',
    ))

  test('are one of each scheme', () =>
    coded({ scheme: 'ODS', code: 'QX1' }, { scheme: 'ODS', code: 'QX2' }).thenRefused(
      'CODE_ALREADY_HELD',
      'codes.1.scheme',
    ))

  test.each([
    ['ONS-GSS', 'E0800002'],
    ['ONS-GSS', 'QX1'],
    ['ODS', 'R X1'],
    ['ODS', 'A'],
  ])('are made of the characters of their scheme: %s has no %s', (scheme, code) =>
    coded({ scheme, code }).thenRefused('CODE_MALFORMED', 'codes.0.code'),
  )

  test('are never guessed: a code with a practice’s shape may be a network’s, and other schemes take anything', () =>
    coded({ scheme: 'ODS', code: 'U12345' }, { scheme: 'LOCAL', code: 'quay street / 7' }).then(
      registered({
        codes: [
          { scheme: 'ODS', code: 'U12345', validFrom: '2020-04-01' },
          { scheme: 'LOCAL', code: 'QUAY STREET / 7', validFrom: '2020-04-01' },
        ],
      }),
    ))
})
