import { Readable, Writable } from 'node:stream'

import fc from 'fast-check'
import { z } from 'zod'

import { analyseLine } from '../../src/cli/analyse/analyse-line.js'
import { analyseLines } from '../../src/cli/analyse/analyse-lines.js'
import { createAnalyseProgram } from '../../src/cli/analyse-program.js'
import { agrees, reference } from '../charts/reference.js'

const Cases = z.array(z.object({ name: z.string(), input: z.unknown(), expected: z.unknown() }))
type Case = z.infer<typeof Cases>[number]

const Answer = z.object({
  name: z.string().nullable(),
  result: z.unknown().optional(),
  error: z.string().optional(),
})
type Answer = z.infer<typeof Answer>

/** What comes out when the text goes in, in pieces of a given size, to a reader that is slow where `slow`. */
const answersTo = async (text: string, { size = 1000, slow = false } = {}) => {
  const pieces: Buffer[] = []
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size))
  let written = ''
  const output = new Writable({
    highWaterMark: slow ? 1 : 16_384,
    write: (chunk, _, done) => {
      written += String(chunk)
      if (slow) setImmediate(done)
      else done()
    },
  })
  const clean = await analyseLines(Readable.from(pieces), output)
  await new Promise<void>((resolve) => output.end(resolve))
  const lines = written.split('\n').filter((line) => line !== '')
  return { clean, written, answers: lines.map((line): Answer => Answer.parse(JSON.parse(line))) }
}

const lineOf = (kind: string, { name, input }: Case) => JSON.stringify({ name, kind, input })

/** Where two values differ, by path; numbers agree to 1e-9 relative. */
const differences = (actual: unknown, expected: unknown, path = ''): string[] => {
  if (typeof actual === 'number' && typeof expected === 'number')
    return agrees(actual, expected) ? [] : [`${path}: ${actual}, not ${expected}`]
  if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null)
    return actual === expected ? [] : [`${path}: ${String(actual)}, not ${String(expected)}`]
  const known = new Map(Object.entries(actual))
  const wanted = new Map(Object.entries(expected))
  return [...new Set([...wanted.keys(), ...known.keys()])].flatMap((key) =>
    known.has(key) && wanted.has(key)
      ? differences(known.get(key), wanted.get(key), `${path}.${key}`)
      : [`${path}.${key}: only ${known.has(key) ? 'here' : 'there'}`],
  )
}

/**
 * Where all values are equal, screening of moving ranges leaves NHSRplotthedots without limits, and with a target that
 * can be neither passed nor failed. Here the limits are the mean, and the target is compared with it.
 */
const deliberatelyDifferent = [
  'synthetic-3-constant-plain',
  'synthetic-14-constant-plain',
  'synthetic-14-constant-target',
  'synthetic-16-constant-plain',
  'synthetic-16-constant-target',
  'synthetic-16-constant-rebase',
  'synthetic-16-constant-fixed',
  'synthetic-25-constant-plain',
  'synthetic-25-constant-target',
  'synthetic-25-constant-rebase',
  'synthetic-25-constant-fixed',
  'synthetic-37-constant-plain',
  'synthetic-37-constant-target',
  'synthetic-37-constant-rebase',
  'synthetic-37-constant-fixed',
]

describe.each([
  ['run-chart', 'run-chart-cases.json', 628],
  ['xmr', 'xmr-cases.json', 164],
  ['rebase', 'rebase-cases.json', 67],
])('%s lines', (kind, file, count) => {
  const stored = reference(file)
  if (stored === null) {
    test.skip(`NOT CHECKED: ../shared/reference/${file} is absent`, () => undefined)
    return
  }
  const cases = Cases.parse(stored)

  test('every reference case is answered as the reference implementation answers it', async () => {
    expect(cases.length).toBeGreaterThanOrEqual(count)
    const { clean, answers } = await answersTo(cases.map((each) => lineOf(kind, each)).join('\n'))
    expect(clean).toBe(true)
    expect(answers.map(({ name }) => name)).toEqual(cases.map(({ name }) => name))
    const differing = cases.flatMap(({ name, expected }, index) => {
      const found = differences(answers[index]?.result, expected)
      return found.length > 0 ? [{ name, found }] : []
    })
    const unexpected = differing.filter(({ name }) => !deliberatelyDifferent.includes(name))
    expect(unexpected).toEqual([])
    expect(differing.map(({ name }) => name)).toEqual(kind === 'xmr' ? deliberatelyDifferent : [])
    const figures = differing.flatMap(({ found }) => found.map((each) => /\w+/.exec(each)?.[0]))
    expect([...new Set(figures)].sort()).toEqual(
      kind === 'xmr' ? ['assurance', 'lowerLimit', 'upperLimit'] : [],
    )
  })
})

const runChart = (input: object, name = 'ward X') => JSON.stringify({ name, kind: 'run-chart', input })

const published = {
  y: [9, 22, 19, 18, 8, 7, 11, 11, 11, 12, 2, 8],
  chart: 'run',
  multiply: 1,
}

describe('figures that are checked without the reference cases', () => {
  test('a run chart', () => {
    const { text, failed } = analyseLine(runChart(published), 1)
    expect(failed).toBe(false)
    expect(JSON.parse(text)).toEqual({
      name: 'ward X',
      result: {
        y: published.y,
        centreLine: published.y.map(() => 11),
        upperLimit: published.y.map(() => null),
        lowerLimit: published.y.map(() => null),
        sigmaSignal: published.y.map(() => false),
        parts: {
          1: {
            observations: 12,
            usefulObservations: 9,
            longestRun: 3,
            longestRunMax: 6,
            crossings: 4,
            crossingsMin: 2,
            signal: false,
          },
        },
      },
    })
  })

  test('an XmR chart, as NHSRplotthedots has it', () => {
    const y = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    const period = y.map((_, index) => `2020-01-${String(index + 1).padStart(2, '0')}`)
    const ask = (screenOutliers: boolean) =>
      analyseLine(
        JSON.stringify({
          name: 'screened',
          kind: 'xmr',
          input: { y, period, improvementDirection: 'increase', target: 7, screenOutliers },
        }),
        1,
      ).text
    const Result = z.object({
      result: z.object({
        mean: z.array(z.number()),
        lowerLimit: z.array(z.number()),
        upperLimit: z.array(z.number()),
        specialCause: z.array(z.string()),
        pointType: z.array(z.string()),
        assurance: z.string(),
      }),
    })
    const screened = Result.parse(JSON.parse(ask(true))).result
    expect(screened.mean[0]).toBeCloseTo(1.944444, 6)
    expect(screened.lowerLimit[0]).toBeCloseTo(-0.715556, 6)
    expect(screened.upperLimit[0]).toBeCloseTo(4.604444, 6)
    expect(screened.specialCause[4]).toBe('Above UCL')
    expect(screened.pointType[4]).toBe('special_cause_improvement')
    expect(screened.assurance).toBe('consistent_fail')
    const unscreened = Result.parse(JSON.parse(ask(false))).result
    expect(unscreened.lowerLimit[0]).toBeCloseTo(-3.062614, 6)
    expect(unscreened.upperLimit[0]).toBeCloseTo(6.951503, 6)
  })

  test('a constant series has limits on its mean, and nothing lies outside', () => {
    const y = [42, 42, 42, 42]
    const period = ['2020-01-01', '2020-02-01', '2020-03-01', '2020-04-01']
    const input = { y, period, improvementDirection: 'decrease', target: 55 }
    const { text } = analyseLine(JSON.stringify({ name: 'constant', kind: 'xmr', input }), 1)
    expect(JSON.parse(text)).toMatchObject({
      result: {
        lowerLimit: y,
        upperLimit: y,
        specialCause: y.map(() => 'Common Cause'),
        assurance: 'consistent_pass',
      },
    })
  })

  test('rebasing on a sustained run', () => {
    const y = [5, 7, 5, 7, 6, 8, 8, 6, 9]
    const period = y.map((_, index) => `2020-0${index + 1}-01`)
    const input = { y, period, baselinePoints: 4, runLength: 3, direction: 'above' }
    const { text } = analyseLine(JSON.stringify({ name: 'ward', kind: 'rebase', input }), 1)
    expect(JSON.parse(text)).toEqual({
      name: 'ward',
      result: {
        phases: [
          { median: 6, start: '2020-01-01', end: '2020-04-01', kind: 'baseline' },
          { median: 8, start: '2020-06-01', end: '2020-09-01', kind: 'sustained' },
        ],
      },
    })
  })

  test('a value one digit off the median is off it, as for the reference implementation', () => {
    const y = [87.1, 87.3, 87.2, 87.2]
    const { text } = analyseLine(runChart({ y, chart: 'run', freeze: 2 }), 1)
    expect(JSON.parse(text)).toMatchObject({ result: { parts: { 1: { usefulObservations: 4 } } } })
  })
})

describe('options', () => {
  const partsOf = (input: object) =>
    z
      .object({ result: z.object({ parts: z.record(z.string(), z.object({ observations: z.number() })) }) })
      .parse(JSON.parse(analyseLine(runChart(input), 1).text)).result.parts

  test('several parts, given in any order, those outside the series without effect', () => {
    const parts = partsOf({ ...published, part: [8, 3, 3, 0, 12, 40] })
    expect(Object.entries(parts).map(([part, { observations }]) => [part, observations])).toEqual([
      ['1', 3],
      ['2', 5],
      ['3', 4],
    ])
  })

  test('parts win over a baseline', () => {
    const plain = analyseLine(runChart({ ...published, part: 6 }), 1).text
    expect(analyseLine(runChart({ ...published, part: 6, freeze: 3 }), 1).text).toBe(plain)
  })

  test('a moving range does not reach into the part before', () => {
    const { text } = analyseLine(runChart({ y: [1, 2, 30, 32], chart: 'mr', part: 2 }), 1)
    expect(JSON.parse(text)).toMatchObject({ result: { y: [null, 1, null, 2] } })
  })

  test('a period without a numerator or with a denominator of 0 has neither value nor limits', () => {
    const { text } = analyseLine(runChart({ y: [3, null, 4, 5], n: [10, 10, 0, 12], chart: 'u' }), 1)
    const { result } = z
      .object({
        result: z.object({ y: z.array(z.number().nullable()), upperLimit: z.array(z.number().nullable()) }),
      })
      .parse(JSON.parse(text))
    expect(result.y.slice(1, 3)).toEqual([null, null])
    expect(result.upperLimit.slice(1, 3)).toEqual([null, null])
    expect(result.upperLimit[0]).not.toBeNull()
  })
})

describe('lines that are not as needed', () => {
  test('are answered in their places by line, field and remedy, and the rest goes on', async () => {
    const good = runChart(published)
    const { clean, answers } = await answersTo(
      ['nonsense', good, '', runChart({ ...published, y: [1, 'two'] }), '[]', '{"kind":"xmr"}', good].join(
        '\n',
      ),
    )
    expect(clean).toBe(false)
    expect(answers.map(({ name, error }) => [name, error?.slice(0, 24) ?? 'answered'])).toEqual([
      [null, 'line 1: is no JSON: give'],
      ['ward X', 'answered'],
      ['ward X', 'line 4: y: give a list o'],
      [null, 'line 5: give one JSON ob'],
      [null, 'line 6: name: give a tex'],
      ['ward X', 'answered'],
    ])
  })

  test.each([
    ['chart', { ...published, chart: 'pareto' }],
    ['chart', { ...published, chart: 'toString' }],
    ['n', { ...published, chart: 'u' }],
    ['n', { ...published, n: [1, 2] }],
    ['part', { ...published, part: 2.5 }],
    ['freeze', { ...published, freeze: 'twelve' }],
    ['exclude', { ...published, exclude: ['2'] }],
    ['multiply', { ...published, multiply: '100' }],
    ['y', { chart: 'run' }],
  ])('a run chart whose %s is wrong', (field, input) => {
    const { text, failed } = analyseLine(runChart(input), 7)
    expect(failed).toBe(true)
    const { name, error } = Answer.parse(JSON.parse(text))
    expect(name).toBe('ward X')
    expect(error).toMatch(new RegExp(`^line 7: ${field}: `))
  })

  test('a number beyond the range of numbers', () => {
    const { text } = analyseLine('{"name":"huge","kind":"run-chart","input":{"y":[1e999],"chart":"run"}}', 1)
    expect(Answer.parse(JSON.parse(text)).error).toMatch(/^line 1: y: /)
  })

  test.each([
    ['period', { period: ['2020-02-01', '2020-01-01'] }],
    ['period', { period: ['2020-01-01'] }],
    ['period', { period: ['1 May', '1 June'] }],
    ['improvementDirection', { improvementDirection: 'up' }],
    ['fixAfterPoints', { fixAfterPoints: 0 }],
    ['screenOutliers', { screenOutliers: 'yes' }],
    ['rebaseAt', { rebaseAt: 3 }],
  ])('an XmR chart whose %s is wrong', (field, wrong) => {
    const right = { y: [1, 2], period: ['2020-01-01', '2020-02-01'], improvementDirection: 'increase' }
    const { text } = analyseLine(JSON.stringify({ name: 'a', kind: 'xmr', input: { ...right, ...wrong } }), 1)
    expect(Answer.parse(JSON.parse(text)).error).toMatch(new RegExp(`^line 1: ${field}: `))
  })
})

describe('the stream', () => {
  const lines = Array.from({ length: 60 }, (_, index) => runChart(published, `ward ${index} – été`))

  test.each([1, 7, 100_000])(
    'answers in order, whatever the pieces (%i bytes) and the reader',
    async (size) => {
      const { answers } = await answersTo(lines.join('\r\n'), { size, slow: true })
      expect(answers.map(({ name }) => name)).toEqual(lines.map((_, index) => `ward ${index} – été`))
    },
  )

  test('waits for a slow reader instead of reading on', async () => {
    let read = 0
    let waiting: (() => void) | undefined
    const source = Readable.from(
      (function* () {
        for (const line of lines) {
          read += 1
          yield Buffer.from(`${line}\n`)
        }
      })(),
      { highWaterMark: 1 },
    )
    const sink = new Writable({ highWaterMark: 1, write: (_, __, done) => void (waiting = done) })
    const finished = analyseLines(source, sink)
    while (waiting === undefined) await new Promise((resolve) => setImmediate(resolve))
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(read).toBeLessThan(10)
    sink._write = (_, __, done) => done()
    waiting()
    expect(await finished).toBe(true)
    expect(read).toBe(lines.length)
  })

  test('a byte order mark and blank lines are passed over', async () => {
    const { clean, answers } = await answersTo(`\uFEFF${runChart(published)}\n\n  \n`)
    expect([clean, answers.length]).toEqual([true, 1])
  })

  test('the command is called analyse', () => {
    expect(createAnalyseProgram().commands.map((command) => command.name())).toEqual(['analyse'])
  })
})

describe('whatever the numbers', () => {
  const value = fc.oneof(
    fc.constant(null),
    fc.integer({ min: -5, max: 200 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(0, 42, 87.2, Number.MAX_VALUE, Number.MIN_VALUE),
  )
  const series = fc.array(value, { maxLength: 60 })
  const index = fc.integer({ min: -2, max: 70 })
  const someInput = series.chain((y) =>
    fc.record({
      y: fc.constant(y),
      n: fc.oneof(fc.constant(null), fc.array(value, { minLength: y.length, maxLength: y.length })),
      chart: fc.constantFrom('run', 'i', 'mr', 'c', 'u', 'up', 'p', 'pp', 'g', 't', 'ip'),
      freeze: fc.option(index),
      part: fc.option(fc.oneof(index, fc.array(index, { maxLength: 4 }))),
      exclude: fc.option(fc.array(index, { maxLength: 10 })),
      multiply: fc.constantFrom(1, 100, 0, -1, 1e300),
      period: fc.constant(y.map((_, at) => new Date(Date.UTC(2000, at, 1)).toISOString().slice(0, 10))),
      improvementDirection: fc.constantFrom('increase', 'decrease', 'neutral'),
      target: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
      rebaseAt: fc.constantFrom(null, '2000-02-01', ['2001-01-01', '2000-06-01', '1999-01-01']),
      fixAfterPoints: fc.option(fc.integer({ min: 1, max: 80 })),
      screenOutliers: fc.boolean(),
      baselinePoints: fc.integer({ min: 1, max: 20 }),
      runLength: fc.integer({ min: 1, max: 12 }),
      direction: fc.constantFrom('above', 'below', 'both'),
    }),
  )

  test.each(['run-chart', 'xmr', 'rebase'])('%s never breaks off, and writes JSON', (kind) =>
    fc.assert(
      fc.property(someInput, (input) => {
        const { text, failed } = analyseLine(JSON.stringify({ name: 'any', kind, input }), 1)
        expect(text).not.toMatch(/NaN|Infinity|undefined/)
        const answer = Answer.parse(JSON.parse(text))
        expect(answer.name).toBe('any')
        // A chart that needs denominators and has none is told so; nothing else is at fault here.
        if (failed) expect(answer.error).toMatch(/^line 1: n: is missing/)
      }),
      { numRuns: 500 },
    ),
  )

  test('the text of an answer is what JSON.stringify writes', () =>
    fc.assert(
      fc.property(someInput, (input) => {
        const { text } = analyseLine(JSON.stringify({ name: 'any', kind: 'xmr', input }), 1)
        expect(text).toBe(JSON.stringify(JSON.parse(text)))
      }),
    ))
})
