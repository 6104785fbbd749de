import { assignLocalityCode, endLocalityCode } from '../../../src/domain/locality/codes.js'
import type { LocalityCodeEvent, LocalityEvent } from '../../../src/domain/locality/events.js'
import { locality } from '../../../src/domain/locality/locality.js'
import {
  claimLocalityCode,
  localityCode,
  releaseLocalityCode,
} from '../../../src/domain/locality/locality-code.js'
import { given } from '../../support/given.js'
import { closed, coast, harbour, registered } from './examples.js'

const code = { localityId: coast, scheme: 'ODS', code: 'QX1' }
const assigned: LocalityEvent = { type: 'LocalityCodeAssigned', data: { ...code, validFrom: '2021-04-01' } }
const ended: LocalityEvent = {
  type: 'LocalityCodeEnded',
  data: { ...code, validFrom: '2021-04-01', validTo: '2022-04-01' },
}

describe('a code', () => {
  const assign = (values: { code?: string; validFrom?: string; scheme?: string } = {}) =>
    assignLocalityCode({ ...code, validFrom: '2021-04-01', ...values })

  test('is assigned from a day on', () => given(locality, registered()).when(assign()).then(assigned))

  test('assigned twice is nothing new', () =>
    given(locality, registered(), assigned).when(assign()).thenNothingNew())

  test('needs a locality', () =>
    given(locality).when(assign()).thenRefused('LOCALITY_NOT_FOUND', 'localityId'))

  test('holds within the life of its locality', () => {
    given(locality, registered())
      .when(assign({ validFrom: '2020-03-31' }))
      .thenRefused('LOCALITY_NOT_OPEN', 'validFrom')
    given(locality, registered(), closed)
      .when(assign({ validFrom: '2023-04-01' }))
      .thenRefused('LOCALITY_CLOSED', 'validFrom')
  })

  test('is made of the characters of its scheme', () =>
    given(locality, registered())
      .when(assign({ scheme: 'ONS-GSS' }))
      .thenRefused('CODE_MALFORMED', 'code'))

  test('is the only one of its scheme at a time', () => {
    given(locality, registered(), assigned)
      .when(assign({ code: 'QX2', validFrom: '2022-04-01' }))
      .thenRefused('CODE_ALREADY_HELD', 'scheme')
    given(locality, registered(), assigned, ended)
      .when(assign({ code: 'QX2', validFrom: '2022-03-31' }))
      .thenRefused('CODE_ALREADY_HELD', 'scheme')
  })

  test('may follow another of its scheme', () =>
    given(locality, registered(), assigned, ended)
      .when(assign({ code: 'QX2', validFrom: '2022-04-01' }))
      .then({ type: 'LocalityCodeAssigned', data: { ...code, code: 'QX2', validFrom: '2022-04-01' } }))

  test('stands beside a code of another scheme', () =>
    given(locality, registered(), assigned)
      .when(assign({ scheme: 'ONS-GSS', code: 'E54000040' }))
      .then({
        type: 'LocalityCodeAssigned',
        data: { ...code, scheme: 'ONS-GSS', code: 'E54000040', validFrom: '2021-04-01' },
      }))
})

describe('ending a code', () => {
  const end = (values: { code?: string; validTo?: string } = {}) =>
    endLocalityCode({ ...code, validTo: '2022-04-01', ...values })

  test('gives it up from a day on', () => given(locality, registered(), assigned).when(end()).then(ended))

  test('twice is nothing new', () =>
    given(locality, registered(), assigned, ended).when(end()).thenNothingNew())

  test('is possible after the locality closed, which ends no code by itself', () =>
    given(locality, registered(), assigned, closed).when(end()).then(ended))

  test('on another day is refused', () =>
    given(locality, registered(), assigned, ended)
      .when(end({ validTo: '2022-05-01' }))
      .thenRefused('CODE_ALREADY_ENDED', 'validTo'))

  test('that it never held is refused', () =>
    given(locality, registered(), assigned)
      .when(end({ code: 'QX2' }))
      .thenRefused('CODE_NOT_HELD', 'code'))

  test('on or before its first day is refused', () =>
    given(locality, registered(), assigned)
      .when(end({ validTo: '2021-04-01' }))
      .thenRefused('CODE_ENDS_BEFORE_START', 'validTo'))

  test('of an unknown locality is refused', () =>
    given(locality).when(end()).thenRefused('LOCALITY_NOT_FOUND', 'localityId'))
})

describe('the claim to a code', () => {
  const claimed: LocalityCodeEvent = {
    type: 'LocalityCodeClaimed',
    data: { ...code, validFrom: '2021-04-01' },
  }
  const released: LocalityCodeEvent = {
    type: 'LocalityCodeReleased',
    data: { ...code, validTo: '2022-04-01' },
  }
  const claim = (localityId: typeof coast, validFrom: string) =>
    claimLocalityCode({ ...code, localityId, validFrom })

  test('is made once', () => {
    given(localityCode).when(claim(coast, '2021-04-01')).then(claimed)
    given(localityCode, claimed).when(claim(coast, '2021-04-01')).thenNothingNew()
  })

  test('is refused while another locality holds it, and for a time before', () => {
    given(localityCode, claimed).when(claim(harbour, '2022-04-01')).thenRefused('CODE_TAKEN', 'code')
    given(localityCode, claimed).when(claim(harbour, '2020-04-01')).thenRefused('CODE_TAKEN', 'code')
    given(localityCode, claimed, released)
      .when(claim(harbour, '2022-03-31'))
      .thenRefused('CODE_TAKEN', 'code')
  })

  test('is free once it was released', () =>
    given(localityCode, claimed, released)
      .when(claim(harbour, '2022-04-01'))
      .then({ type: 'LocalityCodeClaimed', data: { ...code, localityId: harbour, validFrom: '2022-04-01' } }))

  test('is released once', () => {
    given(localityCode, claimed)
      .when(releaseLocalityCode({ ...code, validTo: '2022-04-01' }))
      .then(released)
    given(localityCode, claimed, released)
      .when(releaseLocalityCode({ ...code, validTo: '2022-04-01' }))
      .thenNothingNew()
  })
})
