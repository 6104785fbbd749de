import { readNumber } from '../../../src/cli/import/read-number.js'

const numberIn = (text: string, decimal: '.' | ',' = '.') => {
  const read = readNumber(text, decimal)
  return read.kind === 'number' ? read.value : read.remedy
}

describe('numbers as people write them', () => {
  test.each([
    ['12', 12],
    [' 12 ', 12],
    ['1,234', 1234],
    ['1,234,567.5', 1_234_567.5],
    ['1 234', 1234],
    ['1\u00a0234', 1234],
    ["12'345", 12_345],
    ['-3', -3],
    ['−3', -3],
    ['0.50', 0.5],
    ['.5', 0.5],
    ['-0', 0],
    ['95.2%', 95.2],
    ['95.2 %', 95.2],
    ['1234', 1234],
  ])('%j is %d', (text, value) => {
    expect(numberIn(text)).toBe(value)
  })

  test('with a decimal comma, points part thousands', () => {
    expect(numberIn('1.234,5', ',')).toBe(1234.5)
    expect(numberIn('0,5', ',')).toBe(0.5)
    expect(numberIn('1.5', ',')).toMatch(/not a number/)
  })

  test.each([
    ['£5', /money/],
    ['<5', /bound/],
    ['1.2E+05', /shortened/],
    ['1,5', /decimal/],
    ['12,34,567', /not a number/],
    ['1,2345', /comma/],
    ['(5)', /not a number/],
    ['five', /not a number/],
    ['1e999', /shortened/],
    ['9'.repeat(400), /too large/],
  ])('%j is none, and the remedy is told', (text, remedy) => {
    expect(numberIn(text)).toMatch(remedy)
  })

  test('a percentage is marked as one, so that it cannot pass for a count', () => {
    expect(readNumber('5%')).toEqual({ kind: 'number', value: 5, percent: true })
  })
})
