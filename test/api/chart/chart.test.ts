import { startApi, uuid, type Api } from '../../support/api.js'
import { done } from '../../support/mutate.js'
import { harbour } from '../locality/places.js'
import { falls, voices } from '../metric/metrics.js'
import { prepareMeasuring, seriesOf } from '../series/measured.js'
import { attendances, causal, chartMonths, inHarbour, recordBreaches, recordFalls } from './charts.js'

const breachesSeries = seriesOf(inHarbour.metricId, harbour, '1')
const fallsSeries = seriesOf(falls, harbour)
/** Fourteen months at about ten, then nine at about twenty. */
const fallsValues = [9, 11, 10, 12, 8, 10, 11, 9, 12, 10, 8, 11, 9, 10, 19, 21, 20, 22, 18, 20, 21, 19, 20]
let api: Api

beforeAll(async () => {
  api = await startApi()
  await prepareMeasuring(api)
  await recordBreaches(api, breachesSeries)
  await recordFalls(api, fallsValues, '2022-07-01')
})

afterAll(() => api.close())

interface Shown {
  readonly [field: string]: unknown
}

const ask = (args: string, selection: string) => api.execute(`{ chart(${args}) { ${selection} } }`)

const chartOf = async (args: string, selection: string): Promise<Shown> => {
  const { chart } = await api.data<{ chart: Shown | null }>(`{ chart(${args}) { ${selection} } }`)
  if (chart === null) throw new Error('There is no such chart')
  return chart
}

const ofFalls = `seriesId: "${fallsSeries}"`
const ofBreaches = `metricId: "${inHarbour.metricId}", localityId: "${harbour}", category: "1"`

test('a series of which nothing is stored is a run chart by Anhøj and Olesen', async () => {
  const chart = await chartOf(
    ofFalls,
    `chartType ruleSet { id name version source rules { id name definition } } trial unit
     phases { from to centreLine upperLimit values baseline { points } reason } signals { rule periods }
     metric { code } locality { name } series { uuid } sentence`,
  )
  expect(chart).toMatchObject({
    chartType: 'RUN',
    ruleSet: {
      id: 'anhoej-2014',
      rules: [{ id: 'anhoej-2014/longest-run' }, { id: 'anhoej-2014/crossings' }],
    },
    trial: false,
    phases: [
      { from: '2022-07-01', to: '2024-05-01', upperLimit: null, values: 23, baseline: null, reason: null },
    ],
    locality: { name: 'Harbour' },
    series: { uuid: fallsSeries },
  })
  expect(chart['sentence']).not.toMatch(causal)
})

test('a reader asks for another chart, rule set, baseline and phases, and nothing changes', async () => {
  const head = await api.head()
  const chart = await chartOf(
    `${ofFalls}, chartType: I, ruleSet: "nelson", baseline: { points: 12 }, phases: [{ from: "2023-09-01", baselinePoints: 8 }]`,
    `chartType ruleSet { id } phases { from to centreLine baseline { points from to } } points { value upperLimit lowerLimit }`,
  )
  expect(chart).toMatchObject({
    chartType: 'I',
    ruleSet: { id: 'nelson' },
    phases: [
      {
        from: '2022-07-01',
        to: '2023-08-01',
        baseline: { points: 12, from: '2022-07-01', to: '2023-06-01' },
      },
      { from: '2023-09-01', to: '2024-05-01', centreLine: 20, baseline: { points: 8 } },
    ],
  })
  expect(await api.head()).toBe(head)
})

test('a baseline may be a range that begins after the first point', async () => {
  for (const type of ['RUN', 'I', 'C']) {
    const chart = await chartOf(
      `${ofFalls}, chartType: ${type}, baseline: { from: "2023-09-01", to: "2023-12-01" }`,
      'phases { centreLine baseline { from to points } }',
    )
    expect(chart).toEqual({
      phases: [{ centreLine: 20.5, baseline: { from: '2023-09-01', to: '2023-12-01', points: 4 } }],
    })
  }
})

test('rates and percentages have limits by their denominators, in the unit of the values', async () => {
  const chart = await chartOf(
    `${ofBreaches}, chartType: P`,
    'points { period value numerator denominator centreLine upperLimit lowerLimit status missingReason reading { id } }',
  )
  const points = chart['points'] as readonly { period: string; [field: string]: unknown }[]
  const known = points.find(({ period }) => period === chartMonths[0]?.period)
  expect(known).toMatchObject({
    value: (1700 / attendances) * 100,
    numerator: 1700,
    denominator: attendances,
  })
  const missing = points.find(({ period }) => period === '2023-03-01')
  expect(missing).toMatchObject({ value: null, status: 'MISSING', missingReason: 'The system was down' })
})

test('every signal says where it is and against what, and points name theirs', async () => {
  const chart = await chartOf(
    `${ofFalls}, chartType: I, ruleSet: "mdc-2023-11"`,
    `variation assurance signals { rule name direction phase window { from to } periods observed limit line explanation }
     points { period variation signals { rule } } falseAlarmRate { points rate exact sentence } recommendation { chartType reason }`,
  )
  expect(chart['variation']).toBe('CONCERN')
  const signals = chart['signals'] as readonly { rule: string; periods: string[]; explanation: string }[]
  expect(signals.length).toBeGreaterThan(0)
  for (const { rule, periods, explanation } of signals) {
    expect(rule).toMatch(/^mdc-2023-11\//)
    expect(periods.length).toBeGreaterThan(0)
    expect(explanation).not.toMatch(causal)
  }
  const points = chart['points'] as readonly { period: string; signals: readonly { rule: string }[] }[]
  for (const { rule, periods } of signals)
    for (const period of periods)
      expect(points.find((point) => point.period === period)?.signals.map((one) => one.rule)).toContain(rule)
})

test('beginnings of phases are found when asked, and not stored', async () => {
  const selection =
    'method candidates { from baselineTo centreLine evidence } steps { period verdict explanation }'
  const chart = await chartOf(
    ofFalls,
    `sustained: phaseProposals(method: SUSTAINED_RUN) { ${selection} }
     stable: phaseProposals(method: STABLE_SHIFT, baselinePoints: 9) { ${selection} }`,
  )
  expect(chart).toMatchObject({
    sustained: { candidates: [{ from: '2023-09-01', centreLine: 20 }], steps: [] },
  })
  const { steps } = chart['stable'] as { steps: readonly object[] }
  expect(steps).toContainEqual(expect.objectContaining({ period: '2023-09-01', verdict: 'SHIFT_FOUND' }))
})

test('moving ranges are read by their limits alone', async () => {
  const chart = await chartOf(
    `${ofFalls}, chartType: MR`,
    'ruleSet { id } points { value } falseAlarmRate { rate }',
  )
  expect(chart).toMatchObject({ ruleSet: { id: 'shewhart-1931' }, falseAlarmRate: null })
  expect((chart['points'] as readonly { value: number | null }[]).slice(0, 3)).toEqual([
    { value: null },
    { value: 2 },
    { value: 1 },
  ])
})

test('the picture has an address that tells what was chosen, and the plain one what is stored', async () => {
  const plain = await chartOf(ofFalls, 'picture { svgUrl pngUrl alternativeText specification }')
  expect(plain).toMatchObject({ picture: { svgUrl: `http://waymark.test/charts/${fallsSeries}.svg` } })
  const other = await chartOf(
    `${ofFalls}, chartType: I, ruleSet: "nelson", baseline: { points: 12 }, phases: [{ from: "2023-09-01", baselinePoints: 8 }], to: "2023-12-01"`,
    'picture { pngUrl } table { caption headings rows { cells } }',
  )
  const { pngUrl } = other['picture'] as { pngUrl: string }
  expect(Object.fromEntries(new URL(pngUrl).searchParams)).toEqual({
    to: '2023-12-01',
    chartType: 'I',
    ruleSet: 'nelson',
    baseline: '12',
    phases: '2023-09-01:8',
  })
  const table = other['table'] as { headings: string[]; rows: { cells: string[] }[] }
  expect(table.rows).toHaveLength(18)
  for (const { cells } of table.rows) expect(cells).toHaveLength(table.headings.length)
})

describe('what is refused', () => {
  test.each([
    ['chartType: P', /P chart takes a PERCENTAGE/, ['chartType']],
    ['chartType: C, ruleSet: "perla-2011"', /cannot be read by perla-2011; choose/, ['ruleSet']],
    ['ruleSet: "tealeaves"', /Choose the rule set: anhoej-2014/, ['ruleSet']],
    ['ruleSetOptions: { runsTable: EXACT }', /Only perla-2011/, ['ruleSetOptions', 'runsTable']],
    ['ruleSetOptions: { pointsInARow: 5 }', /6 or 7/, ['ruleSetOptions', 'pointsInARow']],
    ['baseline: { points: 1 }', /at least 2 points/, ['baseline', 'points']],
    ['baseline: { from: "2022-01-01" }', /both `from` and `to`/, ['baseline']],
    ['baseline: { from: "2022-02-01", to: "2022-01-01" }', /later period/, ['baseline', 'to']],
    ['phases: [{ from: "2030-01-01" }]', /begin earlier/, ['phases', '0', 'from']],
    ['phases: [{ from: "2022-10-01", baselinePoints: 0 }]', /at least 2/, ['phases', '0', 'baselinePoints']],
  ])('%s', async (args, message, field) => {
    const { errors } = await ask(`${ofFalls}, ${args}`, 'chartType')
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }])
    expect(errors?.[0]?.message).toMatch(message)
  })

  test('a request for no series, or for two', async () => {
    for (const args of [`metricId: "${falls}"`, `${ofFalls}, metricId: "${falls}"`, 'category: "1"']) {
      const { errors } = await ask(args, 'chartType')
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
      expect(errors?.[0]?.message).toMatch(/Give `seriesId` alone/)
    }
  })

  test('another chart of a metric that takes words', async () => {
    const { errors } = await ask(`metricId: "${voices}", localityId: "${harbour}", chartType: I`, 'chartType')
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  })

  test('a search for phases with absurd lengths', async () => {
    const { errors } = await ask(ofFalls, 'phaseProposals(method: STABLE_SHIFT, runLength: 1) { method }')
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['runLength'] } }])
  })
})

test('a series that does not exist has no chart', async () => {
  expect(await api.data(`{ chart(seriesId: "${uuid('f', 1)}") { chartType } }`)).toEqual({ chart: null })
})

describe('what is stored of a series', () => {
  beforeAll(async () => {
    const reason = 'The board agreed'
    await done(api, 'setChartDefaults', {
      seriesId: fallsSeries,
      chartType: 'I',
      ruleSet: 'mdc-2023-11',
      baseline: { points: 13 },
      reason,
    })
    await done(api, 'excludePoint', { seriesId: fallsSeries, period: '2022-09-01', reason: 'A burst pipe' })
    await done(api, 'acceptPhase', {
      seriesId: fallsSeries,
      from: '2023-09-01',
      baselinePoints: 8,
      reason: 'A second ward joined',
    })
  })

  test('holds for everyone who asks for nothing else', async () => {
    const selection = `chartType ruleSet { id } phases { from centreLine baseline { points } reason phaseId }
       points { period excluded excludedReason variation }`
    const chart = await chartOf(ofFalls, selection)
    expect(chart).toMatchObject({
      chartType: 'I',
      ruleSet: { id: 'mdc-2023-11' },
      phases: [
        { from: '2022-07-01', baseline: { points: 13 }, reason: null, phaseId: null },
        { from: '2023-09-01', centreLine: 20, baseline: { points: 8 }, reason: 'A second ward joined' },
      ],
    })
    expect((chart['points'] as readonly object[])[2]).toEqual({
      period: '2022-09-01',
      excluded: true,
      excludedReason: 'A burst pipe',
      variation: null,
    })
    const { seriesById } = await api.data<{ seriesById: { chart: unknown } }>(
      `{ seriesById(id: "${fallsSeries}") { chart { ${selection} } } }`,
    )
    expect(seriesById.chart).toEqual(chart)
  })

  test('gives way to what the reader asks for', async () => {
    const chart = await chartOf(
      `${ofFalls}, chartType: RUN, baseline: null, phases: []`,
      'chartType ruleSet { id } phases { from baseline { points } }',
    )
    expect(chart).toEqual({
      chartType: 'RUN',
      ruleSet: { id: 'anhoej-2014' },
      phases: [{ from: '2022-07-01', baseline: null }],
    })
  })

  test('is told where the periods shown hide the baseline', async () => {
    const chart = await chartOf(`${ofFalls}, from: "2023-10-01"`, 'phases { from } warnings { code message }')
    expect(chart['phases']).toEqual([{ from: '2023-10-01' }])
    expect((chart['warnings'] as readonly { code: string }[]).map(({ code }) => code)).toContain(
      'BASELINE_NOT_SHOWN',
    )
  })

  test('shows in run charts as far as phases and points go', async () => {
    const { runChart } = await api.data<{ runChart: { median: number } }>(
      `{ runChart(metricId: "${falls}", localityId: "${harbour}") { median picture { svgUrl } } }`,
    )
    expect(runChart).toMatchObject({
      median: 20,
      picture: { svgUrl: expect.stringContaining('chartType=RUN&ruleSet=anhoej-2014') as string },
    })
  })
})
