import fc from 'fast-check'

import { sameContent } from '../../src/domain/same-content.js'

test.each([
  [
    { a: 1, b: [{ c: null }] },
    { b: [{ c: null }], a: 1 },
  ],
  [{ a: 1, b: undefined }, { a: 1 }],
  [[], []],
  [null, null],
  ['x', 'x'],
])('%j says the same as %j', (one, other) => {
  expect(sameContent(one, other)).toBe(true)
  expect(sameContent(other, one)).toBe(true)
})

test.each([
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { a: 1, b: 1 }],
  [{ a: null }, {}],
  [
    [1, 2],
    [2, 1],
  ],
  [[1], [1, 2]],
  [[], {}],
  [null, {}],
  ['1', 1],
  [0, null],
])('%j does not say the same as %j', (one, other) => {
  expect(sameContent(one, other)).toBe(false)
  expect(sameContent(other, one)).toBe(false)
})

test('a copy always says the same', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => sameContent(value, structuredClone(value))))
})
