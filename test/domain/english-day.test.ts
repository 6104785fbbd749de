import { englishDay } from '../../src/domain/english-day.js'

const dayAt = (instant: string): string => englishDay(new Date(instant))

test('in winter the day in England begins at midnight of universal time', () => {
  expect(dayAt('2024-01-31T23:59:59.999Z')).toBe('2024-01-31')
  expect(dayAt('2024-02-01T00:00:00.000Z')).toBe('2024-02-01')
})

test('in summer it begins an hour earlier', () => {
  expect(dayAt('2024-06-30T22:59:59.999Z')).toBe('2024-06-30')
  expect(dayAt('2024-06-30T23:00:00.000Z')).toBe('2024-07-01')
})

test('moments of one hour give one day, whatever was asked before', () => {
  expect(dayAt('2024-07-01T10:00:00.000Z')).toBe('2024-07-01')
  expect(dayAt('2024-07-01T10:59:59.999Z')).toBe('2024-07-01')
  expect(dayAt('2023-07-01T10:59:59.999Z')).toBe('2023-07-01')
  expect(dayAt('2024-07-01T10:30:00.000Z')).toBe('2024-07-01')
})

test('a moment that is none has no day, also after one that is', () => {
  expect(dayAt('2024-07-01T10:00:00.000Z')).toBe('2024-07-01')
  expect(() => englishDay(new Date(Number.NaN))).toThrow(RangeError)
})
