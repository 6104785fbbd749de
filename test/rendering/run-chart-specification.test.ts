import { readFileSync } from 'node:fs'

import { runChartSpecification } from '../../src/rendering/run-chart-specification.js'
import type { AnnotationKind, RunChartView } from '../../src/rendering/run-chart-view.js'
import { nationalFile, realDataIsAbsent } from './chart-views.js'
import { layerOf, misplacedWords, snapshotOf, warningsOf } from './drawn.js'
import { noise, shifted, viewOf } from './views.js'

const annotations = (...days: string[]) =>
  days.map((on, index) => ({
    on,
    kind: KINDS[index % KINDS.length] ?? ('NOTE' as const),
    label: `Change ${index + 1}`,
  }))
const KINDS: AnnotationKind[] = ['CYCLE_STARTED', 'CYCLE_DECIDED', 'MILESTONE_DUE', 'MILESTONE_ACHIEVED']

const long =
  'of people aged 65 and over who were still at home 91 days after discharge from hospital into reablement '
const gaps = (values: number[]) => values.map((value, index) => (index % 7 === 3 ? null : value))

const pictures: Readonly<Record<string, RunChartView>> = {
  'a shift with targets and annotations': viewOf({
    values: shifted(),
    synthetic: true,
    source: 'Demonstration programme',
    targets: [
      { value: 95, from: '2016-04-01', to: '2017-10-01' },
      { value: 90, from: '2017-10-01', to: null },
    ],
    annotations: annotations('2017-05-12', '2017-07-03', '2018-01-10'),
  }),
  'an unwanted shift': viewOf({ values: shifted(), direction: 'DECREASE', categoryLabel: 'Type 1' }),
  gaps: viewOf({ values: gaps(noise(36)) }),
  'many annotations': viewOf({
    values: noise(36),
    annotations: annotations(
      ...Array.from({ length: 30 }, (_, index) => `2017-0${1 + (index % 9)}-1${index % 5}`),
    ),
  }),
  weeks: viewOf({ values: noise(104, 40), cadence: 'WEEK', from: '2023-01-02', unit: 'people' }),
  days: viewOf({ values: noise(140, 300, 40), cadence: 'DAY', unit: 'beds', direction: 'NEUTRAL' }),
  'quarters of money': viewOf({
    values: noise(24, 2.1, 0.3).map((value) => value * 1e6),
    cadence: 'QUARTER',
    unit: '£',
  }),
  'financial years': viewOf({ values: [4, 5, null, 6, 5, 7], cadence: 'YEAR', unit: 'points' }),
  'two phases': viewOf({ values: shifted(), options: { phases: [{ from: 0 }, { from: 20 }] } }),
  'a constant': viewOf({ values: Array.from({ length: 24 }, () => 100) }),
  'one value': viewOf({ values: [71] }),
  'all missing': viewOf({ values: [null, null, null] }),
  nothing: viewOf({ values: [] }),
  'long names': viewOf({
    values: shifted(),
    metricName: `Proportion ${long}${long}`,
    localityName: `Partnership ${long}`,
    unit: `per 100,000 ${long}`,
    source: `${long}${long}`.repeat(2),
    annotations: annotations('2017-05-12', '2017-05-12', '2017-06-12', '2017-07-03').map((each) => ({
      ...each,
      label: long,
    })),
  }),
  'huge values': viewOf({ values: noise(30, 2.5, 0.2).map((value) => value * 1e11), unit: '£' }),
  'tiny values': viewOf({ values: noise(30, 3, 2).map((value) => value * 1e-9), unit: 'events' }),
  'negative values': viewOf({ values: noise(30, 0, 8), unit: 'points of change' }),
}

const cases = Object.entries(pictures)

const layer = (view: RunChartView, name: string) => layerOf(runChartSpecification(view), name)

describe.each(cases)('the picture of %s', (_, view) => {
  test('has stayed as it was looked at', () =>
    expect(snapshotOf(runChartSpecification(view))).toMatchSnapshot())

  test('is plain JSON, the same each time', () => {
    const specification = runChartSpecification(view)
    expect(JSON.parse(JSON.stringify(specification))).toEqual(specification)
    expect(JSON.stringify(runChartSpecification(view))).toBe(JSON.stringify(specification))
    expect(JSON.stringify(specification)).not.toMatch(/NaN|undefined|Infinity|Invalid Date/)
  })

  test('is understood by Vega-Lite without a warning', () =>
    expect(warningsOf(runChartSpecification(view))).toEqual([]))

  test('has all its words on the paper and none on another', () =>
    expect(misplacedWords(runChartSpecification(view))).toEqual([]))
})

describe('what is seen', () => {
  test('the median is dashed and named with its value', () => {
    const view = pictures['an unwanted shift'] ?? viewOf({ values: [] })
    expect(layer(view, 'words').map(({ text }) => text)).toContain('Median 77.4%')
  })

  test('points of a signalling run differ in shape as well as colour, by side and by what is wanted', () => {
    const marks = (direction: RunChartView['direction']) =>
      new Set(
        layer(viewOf({ values: shifted(), direction }), 'values').map(
          ({ shape, colour }) => `${String(shape)} ${String(colour)}`,
        ),
      )
    expect([...marks('INCREASE')]).toEqual(['square #d9730d', 'circle #4c6272', 'diamond #005eb8'])
    expect([...marks('DECREASE')]).toEqual(['diamond #005eb8', 'circle #4c6272', 'square #d9730d'])
    expect([...marks('NEUTRAL')]).toEqual(['triangle-down #7c2855', 'circle #4c6272', 'triangle-up #7c2855'])
  })

  test('a missing period breaks the line, has a mark on the axis, and the legend names the mark', () => {
    const view = viewOf({ values: [1, 2, null, 3, 4] })
    expect(layer(view, 'line').map(({ stretch }) => stretch)).toEqual([1, 1, 2, 2])
    expect(layer(view, 'missing')).toMatchObject([{ period: '2016-06-01', says: 'June 2016: no data' }])
    expect(layer(view, 'words').map(({ text }) => text)).toContain('No data')
  })

  test('annotations outside the periods shown are left out', () => {
    const view = viewOf({
      values: noise(12),
      annotations: annotations('2015-01-01', '2016-09-09', '2020-01-01'),
    })
    expect(layer(view, 'annotations')).toHaveLength(1)
    expect(layer(view, 'words').map(({ text }) => text)).toContain(
      '9 September 2016 · Cycle decided: Change 2',
    )
  })

  test('demonstration data says so', () => {
    const words = (synthetic: boolean) =>
      layer(viewOf({ values: noise(12), synthetic }), 'words').map(({ text }) => text)
    expect(words(true)).toContain('Synthetic demonstration data')
    expect(words(false)).not.toContain('Synthetic demonstration data')
  })
})

if (realDataIsAbsent) test.skip(realDataIsAbsent, () => undefined)
else
  test.each(['RAS', 'RRF', 'RD3', 'RJC', 'RWA'])(
    'provider %s is drawn with the numbers of the national file',
    (provider) => {
      const rows = readFileSync(nationalFile, 'utf8')
        .split(/\r?\n/)
        .map((row) => row.split(','))
        .filter(([, organisation, type]) => organisation === provider && type === '1')
        .toSorted(([one = ''], [other = '']) => one.localeCompare(other))
      expect(rows.length).toBeGreaterThan(20)
      const view = viewOf({
        values: rows.map((row) => Number(row[3])),
        from: rows[0]?.[0] ?? '',
        unit: 'attendances',
      })
      expect(layer(view, 'values').map(({ period, value }) => `${String(period)},${String(value)}`)).toEqual(
        rows.map(([period, , , count]) => `${period},${count}`),
      )
    },
  )
