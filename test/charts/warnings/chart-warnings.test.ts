import { analyseChart } from '../../../src/charts/analyse-chart.js'
import type { SeriesPoint } from '../../../src/charts/analysed-chart.js'
import { autocorrelation } from '../../../src/charts/autocorrelation.js'
import type { ChartType } from '../../../src/charts/chart-type.js'
import type { RuleSetId } from '../../../src/charts/rule-sets.js'
import { seededNoise } from '../../../src/charts/false-alarm/seeded-noise.js'
import type { DataFacts } from '../../../src/charts/warnings/chart-warning.js'
import { chartWarnings } from '../../../src/charts/warnings/chart-warnings.js'
import { spreadOfCounts } from '../../../src/charts/warnings/overdispersed.js'

const valued = (values: readonly (number | null)[]): SeriesPoint[] =>
  values.map((value) => ({ value, numerator: null, denominator: null, excluded: false }))
const shares = (numerators: readonly number[], denominators: readonly number[]): SeriesPoint[] =>
  numerators.map((numerator, index) => {
    const denominator = denominators[index] ?? 0
    return { value: numerator / denominator, numerator, denominator, excluded: false }
  })

const warn = (
  points: readonly SeriesPoint[],
  chartType: ChartType,
  {
    ruleSet = 'anhoej-2014',
    facts = {},
    baseline,
  }: Readonly<{ ruleSet?: RuleSetId; facts?: DataFacts; baseline?: number }> = {},
) => {
  const chart = analyseChart(points, {
    chartType,
    ruleSet,
    phases: [{ from: 0, ...(baseline === undefined ? {} : { baseline }) }],
    better: 'neutral',
    target: null,
    multiplier: 1,
  })
  return chartWarnings({ points, chart, facts })
}
const codes = (warnings: ReturnType<typeof warn>) => warnings.map(({ code }) => code)

const quiet = [45, 52, 58, 52, 47, 43, 43, 51, 56, 45, 44, 59, 49, 52, 50, 56, 53, 46, 48, 47, 63, 52, 45, 48]

test('a long quiet series without facts has no warnings', () => {
  for (const chartType of ['run', 'i'] as const) expect(warn(valued(quiet), chartType)).toEqual([])
})

describe('too few points', () => {
  test('by the minimum of the rule set', () => {
    const points = valued(quiet.slice(0, 14))
    expect(codes(warn(points, 'i'))).toEqual([])
    expect(warn(points, 'i', { ruleSet: 'nelson' })).toEqual([
      {
        code: 'TOO_FEW_POINTS',
        message:
          'On trial: 14 useful observations, and Nelson needs 20 to be relied on. ' +
          'Go on collecting, or use shorter periods.',
        figures: { usefulObservations: 14, fewestPoints: 20 },
      },
    ])
  })

  test('limits are on trial under thirteen points, those of a frozen baseline too; a median has no limits', () => {
    expect(codes(warn(valued(quiet.slice(0, 12)), 'i'))).toEqual(['TRIAL_LIMITS'])
    expect(codes(warn(valued(quiet.slice(0, 13)), 'i'))).toEqual([])
    expect(codes(warn(valued(quiet), 'i', { baseline: 12 }))).toEqual(['TRIAL_LIMITS'])
    expect(codes(warn(valued(quiet.slice(0, 12)), 'run'))).toEqual([])
  })

  test('nothing at all', () => expect(codes(warn([], 'run'))).toEqual(['TOO_FEW_POINTS']))
})

test('a median on which more than half of the values lie, and not one on which half of them do', () => {
  const values = (onMedian: number) => [
    ...Array.from({ length: onMedian }, () => 100),
    ...Array.from({ length: 11 }, (_, at) => 80 + at),
    ...Array.from({ length: 11 }, (_, at) => 110 + at),
  ]
  expect(codes(warn(valued(values(22)), 'run'))).not.toContain('MEDIAN_DEGENERATE')
  expect(warn(valued(values(23)), 'run')).toContainEqual({
    code: 'MEDIAN_DEGENERATE',
    message:
      '23 of 45 values lie on the median, which makes the runs rules void; ' +
      'chart the time (T) or the number of cases (G) between events instead.',
    figures: { onMedian: 23, values: 45 },
  })
})

describe('overdispersion', () => {
  const numerators = [
    266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320, 267923, 271478, 255353,
    256820, 261835, 259144, 255910, 260863, 264465, 260989,
  ]
  const denominators = [
    280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529, 279618, 283932, 266629,
    268091, 276803, 271578, 266005, 273520, 278574, 273772,
  ]

  test('attendances within four hours of a whole country vary more than independent cases (published σz)', () => {
    const points = shares(numerators, denominators)
    expect(spreadOfCounts('u', points)?.sigmaZ).toBeCloseTo(2.3092482929, 9)
    expect(spreadOfCounts('p', points)?.sigmaZ).toBeCloseTo(10.6404218635, 9)
    const warning = warn(points, 'p').find(({ code }) => code === 'OVERDISPERSED')
    expect(warning?.message).toBe(
      'Values vary 10.6 times as much between periods as independent cases would (Laney’s σz; ' +
        '1.34 would be within chance), so the limits are too narrow. Use a P′ chart.',
    )
    expect(warning?.figures['sigmaZ']).toBeCloseTo(10.6404218635, 9)
    expect(warning?.figures['limit']).toBeCloseTo(1.3402, 3)
    expect(warning?.figures['points']).toBe(20)
    expect(codes(warn(points, 'pPrime'))).not.toContain('OVERDISPERSED')
  })

  test('binomial shares do not, nor do charts that believe nothing of the kind', () => {
    const noise = seededNoise(3)
    const all = Array.from({ length: 30 }, (_, at) => 400 + 10 * at)
    const some = all.map((n) => Math.round(n * 0.3 + Math.sqrt(n * 0.21) * noise()))
    expect(codes(warn(shares(some, all), 'p'))).toEqual([])
    expect(spreadOfCounts('i', valued(quiet))).toBeNull()
    expect(spreadOfCounts('p', shares(some.slice(0, 9), all))).toBeNull()
  })

  test('counts that swing far are better read as single values', () => {
    const counts = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 2 : 40))
    expect(warn(valued(counts), 'c').find(({ code }) => code === 'OVERDISPERSED')?.message).toContain(
      'an I chart',
    )
  })
})

describe('autocorrelation', () => {
  test('of 1, 2, 3, 4 it is a quarter', () => {
    const found = autocorrelation([1, 2, 3, 4])
    expect(found?.coefficient).toBeCloseTo(0.25, 12)
    expect(found?.limit).toBeCloseTo(0.979982, 6)
    expect(found?.pairs).toBe(3)
  })

  test('no answer where nothing varies, or no neighbours are known', () => {
    expect(autocorrelation([0.1, 0.1, 0.1, 0.1])).toBeNull()
    expect(autocorrelation([1, null, 2, null, 3])).toBeNull()
    expect(autocorrelation([])).toBeNull()
  })

  test('a slow wave warns, and says how alike neighbours are', () => {
    const wave = Array.from({ length: 36 }, (_, at) => 50 + 10 * Math.sin(at / 4))
    const warning = warn(valued(wave), 'run').find(({ code }) => code === 'AUTOCORRELATED')
    expect(warning?.message).toMatch(
      /^Each value is like the one before it \(correlation 0\.9\d; within ±0\.33/,
    )
    expect(Number(warning?.figures['coefficient'])).toBeGreaterThan(0.9)
  })
})

test('more than one period in ten without a value', () => {
  const points = (missing: number) =>
    valued([...quiet.slice(0, 20 - missing), ...Array<null>(missing).fill(null)])
  expect(codes(warn(points(2), 'run'))).toEqual([])
  expect(warn(points(3), 'run')).toEqual([
    {
      code: 'MANY_MISSING',
      message: '3 of 20 periods have no value (15%). Record them, or say why they are missing.',
      figures: { missing: 3, periods: 20, share: 0.15 },
    },
  ])
})

describe('what is known of the data', () => {
  const withFacts = (facts: DataFacts) => warn(valued(quiet), 'run', { facts })

  test('grades C and D warn, A and B do not', () => {
    expect((['A', 'B', 'C', 'D'] as const).map((grade) => codes(withFacts({ grade })))).toEqual([
      [],
      [],
      ['WEAK_DATA'],
      ['WEAK_DATA'],
    ])
    expect(withFacts({ grade: null })).toEqual([])
  })

  test('a break in the definition says from when and why', () =>
    expect(
      withFacts({ comparabilityBreaks: [{ on: '2025-04-01', reason: 'same-day care is counted apart' }] }),
    ).toEqual([
      {
        code: 'COMPARABILITY_BREAK',
        message:
          'From 2025-04-01 on the metric is defined differently (same-day care is counted apart), and values before ' +
          'cannot be compared with those after. Begin a phase there.',
        figures: { breaks: 1, latest: '2025-04-01' },
      },
    ]))

  test('denominators of two vintages warn, of one with gaps do not', () => {
    expect(withFacts({ denominatorVintages: ['mid-2023', null, 'mid-2023'] })).toEqual([])
    expect(withFacts({ denominatorVintages: ['mid-2023', null, 'mid-2024'] })).toEqual([
      expect.objectContaining({ code: 'DENOMINATOR_REVISED', figures: { vintages: 2, latest: 'mid-2024' } }),
    ])
  })
})

test('warnings are of the latest phase, and all of them come at once', () => {
  const points = valued([...quiet, null, null, null, 9, 8, 9, 7])
  const chart = analyseChart(points, {
    chartType: 'i',
    ruleSet: 'western-electric',
    phases: [{ from: 0 }, { from: 24 }],
    better: 'neutral',
    target: null,
    multiplier: 1,
  })
  expect(codes(chartWarnings({ points, chart, facts: { grade: 'D' } }))).toEqual([
    'TOO_FEW_POINTS',
    'TRIAL_LIMITS',
    'WEAK_DATA',
  ])
})
