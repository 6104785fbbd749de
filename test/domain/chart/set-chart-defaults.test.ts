import { chart } from '../../../src/domain/chart/chart.js'
import { SetChartDefaults } from '../../../src/domain/chart/commands.js'
import { setChartDefaults } from '../../../src/domain/chart/set-chart-defaults.js'
import { given } from '../../support/given.js'
import { definition, type Kind, metricId } from '../metric/examples.js'
import { defaultsSet, facts, seriesId, unopened } from './examples.js'

const command = (values: object = {}): SetChartDefaults =>
  SetChartDefaults.parse({ seriesId, chartType: 'RUN', ruleSet: 'anhoej-2014', ...values })
const ask = (values: object = {}, known = facts()) => setChartDefaults(command(values), known)
const reason = 'The board reads it so'

test('the first choice needs no reason', () => given(chart).when(ask()).then(defaultsSet()))

test('a baseline of so many points, or of a range of periods, is kept', () => {
  given(chart)
    .when(ask({ baseline: { points: 12 } }))
    .then(defaultsSet({ baseline: { points: 12 } }))
  const range = { from: '2024-01-01', to: '2024-04-01' }
  given(chart)
    .when(ask({ baseline: range }))
    .then(defaultsSet({ baseline: range }))
})

test('the revision that the caller expects is not recorded', () =>
  given(chart)
    .when(ask({ expectedRevision: 3 }))
    .then(defaultsSet()))

describe('chosen again', () => {
  test('the same is nothing new, with whatever reason', () => {
    given(chart, defaultsSet()).when(ask()).thenNothingNew()
    given(chart, defaultsSet()).when(ask({ reason })).thenNothingNew()
    given(chart, defaultsSet({ reason }))
      .when(ask({ reason: 'Another' }))
      .thenNothingNew()
  })

  test('something else needs a reason', () => {
    given(chart, defaultsSet())
      .when(ask({ ruleSet: 'perla-2011' }))
      .thenRefused('REASON_MISSING', 'reason')
    given(chart, defaultsSet())
      .when(ask({ ruleSet: 'perla-2011', reason }))
      .then(defaultsSet({ ruleSet: 'perla-2011', reason }))
  })

  test('going back is something else too', () => {
    const perla = defaultsSet({ ruleSet: 'perla-2011', reason })
    given(chart, defaultsSet(), perla).when(ask()).thenRefused('REASON_MISSING', 'reason')
    given(chart, defaultsSet(), perla)
      .when(ask({ reason: 'It misled' }))
      .then(defaultsSet({ reason: 'It misled' }))
  })

  test('another baseline or runs table alone needs a reason', () => {
    given(chart, defaultsSet({ baseline: { points: 12 } }))
      .when(ask({ baseline: { points: 13 } }))
      .thenRefused('REASON_MISSING', 'reason')
    given(chart, defaultsSet({ ruleSet: 'perla-2011' }))
      .when(ask({ ruleSet: 'perla-2011', runsTable: 'EXACT' }))
      .thenRefused('REASON_MISSING', 'reason')
  })
})

test('a series in which nothing was recorded has no chart', () =>
  given(chart).when(ask({}, unopened)).thenRefused('SERIES_NOT_FOUND', 'seriesId'))

test('words cannot be charted', () =>
  given(chart)
    .when(ask({}, facts('qualitative')))
    .thenRefused('CHART_NOT_EXPECTED', 'seriesId'))

describe('a chart type', () => {
  test.each<[string, Kind]>([
    ['C', 'rate'],
    ['C', 'percentage'],
    ['C', 'mean'],
    ['U', 'count'],
    ['U', 'percentage'],
    ['P', 'count'],
    ['P', 'rate'],
    ['P', 'mean'],
    ['U_PRIME', 'score'],
    ['P_PRIME', 'percentile'],
    ['G', 'percentage'],
    ['T', 'rate'],
    ['I_PRIME', 'count'],
    ['I_PRIME', 'percentile'],
  ])('%s is not for a %s', (chartType, kind) =>
    given(chart)
      .when(ask({ chartType }, facts(kind)))
      .thenRefused('CHART_TYPE_UNFIT', 'chartType'),
  )

  test.each<[string, Kind]>([
    ['I', 'count'],
    ['C', 'count'],
    ['G', 'count'],
    ['T', 'mean'],
    ['U', 'rate'],
    ['U_PRIME', 'rate'],
    ['P', 'percentage'],
    ['P_PRIME', 'percentage'],
    ['I_PRIME', 'mean'],
    ['I', 'percentile'],
  ])('%s is for a %s', (chartType, kind) =>
    given(chart)
      .when(ask({ chartType }, facts(kind)))
      .then(defaultsSet({ chartType: chartType as 'I' })),
  )

  test('is judged by the definition that holds today', () => {
    const known = facts('count', {
      then: [
        {
          type: 'MetricRedefined',
          data: {
            metricId,
            version: 2,
            definition: definition('percentage'),
            effectiveOn: '2024-06-01',
            reason: 'Of all falls',
            breaksComparability: true,
          },
        },
      ],
    })
    given(chart)
      .when(ask({ chartType: 'P' }, known))
      .then(defaultsSet({ chartType: 'P' }))
    given(chart)
      .when(ask({ chartType: 'C' }, known))
      .thenRefused('CHART_TYPE_UNFIT', 'chartType')
  })
})

describe('a rule set', () => {
  test.each([
    ['RUN', 'nelson'],
    ['RUN', 'western-electric'],
    ['RUN', 'mdc-2023-11'],
    ['RUN', 'nhsr-plot-the-dots-0.2.2'],
    ['I', 'perla-2011'],
    ['C', 'mdc-2023-11'],
    ['C', 'nhsr-plot-the-dots-0.2.2'],
    ['G', 'nelson'],
    ['MR', 'anhoej-2014'],
  ])('of a %s chart is not %s', (chartType, ruleSet) =>
    given(chart).when(ask({ chartType, ruleSet })).thenRefused('RULE_SET_UNFIT', 'ruleSet'),
  )

  test.each([
    'anhoej-2014',
    'nhsr-plot-the-dots-0.2.2',
    'mdc-2023-11',
    'western-electric',
    'nelson',
  ] as const)('of an I chart may be %s', (ruleSet) =>
    given(chart)
      .when(ask({ chartType: 'I', ruleSet }))
      .then(defaultsSet({ chartType: 'I', ruleSet })),
  )

  test('is needed, but for moving ranges, which are read by their limits alone', () => {
    given(chart)
      .when(ask({ ruleSet: undefined }))
      .thenRefused('RULE_SET_MISSING', 'ruleSet')
    given(chart)
      .when(ask({ chartType: 'MR', ruleSet: undefined }))
      .then(defaultsSet({ chartType: 'MR', ruleSet: null }))
  })

  test('other than that of Perla has no runs table', () => {
    given(chart)
      .when(ask({ ruleSet: 'perla-2011', runsTable: 'EXACT' }))
      .then(defaultsSet({ ruleSet: 'perla-2011', runsTable: 'EXACT' }))
    given(chart)
      .when(ask({ runsTable: 'EXACT' }))
      .thenRefused('RUNS_TABLE_NOT_EXPECTED', 'runsTable')
  })
})

describe('a baseline', () => {
  test.each<[string, object, string]>([
    ['of one point', { points: 1 }, 'baseline.points'],
    ['of no point', { points: 0 }, 'baseline.points'],
    ['of one period', { from: '2024-01-01', to: '2024-01-01' }, 'baseline.to'],
  ])('%s is too short', (_, baseline, field) =>
    given(chart).when(ask({ baseline })).thenRefused('BASELINE_TOO_SHORT', field),
  )

  test('ends after it starts', () =>
    given(chart)
      .when(ask({ baseline: { from: '2024-03-01', to: '2024-01-01' } }))
      .thenRefused('BASELINE_ENDS_BEFORE_START', 'baseline.to'))

  test('starts and ends with periods of the metric', () => {
    given(chart)
      .when(ask({ baseline: { from: '2024-01-02', to: '2024-03-01' } }))
      .thenRefused('PERIOD_NOT_ON_BOUNDARY', 'baseline.from')
    given(chart)
      .when(ask({ baseline: { from: '2024-01-01', to: '2024-03-31' } }))
      .thenRefused('PERIOD_NOT_ON_BOUNDARY', 'baseline.to')
  })

  test.each([
    { points: 12, from: '2024-01-01', to: '2024-03-01' },
    { from: '2024-01-01' },
    {},
    { points: 1.5 },
  ])('is points or a range: %j is neither', (baseline) => {
    expect(() => command({ baseline })).toThrow(/Give/)
  })
})

test('all that is wrong is said at once', () => {
  const decision = ask({ chartType: 'P', ruleSet: 'perla-2011', baseline: { points: 1 } })(chart.initial)
  expect(decision).toMatchObject({
    refusals: [
      { code: 'CHART_TYPE_UNFIT', message: expect.stringMatching(/RUN, I, MR, C, G, T$/) as string },
      {
        code: 'RULE_SET_UNFIT',
        message: expect.stringMatching(/anhoej-2014, western-electric, nelson$/) as string,
      },
      { code: 'BASELINE_TOO_SHORT' },
    ],
  })
})
