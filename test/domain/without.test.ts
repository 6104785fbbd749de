import { without } from '../../src/domain/without.js'

test('leaves out the named fields and those that are undefined', () => {
  const command = { id: 'a', note: undefined, empty: null, expectedRevision: 3n }
  expect(Object.entries(without(command, 'expectedRevision'))).toEqual([
    ['id', 'a'],
    ['empty', null],
  ])
})

test('leaves its argument as it was', () => {
  const command = { id: 'a', note: undefined }
  without(command, 'id')
  expect(Object.keys(command)).toEqual(['id', 'note'])
})
