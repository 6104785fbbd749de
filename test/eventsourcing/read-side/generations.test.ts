import {
  generationHash,
  generationName,
  parseGenerationName,
} from '../../../src/eventsourcing/generations.js'

const one = { name: 'one', version: 1 }
const two = { name: 'two', version: 1 }

test('the same tables and projections name the same generation, in whatever order they are listed', () => {
  expect(generationHash('ddl', [one, two])).toBe(generationHash('ddl', [two, one]))
  expect(generationHash('ddl', [one, two])).toMatch(/^[0-9a-f]{12}$/)
})

test.each([
  ['another table', 'other ddl', [one, two]],
  ['a raised version', 'ddl', [one, { ...two, version: 2 }]],
  ['a further projection', 'ddl', [one, two, { name: 'three', version: 1 }]],
  ['another name', 'ddl', [one, { name: 'too', version: 1 }]],
])('%s makes another generation', (_, ddl, projections) => {
  expect(generationHash(ddl, projections)).not.toBe(generationHash('ddl', [one, two]))
})

test('a name tells definition and build, and nothing else is taken for one', () => {
  const hash = generationHash('ddl', [one])
  expect(parseGenerationName(generationName(hash))).toEqual({ name: `read-${hash}`, hash, build: 1 })
  expect(parseGenerationName(generationName(hash, 3))).toEqual({ name: `read-${hash}-3`, hash, build: 3 })
  expect(parseGenerationName('events')).toBeNull()
  expect(parseGenerationName('read-xyz')).toBeNull()
})
