import { z } from 'zod'

import {
  controlChart,
  type ControlChartPoint,
  type ControlChartType,
} from '../../src/charts/control-chart.js'
import { reference } from './reference.js'

const ratios = (numerators: readonly number[], denominators: readonly number[]): ControlChartPoint[] =>
  numerators.map((numerator, index) => ({ numerator, denominator: denominators[index] ?? null }))
const values = (numbers: readonly number[]): ControlChartPoint[] =>
  numbers.map((numerator) => ({ numerator }))
const first = (type: ControlChartType, points: readonly ControlChartPoint[], baseline?: number) =>
  controlChart(type, points, [{ from: 0, ...(baseline === undefined ? {} : { baseline }) }]).points[0]

describe('published figures, checked always', () => {
  test('an I chart of a ratio', () => {
    const found = first(
      'i',
      ratios(
        [5, 7, 5, 7, 7, 5, 4, 9, 8, 13, 8, 7, 8, 7, 12, 11, 8],
        [113, 132, 121, 134, 116, 131, 93, 138, 182, 157, 100, 103, 146, 108, 153, 141, 134],
      ),
    )
    expect(found?.centreLine).toBeCloseTo(0.0592974272, 9)
    expect(found?.lowerLimit).toBeCloseTo(0.0228576052, 9)
    expect(found?.upperLimit).toBeCloseTo(0.0957372492, 9)
  })

  test('a C chart', () => {
    const found = first(
      'c',
      values([17, 12, 27, 20, 20, 18, 22, 19, 19, 24, 17, 16, 24, 19, 19, 22, 25, 19, 17, 6, 25, 17, 11, 14]),
    )
    expect(found?.centreLine).toBeCloseTo(18.7083333, 6)
    expect(found?.lowerLimit).toBeCloseTo(5.7323944, 6)
    expect(found?.upperLimit).toBeCloseTo(31.6842726, 6)
  })

  test('a P chart', () => {
    const found = first(
      'p',
      ratios(
        [
          14, 12, 15, 8, 16, 11, 12, 14, 16, 17, 5, 11, 13, 10, 14, 5, 12, 10, 11, 5, 10, 8, 11, 12, 11, 18,
          18, 21, 14, 15, 18, 22, 17, 16, 20, 15,
        ],
        [
          52, 64, 70, 60, 67, 69, 67, 54, 79, 59, 49, 61, 41, 51, 56, 43, 57, 48, 69, 41, 40, 46, 59, 62, 57,
          65, 75, 70, 76, 69, 64, 67, 84, 67, 69, 78,
        ],
      ),
    )
    expect(found?.centreLine).toBeCloseTo(0.2163265306, 9)
    expect(found?.upperLimit).toBeCloseTo(0.3876204899, 9)
    expect(found?.lowerLimit).toBeCloseTo(0.0450325714, 9)
  })

  test('a U′ chart of a whole country’s attendances', () => {
    const found = first(
      'uPrime',
      ratios(
        [
          266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320, 267923, 271478,
          255353, 256820, 261835, 259144, 255910, 260863, 264465, 260989,
        ],
        [
          280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529, 279618, 283932,
          266629, 268091, 276803, 271578, 266005, 273520, 278574, 273772,
        ],
      ),
    )
    expect(found?.centreLine).toBeCloseTo(0.9528997113, 9)
    expect(found?.upperLimit).toBeCloseTo(0.9656697785, 9)
  })

  test('a U chart of defects per fifty units', () => {
    const found = first(
      'u',
      ratios([14, 12, 20, 11, 7, 10, 21, 16, 19, 23], [500, 400, 650, 500, 475, 500, 600, 525, 600, 625]),
    )
    expect((found?.centreLine ?? 0) * 50).toBeCloseTo(1.4232558, 6)
    expect((found?.lowerLimit ?? 0) * 50).toBeCloseTo(0.29147393, 7)
    expect((found?.upperLimit ?? 0) * 50).toBeCloseTo(2.5550377, 6)
  })
})

const Example = z.object({
  chart: z.enum(['i', 'c', 'p', 'u', 't']),
  y: z.array(z.number()),
  n: z.array(z.number()).optional(),
  exclude: z.array(z.number()).optional(),
  freeze: z.number().optional(),
  multiply: z.number().optional(),
  cl: z.number(),
  lcl: z.number().optional(),
  lcl1: z.number().optional(),
  ucl: z.number().optional(),
  ucl1: z.number().optional(),
})
const golden = z
  .object({ montgomeryAndHospital: z.record(z.string(), Example) })
  .nullable()
  .parse(reference('golden.json'))

/** Equal in the eight digits, or fewer, that are printed. */
const agreesInPrint = (found: number | null | undefined, printed: number) =>
  Math.abs((found ?? NaN) - printed) <= 1.0001e-7 * Math.max(Math.abs(printed), 1e-3)

if (golden === null) test.skip('NOT CHECKED: ../shared/reference/golden.json is absent', () => undefined)
else
  test.each(Object.entries(golden.montgomeryAndHospital))('%s of the textbooks', (_, example) => {
    const { chart, y, n, exclude, freeze, multiply = 1, cl, lcl, lcl1, ucl, ucl1 } = example
    const points = (n === undefined ? values(y) : ratios(y, n)).map((point, index) => ({
      ...point,
      excluded: exclude?.includes(index + 1) ?? false,
    }))
    const found = first(chart, points, freeze)
    const pairs = [
      [found?.centreLine, cl],
      [found?.lowerLimit, lcl ?? lcl1],
      [found?.upperLimit, ucl ?? ucl1],
    ] as const
    for (const [line, printed] of pairs)
      if (printed !== undefined)
        expect([line, agreesInPrint((line ?? NaN) * multiply, printed)]).toEqual([line, true])
  })
