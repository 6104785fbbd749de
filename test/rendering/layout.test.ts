import fc from 'fast-check'

import { annotationBadges } from '../../src/rendering/annotation-badges.js'
import { truncated, wrapped } from '../../src/rendering/fit-text.js'
import { levelLabels } from '../../src/rendering/level-labels.js'
import { textWidth } from '../../src/rendering/text-width.js'
import { timeAxis } from '../../src/rendering/time-axis.js'
import { valueAxis } from '../../src/rendering/value-axis.js'
import { valueLabels } from '../../src/rendering/value-labels.js'

describe('text', () => {
  test('is as wide as the font says', () => {
    expect(textWidth('', 12)).toBe(0)
    expect(textWidth('iiii', 12)).toBeLessThan(textWidth('mmmm', 12) / 2)
    expect(textWidth('Median', 12, 600)).toBeGreaterThan(textWidth('Median', 12, 400))
    expect(textWidth('Median 83.2%', 26)).toBeCloseTo(2 * textWidth('Median 83.2%', 13), 9)
  })

  test('is broken between words, and within a word only where it must be', () => {
    expect(wrapped('one two three', textWidth('one two', 12), { size: 12 })).toEqual(['one two', 'three'])
    expect(wrapped('incomprehensibilities', 60, { size: 12 }).join('')).toBe('incomprehensibilities')
    expect(wrapped('', 60, { size: 12 })).toEqual([])
  })

  test('that does not fit is cut, never overflowing', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 30 }), fc.integer({ min: 40, max: 400 }), (text, width) => {
        expect(textWidth(truncated(text, width, { size: 12 }), 12)).toBeLessThanOrEqual(width)
        const lines = wrapped(text, width, { size: 12 }, 3)
        expect(lines.length).toBeLessThanOrEqual(3)
        for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(width)
      }),
      { seed: 20160401 },
    )
  })
})

describe('the value axis', () => {
  test.each([
    ['counts near zero start at zero', [3, 9, 14], 'falls', 0],
    ['values far from zero do not', [7200, 8100, 7700], 'attendances', 7100],
    ['a percentage keeps within 0 and 100', [96, 100, 99], '%', 95.5],
    ['negative values have room below', [-4, 3], 'points', -5],
  ])('%s', (_, values, unit, lowest) => expect(valueAxis(values, unit).lowest).toBe(lowest))

  test('a percentage never has room above 100, nor a count below 0', () => {
    expect(valueAxis([95, 100], '%').highest).toBe(100)
    expect(valueAxis([104, 90], '%').highest).toBe(104)
    expect(valueAxis([0, 0, 0], 'falls').lowest).toBe(0)
    expect(valueAxis([0, 0, 0], 'falls').highest).toBeGreaterThan(0)
  })

  test('whole numbers have whole ticks', () =>
    expect(valueAxis([0, 1, 2], 'falls').ticks.every(Number.isInteger)).toBe(true))

  test('shows every value between its ends, with ticks that can be told apart', () => {
    const value = fc
      .double({ min: -1e12, max: 1e12, noNaN: true })
      .map((any) => (Math.abs(any) < 1e-9 ? 0 : any))
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 20 }),
        fc.constantFrom('%', 'people', '£'),
        (values, unit) => {
          const axis = valueAxis(values, unit)
          expect(axis.lowest).toBeLessThanOrEqual(Math.min(...values))
          expect(axis.highest).toBeGreaterThanOrEqual(Math.max(...values))
          expect(axis.highest).toBeGreaterThan(axis.lowest)
          expect(axis.ticks.length).toBeGreaterThanOrEqual(2)
          expect(axis.ticks.length).toBeLessThanOrEqual(11)
          const { labels } = valueLabels(axis, unit)
          expect(new Set(labels).size).toBe(labels.length)
          for (const label of labels) expect(label.length).toBeLessThanOrEqual(12)
        },
      ),
      { seed: 20190331, numRuns: 500 },
    )
  })
})

describe('the time axis', () => {
  const months = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      new Date(Date.UTC(2016, 3 + index, 1)).toISOString().slice(0, 10),
    )
  const texts = (axis: ReturnType<typeof timeAxis>) => axis.ticks.map(({ label }) => label.join(' '))

  test('names every month of a year, and the year where it begins', () =>
    expect(texts(timeAxis(months(12), 'MONTH', 740))).toEqual([
      'Apr 2016',
      'May',
      'Jun',
      'Jul',
      'Aug',
      'Sep',
      'Oct',
      'Nov',
      'Dec',
      'Jan 2017',
      'Feb',
      'Mar',
    ]))

  test('names every quarter of three years', () =>
    expect(texts(timeAxis(months(36), 'MONTH', 740)).slice(0, 5)).toEqual([
      'Apr 2016',
      'Jul',
      'Oct',
      'Jan 2017',
      'Apr',
    ]))

  test('names financial years as such', () =>
    expect(texts(timeAxis(['2016-04-01', '2017-04-01', '2018-04-01'], 'YEAR', 740))).toEqual([
      '2016/17',
      '2017/18',
      '2018/19',
    ]))

  test('has no ticks without periods', () => expect(timeAxis([], 'MONTH', 740).ticks).toEqual([]))

  test.each(['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const)(
    'labels of a %s never touch, for any length',
    (cadence) => {
      for (const count of [1, 2, 6, 13, 36, 60, 104, 400]) {
        const periods = Array.from({ length: count }, (_, index) => {
          const date = new Date(Date.UTC(2016, 3, 4))
          if (cadence === 'DAY') date.setUTCDate(4 + index)
          else if (cadence === 'WEEK') date.setUTCDate(4 + 7 * index)
          else date.setUTCMonth(3 + index * (cadence === 'MONTH' ? 1 : cadence === 'QUARTER' ? 3 : 12), 1)
          return date.toISOString().slice(0, 10)
        })
        const axis = timeAxis(periods, cadence, 740)
        expect(axis.ticks.length).toBeGreaterThanOrEqual(1)
        const spans = axis.ticks.map(({ at, label }) => {
          const half = Math.max(...label.map((line) => textWidth(line, 12))) / 2
          const x = ((at - axis.from) / (axis.to - axis.from)) * 740
          return [x - half, x + half] as const
        })
        spans
          .slice(1)
          .forEach(([left], index) => expect([count, left > (spans[index]?.[1] ?? 0)]).toEqual([count, true]))
      }
    },
  )
})

describe('badges of annotations', () => {
  test('stand alone where there is room and together where there is not', () =>
    expect(annotationBadges([10, 100, 105, 108, 300], 740).map(({ label }) => label)).toEqual([
      '1',
      '2–4',
      '5',
    ]))

  test('never overlap, never leave the plot, and between them name every annotation', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 740 }), { maxLength: 60 }), (unsorted) => {
        const pixels = unsorted.toSorted((a, b) => a - b)
        const badges = annotationBadges(pixels, 740)
        badges.slice(1).forEach(({ left }, index) => expect(left).toBeGreaterThan(badges[index]?.right ?? 0))
        for (const { left, right } of badges) expect([left >= 0, right <= 740]).toEqual([true, true])
        const named = badges.flatMap(({ label }) => {
          const [first = 0, last = first] = label.split('–').map(Number)
          return Array.from({ length: last - first + 1 }, (_, index) => first + index)
        })
        expect(named).toEqual(pixels.map((_, index) => index + 1))
      }),
      { seed: 7 },
    )
  })
})

test('labels of lines close together move apart and stay beside the plot', () => {
  const place = { left: 748, height: 320, room: 110 }
  const labels = levelLabels(
    [0, 1, 2, 318, 320].map((y) => ({ text: `Median ${y}`, y, colour: '#000' })),
    place,
  )
  labels.slice(1).forEach(({ y }, index) => expect(y - (labels[index]?.y ?? 0)).toBeGreaterThanOrEqual(16.5))
  for (const { y } of labels) expect([y > 0, y < 330]).toEqual([true, true])
})
