import { startApi, type Api } from '../../support/api.js'
import { causal, months } from './charts.js'

let api: Api

beforeAll(async () => {
  api = await startApi()
})

afterAll(() => api.close())

const values = [1, 3, 2, 1, 3, 2, 1, 3, 1, 2, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9]
const points = months('2022-01-01', values.length).map((period, index) => ({ period, value: values[index] }))

const analyse = (input: object, selection: string) =>
  api.execute(`query ($input: AnalyseSeriesInput!) { analyseSeries(input: $input) { ${selection} } }`, {
    input,
  })

test('numbers that are not recorded are read as series are, and nothing is stored', async () => {
  const head = await api.head()
  const { data, errors } = await analyse(
    { points, direction: 'DECREASE', target: 2, name: 'Waiting', unit: 'days' },
    `chartType ruleSet { id } variation phases { centreLine longestRun } signals { rule periods } sentence
     points { period value side reading { id } } falseAlarmRate { rate } recommendation { chartType }
     alternativeText specification table { headings rows { cells } } warnings { code }`,
  )
  expect(errors).toBeUndefined()
  expect(data).toMatchObject({
    analyseSeries: {
      chartType: 'RUN',
      ruleSet: { id: 'anhoej-2014' },
      variation: 'CONCERN',
      phases: [{ centreLine: 5.5, longestRun: 10 }],
      specification: { $schema: expect.stringContaining('vega-lite') as string },
    },
  })
  expect((data?.['analyseSeries'] as { sentence: string }).sentence).not.toMatch(causal)
  expect(await api.head()).toBe(head)
})

test('ratios are multiplied, points left out, and phases have baselines of their own', async () => {
  const ratios = months('2022-01-01', 20).map((period, index) => ({
    period,
    numerator: index < 10 ? 10 + (index % 3) : 30 + (index % 3),
    denominator: 100,
    ...(index === 4 ? { excludedFor: 'Counted twice' } : {}),
  }))
  const { data } = await analyse(
    {
      points: ratios,
      chartType: 'P',
      multiplier: 100,
      phases: [{ from: '2022-11-01', baseline: { points: 4, skip: 2 } }],
    },
    'phases { from centreLine baseline { from to points } } points { value excluded excludedReason }',
  )
  expect(data).toMatchObject({
    analyseSeries: {
      phases: [
        { from: '2022-01-01' },
        {
          from: '2022-11-01',
          centreLine: (30 + 31 + 32 + 30) / 4,
          baseline: { from: '2023-01-01', to: '2023-04-01', points: 4 },
        },
      ],
    },
  })
  const shown = (data?.['analyseSeries'] as { points: readonly object[] }).points
  expect(shown[4]).toEqual({ value: 11, excluded: true, excludedReason: 'Counted twice' })
})

test.each([
  [{ points: [] }, /at least one point/, ['input', 'points']],
  [{ points: [points[1], points[0]] }, /order of time/, ['input', 'points', '1', 'period']],
  [
    { points: [{ period: '2022-01-01', numerator: 1 }] },
    /denominator above 0/,
    ['input', 'points', '0', 'denominator'],
  ],
  [
    { points: [{ period: '2022-01-01', value: 1.7e308 }] },
    /from 10⁻¹⁸ to 10¹⁸/,
    ['input', 'points', '0', 'value'],
  ],
  [{ points, target: 1e-320 }, /from 10⁻¹⁸ to 10¹⁸/, ['input', 'target']],
  [{ points, multiplier: 0 }, /multiplier above 0/, ['input', 'multiplier']],
  [{ points, multiplier: 1e308 }, /from 10⁻¹⁸ to 10¹⁸/, ['input', 'multiplier']],
  [{ points, ruleSet: 'tealeaves' }, /Choose the rule set/, ['ruleSet']],
  [{ points, chartType: 'G', ruleSet: 'nelson' }, /cannot be read by nelson/, ['ruleSet']],
  [{ points, baseline: { points: 1 } }, /at least 2/, ['input', 'baseline', 'points']],
  [{ points, phases: [{ from: '2022-01-01' }] }, /after the first/, ['input', 'phases', '0', 'from']],
])('%j is refused with the field and the remedy', async (input, message, field) => {
  const { errors } = await analyse(input, 'chartType')
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }])
  expect(errors?.[0]?.message).toMatch(message)
})

test('more than 5,000 points are refused', async () => {
  const many = Array.from({ length: 5_001 }, (_, day) => ({
    period: new Date(Date.UTC(2000, 0, day + 1)).toISOString().slice(0, 10),
    value: day % 7,
  }))
  const { errors } = await analyse({ points: many }, 'chartType')
  expect(errors?.[0]?.message).toMatch(/at most 5,000 points/)
})
