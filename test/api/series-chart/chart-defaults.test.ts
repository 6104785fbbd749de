import { toGlobalId } from '../../../src/api/relay/global-id.js'
import { type Api, recordedAt, startApi } from '../../support/api.js'
import { done, mutate, refusalOf } from '../../support/mutate.js'
import { nobody } from '../locality/places.js'
import { prepareCharting, rates, series, words } from './charted.js'

let api: Api
beforeEach(async () => {
  api = await startApi()
  await prepareCharting(api)
})
afterEach(() => api.close())

const choice = {
  seriesId: series,
  chartType: 'RUN',
  ruleSet: 'perla-2011',
  runsTable: 'EXACT',
  baseline: { points: 12 },
}
const defaults =
  'chartType ruleSet runsTable baseline { points from to } reason recordedAt recordedBy fromPosition'
const whole = `chartDefaults { ${defaults} } series { uuid chartRevision }`
const chosen = async () =>
  (
    await api.data<{ seriesById: unknown }>(
      `query ($id: ID!) { seriesById(id: $id) { chartRevision chartDefaults { ${defaults} } } }`,
      { id: series },
    )
  ).seriesById

test('before anybody has chosen, a series has no defaults', async () => {
  expect(await chosen()).toEqual({ chartRevision: null, chartDefaults: null })
})

test('a choice is what everyone sees', async () => {
  const payload = await mutate(api, 'setChartDefaults', choice, whole, { actor: 'Tom Reed' })
  const head = (await api.head()).toString()
  const chartDefaults = {
    chartType: 'RUN',
    ruleSet: 'perla-2011',
    runsTable: 'EXACT',
    baseline: { points: 12, from: null, to: null },
    reason: null,
    recordedAt,
    recordedBy: 'Tom Reed',
    fromPosition: head,
  }
  expect(payload).toEqual({
    chartDefaults,
    series: { uuid: series, chartRevision: 0 },
    userErrors: [],
    position: head,
    stale: false,
  })
  expect(await chosen()).toEqual({ chartRevision: 0, chartDefaults })
})

test('a further choice says why, and takes the place of the first as a whole', async () => {
  await done(api, 'setChartDefaults', choice)
  const range = { from: '2024-01-01', to: '2024-04-01' }
  const next = { seriesId: toGlobalId('Series', series), chartType: 'I', ruleSet: 'nelson', baseline: range }
  const reason = 'The board reads XmR charts'
  const payload = await done(api, 'setChartDefaults', { ...next, reason, expectedRevision: 0 }, whole)
  expect(payload).toMatchObject({
    chartDefaults: {
      chartType: 'I',
      ruleSet: 'nelson',
      runsTable: null,
      baseline: { points: null, ...range },
      reason,
    },
    series: { chartRevision: 1 },
  })
})

test('moving ranges have no rule set, and all points make the baseline when none is given', async () => {
  const input = { seriesId: series, chartType: 'MR' }
  expect(await done(api, 'setChartDefaults', input, whole)).toMatchObject({
    chartDefaults: { chartType: 'MR', ruleSet: null, baseline: null },
  })
})

test('said twice, under a key or without, it is one choice', async () => {
  const first = await done(api, 'setChartDefaults', { ...choice, idempotencyKey: 'a key' }, whole)
  const before = await api.head()
  expect(await done(api, 'setChartDefaults', { ...choice, idempotencyKey: 'a key' }, whole)).toEqual(first)
  expect(await done(api, 'setChartDefaults', choice, whole)).toMatchObject({
    chartDefaults: first['chartDefaults'],
  })
  expect(await api.head()).toBe(before)
  const other = { ...choice, baseline: { points: 13 }, idempotencyKey: 'a key' }
  expect(await refusalOf(api, 'setChartDefaults', other, whole)).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  })
})

test('two who change a chart at once are told', async () => {
  await done(api, 'setChartDefaults', choice)
  await done(api, 'setChartDefaults', { ...choice, runsTable: null, reason: 'As printed' })
  const late = { ...choice, baseline: null, reason: 'All of it', expectedRevision: 0 }
  expect(await refusalOf(api, 'setChartDefaults', late, whole)).toEqual({
    code: 'REVISION_CONFLICT',
    field: 'input.expectedRevision',
    message: expect.stringMatching(/decide again/) as string,
  })
})

test('what was chosen before changes only with a reason', async () => {
  await done(api, 'setChartDefaults', choice)
  expect(await refusalOf(api, 'setChartDefaults', { ...choice, baseline: null }, whole)).toEqual({
    code: 'REASON_MISSING',
    field: 'input.reason',
    message: expect.stringMatching(/say why/) as string,
  })
})

const table = { runsTable: null }
test.each([
  [{ seriesId: nobody }, 'SERIES_NOT_FOUND', 'seriesId', /record its first reading/],
  [{ seriesId: words }, 'CHART_NOT_EXPECTED', 'seriesId', /choose a series of figures/],
  [{ seriesId: toGlobalId('Metric', series) }, 'INVALID_ID', 'seriesId', /the id of a Series/],
  [
    { chartType: 'P', ruleSet: 'nelson', ...table },
    'CHART_TYPE_UNFIT',
    'chartType',
    /choose RUN, I, MR, C, G, T$/,
  ],
  [
    { seriesId: rates, chartType: 'C', ruleSet: 'nelson', ...table },
    'CHART_TYPE_UNFIT',
    'chartType',
    /choose RUN, I, MR, U, U_PRIME, I_PRIME$/,
  ],
  [{ ruleSet: 'nelson', ...table }, 'RULE_SET_UNFIT', 'ruleSet', /choose anhoej-2014, perla-2011$/],
  [{ ruleSet: 'perla-2012' }, 'INVALID_VALUE', 'ruleSet', /Choose the rule set: anhoej-2014/],
  [{ ruleSet: null, ...table }, 'RULE_SET_MISSING', 'ruleSet', /choose anhoej-2014, perla-2011$/],
  [{ ruleSet: 'anhoej-2014' }, 'RUNS_TABLE_NOT_EXPECTED', 'runsTable', /leave it out/],
  [{ baseline: { points: 1 } }, 'BASELINE_TOO_SHORT', 'baseline.points', /give more/],
  [{ baseline: { points: 2, from: '2024-01-01' } }, 'INVALID_VALUE', 'baseline', /or both `from` and `to`/],
  [
    { baseline: { from: '2024-03-01', to: '2024-01-01' } },
    'BASELINE_ENDS_BEFORE_START',
    'baseline.to',
    /later period/,
  ],
  [
    { baseline: { from: '2024-01-15', to: '2024-04-01' } },
    'PERIOD_NOT_ON_BOUNDARY',
    'baseline.from',
    /use 2024-01-01 or 2024-02-01/,
  ],
  [{ reason: ' ' }, 'INVALID_VALUE', 'reason', /Give the reason/],
])('%j is refused, and nothing is recorded', async (change, code, field, message) => {
  expect(await refusalOf(api, 'setChartDefaults', { ...choice, ...change }, whole)).toEqual({
    code,
    field: `input.${field}`,
    message: expect.stringMatching(message) as string,
  })
})
