import { chartTableHtml } from '../../src/rendering/chart-table-html.js'
import { chartTable } from '../../src/rendering/chart-table.js'
import type { ChartView } from '../../src/rendering/chart-view.js'
import { assuranceIconSvg, variationIconSvg } from '../../src/rendering/icon-svg.js'
import { chartPictures } from './chart-pictures.js'
import { chartViewOf } from './chart-views.js'
import { noise, shifted } from './views.js'

const rowOf = (view: ChartView, index: number) => {
  const { columns, rows } = chartTable(view)
  return Object.fromEntries(columns.map(({ id }, column) => [id, rows[index]?.cells[column]?.text]))
}

const ratio = chartViewOf({
  values: [[8123, 10_000], null, [15, 20], [16, 20]],
  chartType: 'p',
  excluded: { 2: 'Strike' },
  target: 95,
})

test('a table has a row for each period, with the numbers behind the picture', () => {
  const { rows, columns, caption } = chartTable(ratio)
  expect(caption).toBe('Four-hour performance in Northfield, April 2016 to July 2016')
  expect(columns.map(({ heading }) => heading)).toEqual([
    'Period',
    'Value',
    'Numerator',
    'Denominator',
    'Mean',
    'Lower limit',
    'Upper limit',
    'Target',
    'Signals',
    'Status',
  ])
  expect(columns.map(({ unit }) => unit)).toEqual([null, '%', null, null, '%', '%', '%', '%', null, null])
  expect(rows.map(({ period }) => period)).toEqual(['2016-04-01', '2016-05-01', '2016-06-01', '2016-07-01'])
  expect(rowOf(ratio, 0)).toMatchObject({
    period: 'April 2016',
    value: '81.2%',
    numerator: '8,123',
    denominator: '10,000',
    target: '95%',
    status: 'Recorded',
  })
  expect(rows[0]?.cells[1]?.number).toBe((8123 / 10_000) * 100)
})

test('a missing period says so and why, and has no numbers', () =>
  expect(rowOf(ratio, 1)).toMatchObject({ value: '', numerator: '', status: 'No data: Not submitted' }))

test('what is left out of the calculation says so and why', () =>
  expect(rowOf(ratio, 2)).toMatchObject({
    value: '75%',
    status: 'Left out of the calculation: Strike',
    signals: '',
  }))

test('signals are named with their direction, and what they mean', () => {
  const view = chartViewOf({ values: shifted(), chartType: 'i', ruleSet: 'mdc-2023-11' })
  expect(rowOf(view, 35)['signals']).toContain('Shift (above)')
  expect(rowOf(view, 35)['variation']).toBe('Improvement')
})

test('a phase is numbered, and its reason stands where it begins', () => {
  const view = chartViewOf({
    values: noise(20),
    chartType: 'i',
    phases: [{ from: 0 }, { from: 10, reason: 'New ward' }],
  })
  expect([0, 9, 10, 11].map((index) => rowOf(view, index)['phase'])).toEqual([
    '1',
    '1',
    '2, begins here: New ward',
    '2',
  ])
})

test('columns in which nothing stands are left out', () =>
  expect(chartTable(chartViewOf({ values: noise(5), chartType: 'run' })).columns.map(({ id }) => id)).toEqual(
    ['period', 'value', 'centreLine', 'signals', 'status'],
  ))

test.each(Object.entries(chartPictures))('the table of %s is complete and regular', (_, view) => {
  const { columns, rows } = chartTable(view)
  expect(rows).toHaveLength(view.points.length)
  for (const { cells } of rows) expect(cells).toHaveLength(columns.length)
  expect(JSON.stringify(rows)).not.toMatch(/NaN|undefined|Infinity/)
})

describe('HTML', () => {
  const html = chartTableHtml({
    ...ratio,
    localityName: '<script>alert("x")</script> & St John’s',
    points: ratio.points.map((point) => ({ ...point, missingReason: '<img src=x>' })),
  })

  test('has a caption with the reading, and headings with scope', () => {
    expect(html).toMatch(/^<table><caption>Four-hour performance in .* There are too few points /)
    expect(html.match(/<th scope="col">/g)).toHaveLength(10)
    expect(html.match(/<th scope="row">/g)).toHaveLength(4)
    expect(html).toContain('<th scope="col">Value (%)</th>')
    expect(html).toContain('<th scope="row">April 2016</th>')
  })

  test('escapes what people typed', () => {
    expect(html).not.toMatch(/<script|<img/)
    expect(html).toContain('&#60;script&#62;alert(&#34;x&#34;)&#60;/script&#62; &#38; St John’s')
  })
})

describe('icons for pages', () => {
  const variations = [
    'improvement',
    'concern',
    'neutralHigh',
    'neutralLow',
    'commonCause',
    'undirected',
    null,
  ] as const
  const icons = [
    ...variations.map(variationIconSvg),
    ...([null, 'pass', 'fail', 'hitOrMiss'] as const).map(assuranceIconSvg),
  ]

  test('each has a title of its own and a shape of its own', () => {
    const titles = icons.map((icon) => /<title>([^<]+)<\/title>/.exec(icon)?.[1])
    expect(new Set(titles).size).toBe(icons.length)
    expect(titles).not.toContain(undefined)
    const shapes = new Set(icons.map((icon) => icon.replace(/.*<\/title>/, '').replace(/#[0-9a-f]{6}/g, '')))
    // The two that say nothing look alike.
    expect(shapes.size).toBe(icons.length - 1)
  })

  test('they carry no ids, scripts or references, so that many may stand in one page', () => {
    for (const icon of icons)
      expect(icon.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/\bid=|script|href|http/)
  })

  test('they have stayed as they were looked at', () => expect(icons).toMatchSnapshot())
})
