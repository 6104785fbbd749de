import canonicalize from 'canonicalize'
import fc, { VerbosityLevel } from 'fast-check'

import { CanonicalJsonFault, canonicalJson } from '../../src/eventsourcing/canonical-json.js'
import type { Json } from '../../src/eventsourcing/json.js'

describe('canonical JSON', () => {
  test('is the example of RFC 8785, section 3.2.2', () => {
    const value = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  test('sorts members as the example of RFC 8785, section 3.2.3, by UTF-16 code units', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect(
      canonicalJson(value)
        .match(/"[^"]*":"(.)/g)
        ?.map((member) => member.at(-1)),
    ).toEqual(['C', 'O', 'C', 'L', 'E', 'E', 'H'])
  })

  test('numbers as names are sorted as text', () => {
    expect(canonicalJson({ 10: 'a', 9: 'b', 1: 'c' })).toBe('{"1":"c","10":"a","9":"b"}')
  })

  test('minus zero is zero', () => {
    expect(canonicalJson([-0])).toBe('[0]')
  })

  test('agrees with the package canonicalize on any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(value as Json)).toBe(canonicalize(value))
      }),
      { verbose: VerbosityLevel.Verbose },
    )
  })

  test('writing what was read gives the same text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as Json)
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text)
      }),
    )
  })

  test.each<[string, unknown, string]>([
    ['undefined', { a: { b: [1, undefined] } }, 'undefined at a.b.1'],
    ['an absent member', { a: undefined }, 'undefined at a'],
    ['NaN', [Number.NaN], 'NaN at 0'],
    ['infinity', { a: Number.POSITIVE_INFINITY }, 'Infinity at a'],
    ['a bigint', { position: 1n }, 'bigint at position'],
    ['a date', { on: new Date(0) }, 'Date at on'],
    ['a map', new Map(), 'Map'],
    ['a function', { f: () => 1 }, 'function at f'],
    ['a symbol', [Symbol('s')], 'symbol at 0'],
    ['half a surrogate pair', { text: 'a\ud800' }, 'surrogate pair at text'],
  ])('%s is a fault that names the place', (_, value, message) => {
    expect(() => canonicalJson(value as Json)).toThrow(CanonicalJsonFault)
    expect(() => canonicalJson(value as Json)).toThrow(message)
  })
})
