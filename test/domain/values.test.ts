import type { z } from 'zod'

import { Amount, IsoDate, line, prose } from '../../src/domain/values.js'

const name = line('the name', 40)
const story = prose('the story', 40)

/** What is said of a value that is refused; nothing of one that is taken. */
const complaints = (schema: z.ZodType, value: unknown): readonly string[] =>
  schema.safeParse(value).error?.issues.map(({ message }) => message) ?? []

describe('text', () => {
  test.each([
    ['nothing', ''],
    ['white space', ' \t\u00a0\ufeff'],
  ])('of %s is told to be empty, once', (_, text) => {
    expect(complaints(name, text)).toEqual(['Give the name; it cannot be empty'])
    expect(complaints(story, text)).toEqual(['Give the story; it cannot be empty'])
  })

  test.each(['\u200b', '\u0000', '\u202e\u2060', '\u0301'])('that cannot be seen is refused: %j', (text) => {
    expect(complaints(name, text)).toEqual(['Give the name; nothing of this text can be seen'])
    expect(complaints(story, text)).toEqual(['Give the story; nothing of this text can be seen'])
  })

  test.each(['a\u0000b', 'a\u001bb', 'a\u0008b'])('holds no control characters: %j', (text) => {
    expect(complaints(name, text)).toEqual(['Give the name on one line, without control characters'])
    expect(complaints(story, text)).toEqual(['Give the story without control characters'])
  })

  test.each(['a\nb', 'a\tb', 'a\u0085b', 'a\u2028b'])(
    'has several lines only where it is prose: %j',
    (text) => {
      expect(complaints(name, text)).toEqual(['Give the name on one line, without control characters'])
      expect(story.parse(text)).toBe(text)
    },
  )

  test('of one line does not turn round what is written after it', () => {
    expect(complaints(name, 'abc\u202edef')).toEqual([
      'Give the name on one line, without control characters',
    ])
  })

  test.each(['Ysbyty Gwynedd', '東京', '65+', '👩‍⚕️', "'; DROP TABLE event; --", 'NaN', '__proto__'])(
    'of people is taken as it is: %j',
    (text) => {
      expect(name.parse(text)).toBe(text)
    },
  )
})

describe('a day', () => {
  test.each(['2026-02-30', '2023-02-29', '2024-13-01', '1/2/2024', '10000-01-01', ''])(
    'that does not exist is refused, once: %j',
    (day) => {
      expect(complaints(IsoDate, day)).toEqual(['Give the date as year-month-day, such as 2024-04-01'])
    },
  )

  test.each(['0000-01-01', '0999-12-31', '3000-01-01', '9999-12-31'])(
    'in a year of which nobody speaks is refused: %s',
    (day) => {
      expect(complaints(IsoDate, day)).toEqual(['Give a date in a year from 1000 to 2999'])
    },
  )

  test.each(['1000-01-01', '1123-03-25', '2024-02-29', '2999-12-31'])('is taken: %s', (day) => {
    expect(IsoDate.parse(day)).toBe(day)
  })
})

describe('a number', () => {
  test.each([1e308, -1e308, 1.1e18, 1e-320, -9e-19])('that no chart can show is refused: %d', (value) => {
    expect(complaints(Amount, value)).toEqual([
      'Give 0, or a number from 10⁻¹⁸ to 10¹⁸; choose a unit in which it is one',
    ])
  })

  test.each([NaN, Infinity, '12', true])('must be one: %p', (value) => {
    expect(complaints(Amount, value)).toEqual(['Give a number'])
  })

  test.each([0, -0, -3.5, 1e18, -1e18, 1e-18, Number.MAX_SAFE_INTEGER])('is taken: %d', (value) => {
    expect(Amount.parse(value)).toBe(value)
  })
})
