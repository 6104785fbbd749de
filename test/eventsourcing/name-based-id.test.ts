import fc, { VerbosityLevel } from 'fast-check'
import { v5 as uuidv5 } from 'uuid'

import {
  localityCodeStreamId,
  LocalityId,
  metricCodeStreamId,
  MetricId,
  predictionIdOf,
  readingIdOf,
  SeriesId,
  seriesIdOf,
} from '../../src/domain/ids.js'
import { nameBasedIds, remembered } from '../../src/eventsourcing/name-based-id.js'

const namespace = '6F4c1f0a-5b8e-5d0c-9a7e-3b2d1c0f9e84'
const idOf = nameBasedIds(namespace)

describe('an id made of a name', () => {
  // The example of RFC 9562, appendix A.4.
  test('is that of the standard', () => {
    const dns = nameBasedIds('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
    expect(dns('www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
  })

  test.each([
    ['nothing', ''],
    ['letters of two and more bytes', 'ä|ह|🏥'],
    ['as many bytes as are kept for a name', 'ह'.repeat(170)],
    ['more bytes than are kept for a name', 'ह'.repeat(171)],
    ['a long name', 'a'.repeat(10_000)],
  ])('of %s is that of the package uuid', (_, name) => {
    expect(idOf(name)).toBe(uuidv5(name, namespace))
    expect(idOf('short')).toBe(uuidv5('short', namespace))
  })

  test('of any text is that of the package uuid', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        expect(idOf(name)).toBe(uuidv5(name, namespace))
      }),
      { verbose: VerbosityLevel.Verbose },
    )
  })
})

describe('ids of the domain stay as they were', () => {
  const metricId = MetricId.parse('018f2b6e-7c1a-7d3e-9b4a-2f6c8e1d5a70')
  const localityId = LocalityId.parse('018f2b6e-7c1a-7d3e-9b4a-2f6c8e1d5a71')
  const seriesId = SeriesId.parse('018f2b6e-7c1a-7d3e-9b4a-2f6c8e1d5a72')

  test.each([
    [
      seriesIdOf(metricId, localityId, null),
      `${metricId}|${localityId}|`,
      'f3f1a3f0-6a0d-5c58-9a5f-0d6f2f6f6b11',
    ],
    [
      seriesIdOf(metricId, localityId, '1'),
      `${metricId}|${localityId}|=1`,
      'f3f1a3f0-6a0d-5c58-9a5f-0d6f2f6f6b11',
    ],
    [readingIdOf(seriesId, '2024-04-01'), `${seriesId}|2024-04-01`, '0b8f5f0e-2d0c-5c0e-8a8e-6a3d1f4c7e22'],
    [predictionIdOf('c', 'Why?', 1), 'c|1|Why?', '7d0c3b52-41e6-5b8f-9c1d-e2a4f6087b93'],
    [localityCodeStreamId('ods', 'RXH'), 'ods|RXH', 'c1f0d7d2-8a55-5d0b-9f0e-3b7c5a1e6d34'],
    [metricCodeStreamId('ae-4h'), 'ae-4h', '5b2e9a64-0f1d-5c7a-b1c3-7d9e4f2a8c56'],
  ])('%s is that of %s', (id, name, inNamespace) => expect(id).toBe(uuidv5(name, inNamespace)))
})

test('remembered ids are made once while they are among the last that were asked for', () => {
  const made: string[] = []
  const ids = remembered((name) => {
    made.push(name)
    return idOf(name)
  }, 4)
  const asked = ['a', 'b', 'a', 'c', 'd', 'e', 'f', 'a']
  expect(asked.map(ids)).toEqual(asked.map(idOf))
  expect(made).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'a'])
})
