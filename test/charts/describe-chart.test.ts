import { analyseChart } from '../../src/charts/analyse-chart.js'
import type { ChartOptions } from '../../src/charts/analysed-chart.js'
import type { ChartType } from '../../src/charts/chart-type.js'
import { describeChart, fewestPoints, ruleSetWords } from '../../src/charts/describe-chart.js'
import { describeRunChart, type Direction } from '../../src/charts/describe-run-chart.js'
import type { ChartFacts } from '../../src/charts/describe-signal.js'
import { englishQuantity } from '../../src/charts/english-quantity.js'
import type { RuleSetId } from '../../src/charts/rule-sets.js'
import { runChart } from '../../src/charts/run-chart.js'

const months = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(2016, 3 + index, 1)).toISOString().slice(0, 10),
  )

type Given = Readonly<{
  chartType?: ChartType
  ruleSet?: RuleSetId
  direction?: Direction
  phases?: ChartOptions['phases']
  target?: number
  excluded?: readonly number[]
  facts?: Partial<ChartFacts>
  subject?: 'named' | 'implied'
}>

const BETTER = { INCREASE: 'increase', DECREASE: 'decrease', NEUTRAL: 'neutral' } as const

const say = (
  values: readonly (number | null)[],
  {
    chartType = 'i',
    ruleSet = 'mdc-2023-11',
    direction = 'INCREASE',
    phases = [{ from: 0 }],
    target,
    excluded = [],
    facts = {},
    subject = 'implied',
  }: Given = {},
) =>
  describeChart(
    analyseChart(
      values.map((value, index) => ({
        value,
        numerator: value,
        denominator: chartType === 'p' ? 100 : null,
        excluded: excluded.includes(index),
      })),
      { chartType, ruleSet, phases, better: BETTER[direction], target: target ?? null, multiplier: 100 },
    ),
    {
      metricName: 'Four-hour performance',
      localityName: 'Northfield',
      unit: '%',
      direction,
      cadence: 'MONTH',
      periods: months(values.length),
      target: target ?? null,
      ...facts,
    },
    subject,
  )

const mixed = (count: number, around = 80) =>
  Array.from({ length: count }, (_, index) => around + (index % 2 === 0 ? 1 : -1) * (1 + (index % 3)))
const frozen = [{ from: 0, baseline: 13 }]

const situations: readonly [string, string, string][] = [
  [
    'nothing recorded',
    say([], { subject: 'named' }),
    'There are no values yet for Four-hour performance in Northfield.',
  ],
  ['every period missing', say([null, null]), 'There are no values yet (2 of 2 months have no value).'],
  [
    'too few points',
    say(mixed(9)),
    'There are too few points to tell a pattern from chance (9 useful of at least 13); the mean so far is 80.2%.',
  ],
  [
    'trial limits and a first sign',
    say([...mixed(15), 99], { ruleSet: 'western-electric' }),
    'There are too few points to tell a pattern from chance (16 useful of at least 20); the mean so far is 81.3%, and a first sign of non-random variation is on trial.',
  ],
  [
    'none',
    say(mixed(24)),
    'No sign of non-random variation: the values vary around the mean of 80%, within the limits.',
  ],
  [
    'more runs than chance brings',
    say(mixed(24), {
      chartType: 'run',
      ruleSet: 'perla-2011',
      direction: 'NEUTRAL',
      subject: 'named',
    }),
    'A sign of non-random variation in Four-hour performance in Northfield: the values form 24 runs about the median of 80%, where chance alone rarely brings more than 18; they go to and fro.',
  ],
  [
    'none, yet a value beyond limits that the rules do not look at',
    say([...mixed(23), 99], { ruleSet: 'anhoej-2014' }),
    'No sign of non-random variation: the values vary around the mean of 80.9%; 1 value lies beyond the limits, which these rules do not look at.',
  ],
  [
    'a shift up, which is good',
    say([...mixed(13), ...mixed(8, 84)], { phases: frozen }),
    'A shift: the latest 9 points, from April 2017 to December 2017, lie above the mean of 80.1%, the wanted side; this rule signals from 7 in a row.',
  ],
  [
    'a shift down, which is bad',
    say([...mixed(13), ...mixed(8, 76)], { phases: frozen, subject: 'named' }),
    'A shift in Four-hour performance in Northfield: the latest 8 points, from May 2017 to December 2017, lie below the mean of 80.1%, the unwanted side; this rule signals from 7 in a row.',
  ],
  [
    'a shift down, which is good',
    say([...mixed(13), ...mixed(8, 76)], { phases: frozen, direction: 'DECREASE', facts: { unit: 'days' } }),
    'A shift: the latest 8 points, from May 2017 to December 2017, lie below the mean of 80.1, the wanted side; this rule signals from 7 in a row.',
  ],
  [
    'a shift where neither way is better',
    say([...mixed(13), ...mixed(8, 76)], { phases: frozen, direction: 'NEUTRAL' }),
    'A shift: the latest 8 points, from May 2017 to December 2017, lie below the mean of 80.1%; this rule signals from 7 in a row.',
  ],
  [
    'a shift that has ended, by Anhøj',
    say([...mixed(13), ...mixed(10, 76), 85, 84], { phases: frozen, ruleSet: 'anhoej-2014' }),
    'A shift: 10 points in a row, from May 2017 to February 2018, lie below the mean of 80.1%, the unwanted side, before the values crossed it again; chance alone rarely brings more than 8 in a row.',
  ],
  [
    'a point beyond a limit',
    say([...mixed(20), 99]),
    'A point beyond the limits: December 2017 at 99% lies above the upper limit of 93.6%, the wanted side; chance alone rarely takes a value so far from the mean of 80.9%.',
  ],
  [
    'points beyond a limit, some time ago',
    say([...mixed(9), 50, ...mixed(3), 49, ...mixed(8)]),
    '2 points beyond the limits: the latest, May 2017 at 49%, lies below the lower limit of 52.4%, the unwanted side, while later values lie within the limits; chance alone rarely takes a value so far from the mean of 77.4%.',
  ],
  [
    'a trend',
    say([...mixed(14), 77, 78, 79, 80, 81, 82, 83]),
    'A trend: the latest 7 points, from June 2017 to December 2017, go up, the wanted way; this rule signals from 7 in a row.',
  ],
  [
    'a trend that has ended',
    say([...mixed(14), 83, 82, 81, 80, 79, 78, 77, 82, 79], { direction: 'DECREASE' }),
    'A trend: 7 points in a row, from June 2017 to December 2017, go down, the wanted way, before it ended; this rule signals from 7 in a row.',
  ],
  [
    'two of three near a limit',
    say([...mixed(19), 89, 88], { phases: frozen }),
    'Points far from the middle: 2 points close together, from November 2017 to December 2017, lie far above the mean of 80.1%, the wanted side; chance alone rarely brings 2 of 3.',
  ],
  [
    'few crossings',
    say(
      [1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9].map(
        (value, index) => value + index / 100,
      ),
      { chartType: 'run', ruleSet: 'anhoej-2014' },
    ),
    'A sign of non-random variation: the values cross the median of 5.1% only 3 times, where chance alone rarely brings fewer than 8 crossings; they drift or come in clusters.',
  ],
  [
    'points in turn, by Nelson',
    say(mixed(24), { ruleSet: 'nelson' }),
    'A sign of non-random variation: 24 points in a row go up and down in turn; chance alone rarely brings 14.',
  ],
  [
    'after a rebase',
    say([...mixed(14, 60), ...mixed(14)], { phases: [{ from: 0 }, { from: 14 }] }),
    'In the phase from June 2017: no sign of non-random variation: the values vary around the mean of 79.9%, within the limits; the mean of the phase before was 59.9%.',
  ],
  [
    'after a rebase with too few points',
    say([...mixed(14, 60), ...mixed(5)], { phases: [{ from: 0 }, { from: 14 }] }),
    'In the phase from June 2017: there are too few points to tell a pattern from chance (5 useful of at least 13); the mean so far is 80.6%; the mean of the phase before was 59.9%.',
  ],
  [
    'a target that is passed',
    say(mixed(24), { target: 60 }),
    'No sign of non-random variation: the values vary around the mean of 80%, within the limits. As things are, the target of 60% can be expected to be met every month.',
  ],
  [
    'a target that is failed',
    say(mixed(24), { target: 60, direction: 'DECREASE' }),
    'No sign of non-random variation: the values vary around the mean of 80%, within the limits. As things are, the target of 60% can be expected to be missed every month.',
  ],
  [
    'a target that is hit or missed',
    say(mixed(24), { target: 81 }),
    'No sign of non-random variation: the values vary around the mean of 80%, within the limits. As things are, the target of 81% can be expected to be met in some months and missed in others, by chance alone.',
  ],
  [
    'a target while limits are on trial',
    say(mixed(9), { target: 60, ruleSet: 'nhsr-plot-the-dots-0.2.2' }),
    'There are too few points to tell a pattern from chance (9 useful of at least 13); the mean so far is 80.2%.',
  ],
  [
    'gaps and points left out',
    say([...mixed(20), null, 20, 81, 79], { excluded: [21] }),
    'No sign of non-random variation: the values vary around the mean of 80%, within the limits (1 of 24 months has no value; 1 value is left out of the calculation).',
  ],
  [
    'counts without decimals',
    say([...mixed(13, 9), 9], {
      chartType: 'c',
      ruleSet: 'anhoej-2014',
      facts: { unit: 'falls', decimals: 0 },
    }),
    'No sign of non-random variation: the values vary around the mean of 9.07, within the limits.',
  ],
]

const causal =
  /\b(caus\w*|because|due to|owing|led to|leads? to|result\w*|thanks|effect\w*|impact\w*|driv\w+|reason\w*|attribut\w*|contribut\w*|influenc\w*|explain\w*|therefore|hence|consequen\w*|responsible|trigger\w*|improve[ds]?|success\w*|work(ed|s|ing)|significan\w*|prov\w+)\b/i

describe('what a chart shows, in plain English', () => {
  test.each(situations)('%s', (_, sentence, expected) => expect(sentence).toBe(expected))

  test.each(situations)('never says what brought it about: %s', (_, sentence) =>
    expect(sentence).not.toMatch(causal),
  )

  test.each(situations)('has no hole in it: %s', (_, sentence) => {
    expect(sentence).not.toMatch(/undefined|null|NaN|Invalid| {2}|;\.|\.\./)
    expect(sentence.match(/\.(\s|$)/g)?.length).toBeLessThanOrEqual(2)
  })
})

test.each([
  ['chance alone', mixed(24)],
  ['a shift', [...mixed(12, 60), ...mixed(12)]],
  ['few values', mixed(9)],
  ['more than half on the median', [...mixed(10), ...Array.from({ length: 14 }, () => 100)]],
  ['gaps', [...mixed(12), null, ...mixed(12), null]],
  ['nothing', []],
])('of a run chart by Anhøj it says what the run chart says: %s', (_, values) => {
  const facts = {
    metricName: 'Four-hour performance',
    localityName: 'Northfield',
    unit: '%',
    direction: 'INCREASE',
    cadence: 'MONTH',
    periods: months(values.length),
  } as const
  const asRunChart = describeRunChart(runChart(values.map((value) => ({ value }))), facts)
  expect(say(values, { chartType: 'run', ruleSet: 'anhoej-2014', subject: 'named' })).toBe(asRunChart)
})

test('a quantity has exactly as many decimals as the metric is published with', () => {
  expect(englishQuantity(83.25, '%', 2)).toBe('83.25%')
  expect(englishQuantity(83, 'days', 1)).toBe('83.0')
  expect(englishQuantity(-1234.56, '£', 1)).toBe('−£1,234.6')
  expect(englishQuantity(-0.001, 'days', 1)).toBe('0.0')
})

test('rule sets are named with their version', () => {
  expect(ruleSetWords({ ruleSet: 'mdc-2023-11' })).toBe('Making Data Count 2023-11')
  expect(ruleSetWords({ ruleSet: 'nelson' })).toBe('Nelson 1984')
  expect(fewestPoints({ ruleSet: 'nelson' })).toBe(20)
})
