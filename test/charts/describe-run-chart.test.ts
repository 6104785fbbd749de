import { describeRunChart, type RunChartFacts } from '../../src/charts/describe-run-chart.js'
import { englishPeriod } from '../../src/charts/english-period.js'
import { englishNumber, englishQuantity } from '../../src/charts/english-quantity.js'
import { runChart, type RunChartOptions } from '../../src/charts/run-chart.js'

const months = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(2016, 3 + index, 1)).toISOString().slice(0, 10),
  )

const say = (values: (number | null)[], facts: Partial<RunChartFacts> = {}, options: RunChartOptions = {}) =>
  describeRunChart(
    runChart(
      values.map((value) => ({ value })),
      options,
    ),
    {
      metricName: 'Four-hour performance',
      localityName: 'Northfield',
      unit: '%',
      direction: 'INCREASE',
      cadence: 'MONTH',
      periods: months(values.length),
      ...facts,
    },
  )

const mixed = (count: number) =>
  Array.from({ length: count }, (_, index) => 80 + (index % 2 === 0 ? 1 : -1) * (1 + (index % 3)))
const low = (count: number) => mixed(count).map((value) => value - 20)
const baseline = (count: number): RunChartOptions => ({ phases: [{ from: 0, baseline: count }] })

const situations: readonly [string, string, string][] = [
  ['nothing recorded', say([]), 'There are no values yet for Four-hour performance in Northfield.'],
  [
    'every period missing',
    say([null, null, null]),
    'There are no values yet for Four-hour performance in Northfield (3 of 3 months have no value).',
  ],
  [
    'one value',
    say([80]),
    'There are too few points for Four-hour performance in Northfield to tell a pattern from chance (0 useful of at least 10); the median so far is 80%.',
  ],
  [
    'nine values',
    say(mixed(9)),
    'There are too few points for Four-hour performance in Northfield to tell a pattern from chance (7 useful of at least 10); the median so far is 81%.',
  ],
  [
    'few values, yet a signal on trial',
    say([80, 81, 81, 81, 81, 81, 81, 81, 81], {}, baseline(1)),
    'There are too few points for Four-hour performance in Northfield to tell a pattern from chance (8 useful of at least 10); the median so far is 80%, and a first sign of non-random variation is on trial.',
  ],
  [
    'more than half on the median',
    say([...mixed(10), ...Array.from({ length: 14 }, () => 100)]),
    '14 of the 24 values for Four-hour performance in Northfield lie on the median of 100%; with more than half of them there, the run-chart rules cannot tell a pattern from chance.',
  ],
  [
    'only chance',
    say(mixed(24)),
    'No sign of non-random variation in Four-hour performance in Northfield: the values vary around the median of 80%.',
  ],
  [
    'only chance, with gaps',
    say([...mixed(12), null, ...mixed(12), null]),
    'No sign of non-random variation in Four-hour performance in Northfield: the values vary around the median of 80% (2 of 26 months have no value).',
  ],
  [
    'a shift up, which is wanted',
    say([...low(12), ...mixed(12)]),
    'A shift in Four-hour performance in Northfield: the latest 12 points, from April 2017 to March 2018, lie above the median of 70%, the wanted side, after 12 in a row on the other side; chance alone rarely brings more than 8 in a row.',
  ],
  [
    'a shift up, which is unwanted',
    say([...low(12), ...mixed(12)], {
      direction: 'DECREASE',
      metricName: 'Delayed discharges',
      unit: 'days',
    }),
    'A shift in Delayed discharges in Northfield: the latest 12 points, from April 2017 to March 2018, lie above the median of 70, the unwanted side, after 12 in a row on the other side; chance alone rarely brings more than 8 in a row.',
  ],
  [
    'a shift down, which is unwanted, against a baseline',
    say([...mixed(12), ...low(9)], {}, baseline(12)),
    'A shift in Four-hour performance in Northfield: the latest 10 points, from March 2017 to December 2017, lie below the median of 80%, the unwanted side; chance alone rarely brings more than 7 in a row.',
  ],
  [
    'a shift of a metric without a better way',
    say([...mixed(12), ...low(9)], { direction: 'NEUTRAL', categoryLabel: 'Type 1' }, baseline(12)),
    'A shift in Four-hour performance (Type 1) in Northfield: the latest 10 points, from March 2017 to December 2017, lie below the median of 80%; chance alone rarely brings more than 7 in a row.',
  ],
  [
    'a shift that has ended',
    say([...mixed(12), ...low(9), 90, 91], {}, baseline(12)),
    'A shift in Four-hour performance in Northfield: 10 points in a row, from March 2017 to December 2017, lie below the median of 80%, the unwanted side, before the values crossed it again; chance alone rarely brings more than 8 in a row.',
  ],
  [
    'few crossings without a long run',
    say(
      [1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9].map(
        (value, index) => value + index / 100,
      ),
    ),
    'A sign of non-random variation in Four-hour performance in Northfield: the values cross the median of 5.1% only 3 times, where chance alone rarely brings fewer than 8 crossings; they drift or come in clusters.',
  ],
  [
    'after a new phase only the latest counts',
    say([...low(12), ...mixed(12)], {}, { phases: [{ from: 0 }, { from: 12 }] }),
    'No sign of non-random variation in Four-hour performance in Northfield: the values vary around the median of 80%.',
  ],
  [
    'weeks',
    say([...mixed(12), ...low(9)], { cadence: 'WEEK' }, baseline(12)),
    'A shift in Four-hour performance in Northfield: the latest 10 points, from the week of 1 March 2017 to the week of 1 December 2017, lie below the median of 80%, the unwanted side; chance alone rarely brings more than 7 in a row.',
  ],
]

describe('what a run chart shows, in one sentence', () => {
  test.each(situations)('%s', (_, sentence, expected) => expect(sentence).toBe(expected))

  const causal =
    /\b(caus\w*|because|due to|owing|led to|leads? to|result\w*|thanks|effect\w*|impact\w*|driv\w+|reason\w*|attribut\w*|contribut\w*|influenc\w*|explain\w*|therefore|hence|consequen\w*|responsible|trigger\w*|improve[ds]?|success\w*|work(ed|s|ing)|significan\w*|prov\w+)\b/i

  test.each(situations)('never says what brought it about: %s', (_, sentence) =>
    expect(sentence).not.toMatch(causal),
  )

  test.each(situations)('is one sentence without a hole in it: %s', (_, sentence) => {
    expect(sentence).not.toMatch(/undefined|null|NaN|Invalid| {2}/)
    expect(sentence.match(/\.(\s|$)/g)).toHaveLength(1)
  })
})

test.each([
  ['2016-04-01', 'MONTH', 'April 2016'],
  ['2016-04-04', 'DAY', '4 April 2016'],
  ['2016-04-04', 'WEEK', 'the week of 4 April 2016'],
  ['2016-10-01', 'QUARTER', 'October–December 2016'],
  ['2016-01-01', 'YEAR', '2016'],
  ['1999-04-01', 'YEAR', '1999/00'],
] as const)('the period %s of a %s is %s', (day, cadence, expected) =>
  expect(englishPeriod(day, cadence)).toBe(expected),
)

test.each([
  [0, '0'],
  [12345, '12,345'],
  [-12.5, '−12.5'],
  [12.345, '12.3'],
  [1.2345, '1.23'],
  [123.456, '123.5'],
  [2_500_000_000, '2.5 billion'],
  [0.000421, '0.000421'],
  [-0.000012, '−1.2×10⁻⁵'],
  [2_071_796, '2.07 million'],
  [12345.6, '12,346'],
])('%d is written %s', (value, expected) => expect(englishNumber(value)).toBe(expected))

test('units that people write beside the number', () => {
  expect(englishQuantity(83.24, '%')).toBe('83.2%')
  expect(englishQuantity(1200, '£')).toBe('£1,200')
  expect(englishQuantity(-3, '£')).toBe('−£3')
  expect(englishQuantity(7, 'falls')).toBe('7')
})
