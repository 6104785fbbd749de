import { chartSpecification } from '../../src/rendering/chart-specification.js'
import type { ChartView } from '../../src/rendering/chart-view.js'
import { chartPictures } from './chart-pictures.js'
import { chartViewOf, providers, providerView, realDataIsAbsent } from './chart-views.js'
import { layerOf, misplacedWords, snapshotOf, textsOf, warningsOf } from './drawn.js'
import { noise, shifted } from './views.js'

const layer = (view: ChartView, name: string) => layerOf(chartSpecification(view), name)
const texts = (view: ChartView) => textsOf(chartSpecification(view))

describe.each(Object.entries(chartPictures))('the picture of %s', (_, view) => {
  const specification = chartSpecification(view)

  test('has stayed as it was looked at', () => expect(snapshotOf(specification)).toMatchSnapshot())

  test('is plain JSON, the same each time', () => {
    expect(JSON.parse(JSON.stringify(specification))).toEqual(specification)
    expect(JSON.stringify(chartSpecification(view))).toBe(JSON.stringify(specification))
    expect(JSON.stringify(specification)).not.toMatch(/NaN|undefined|Infinity|Invalid Date/)
  })

  test('is understood by Vega-Lite without a warning', () => expect(warningsOf(specification)).toEqual([]))

  test('has all its words on the paper and none on another', () =>
    expect(misplacedWords(specification)).toEqual([]))
})

describe('lines', () => {
  const inPhases = chartViewOf({
    values: shifted(36, 20),
    chartType: 'i',
    phases: [{ from: 0 }, { from: 20, reason: 'New ward' }],
  })

  test('each phase has its own centre line and limits, which meet between its points and those of the next', () => {
    const means = inPhases.chart.phases.map(({ centreLine }) => centreLine)
    expect(means[0]).not.toBe(means[1])
    const centre = layer(inPhases, 'centre-line')
    expect([...new Set(centre.map(({ value }) => value))]).toEqual(means)
    expect(new Set(layer(inPhases, 'upper-limit').map(({ stretch }) => stretch)).size).toBe(2)
    expect(centre[1]?.['period']).toBe(centre[2]?.['period'])
    expect(texts(inPhases).filter((text) => /^Mean /.test(String(text)))).toHaveLength(2)
  })

  test('a phase is marked with its reason', () => {
    expect(texts(inPhases)).toContain('December 2017 · New phase, with lines of its own: New ward')
    expect(layer(inPhases, 'annotations')).toMatchObject([{ phase: true }])
  })

  test('limits follow the denominators in steps', () => {
    const view = chartViewOf({
      values: [
        [80, 100],
        [170, 200],
        [330, 400],
        [79, 100],
      ],
      chartType: 'p',
    })
    const limits = view.chart.points.map(({ upperLimit }) => upperLimit)
    expect(layer(view, 'upper-limit').map(({ value }) => value)).toEqual(
      limits.flatMap((limit) => [limit, limit]),
    )
    expect(texts(view)).toContainEqual(expect.stringMatching(/^Upper (limit )?\d/))
  })

  test('a target that changes is drawn for as long as it held, and named each time', () => {
    const view = chartViewOf({
      values: noise(36),
      chartType: 'i',
      targets: [
        { value: 90, from: '2016-04-01', to: '2018-01-01' },
        { value: 95, from: '2018-01-01', to: null },
      ],
    })
    expect(layer(view, 'target').map(({ value }) => value)).toEqual([90, 95])
    expect(texts(view)).toEqual(expect.arrayContaining(['Target 90%', 'Target 95%']))
  })

  test('a run chart has no limits and a dashed median', () => {
    const view = chartViewOf({ values: noise(20), chartType: 'run' })
    expect(layer(view, 'upper-limit')).toEqual([])
    expect(JSON.stringify(chartSpecification(view))).toContain('"strokeDash":[8,4]')
    expect(texts(view)).toContainEqual(expect.stringMatching(/^Median /))
  })
})

describe('points', () => {
  const marks = (direction: ChartView['direction']) =>
    new Set(
      layer(
        chartViewOf({ values: shifted(), chartType: 'i', ruleSet: 'mdc-2023-11', direction }),
        'values',
      ).map(({ shape, colour }) => `${String(shape)} ${String(colour)}`),
    )

  test('improvement is blue, concern orange, neither purple, each in a shape of its own', () => {
    expect(marks('INCREASE')).toEqual(new Set(['square #d9730d', 'diamond #005eb8']))
    expect(marks('DECREASE')).toEqual(new Set(['diamond #005eb8', 'square #d9730d']))
    expect(marks('NEUTRAL')).toEqual(new Set(['triangle-down #7c2855', 'triangle-up #7c2855']))
  })

  test('common cause is grey', () => {
    const view = chartViewOf({ values: noise(14), chartType: 'p', excluded: {}, ruleSet: 'western-electric' })
    for (const { shape, colour } of layer(view, 'values'))
      expect([shape, colour]).toEqual(['circle', '#4c6272'])
  })

  test('what is left out is hollow, on a dashed line, says why, and stands in the key', () => {
    const view = chartViewOf({ values: [70, 71, 20, 72, 70], chartType: 'i', excluded: { 2: 'Strike' } })
    expect(layer(view, 'values').map(({ hollow }) => hollow)).toEqual([false, false, true, false, false])
    expect(layer(view, 'values')[2]?.['says']).toBe('June 2016: 20% · left out of the calculation: Strike')
    expect(layer(view, 'line').map(({ value }) => value)).toEqual([70, 71, 72, 70])
    expect(layer(view, 'line-left-out').map(({ value }) => value)).toEqual([71, 20, 20, 72])
    expect(texts(view)).toContain('Left out of the calculation')
  })

  test('a missing period breaks the line and has a mark and a reason', () => {
    const view = chartViewOf({ values: [70, 71, null, 72, 70], chartType: 'i' })
    expect(layer(view, 'line').map(({ stretch }) => stretch)).toEqual([1, 1, 2, 2])
    expect(layer(view, 'missing')).toMatchObject([{ says: 'June 2016: no data, Not submitted' }])
  })

  test('with points all on the median of a run chart nothing is marked', () => {
    const view = chartViewOf({
      values: [...Array.from({ length: 20 }, () => 100), ...Array.from({ length: 9 }, () => 90)],
      chartType: 'run',
    })
    expect(new Set(layer(view, 'values').map(({ shape }) => shape))).toEqual(new Set(['circle']))
  })
})

describe('icons', () => {
  test('variation and assurance stand in the corner, with words beneath', () => {
    const view = chartViewOf({
      values: shifted(),
      chartType: 'i',
      ruleSet: 'mdc-2023-11',
      target: 95,
      direction: 'DECREASE',
    })
    expect(layer(view, 'icons').length).toBeGreaterThan(2)
    expect(texts(view)).toEqual(
      expect.arrayContaining(['Special cause:', 'concern', 'Target met', 'consistently']),
    )
  })

  test('there are none while there are too few points, and limits are said to be on trial', () => {
    const view = chartViewOf({ values: noise(12), chartType: 'i', ruleSet: 'western-electric', target: 95 })
    expect(layer(view, 'icons')).toEqual([])
    expect(texts(view)).toContainEqual(expect.stringMatching(/^Trial limits: 12 useful observations, /))
  })

  test('a signal without direction that reaches the latest value is no common cause', () => {
    const drifting = Array.from(
      { length: 24 },
      (_, index) => (Math.floor(index / 6) % 2 ? 90 : 70) + index / 50,
    )
    const view = chartViewOf({ values: drifting, chartType: 'run' })
    expect(view.chart.variation).toBe('commonCause')
    expect(texts(view)).toEqual(expect.arrayContaining(['Special cause:', 'no direction']))
  })
})

test('warnings are told, four of them and how many more', () => {
  const warnings = Array.from({ length: 6 }, (_, index) => ({
    code: `W${index}`,
    message: `Warning ${index}.`,
  }))
  const said = texts(chartViewOf({ values: noise(14), chartType: 'i', warnings }))
  expect(said.filter((text) => /^Read with care: /.test(String(text)))).toHaveLength(4)
  expect(said).toContain('2 more warnings')
})

test('decimals are those of the metric, and the mean of whole numbers keeps its own', () => {
  const view = chartViewOf({ values: [1, 2, 2, 1, 2, 2], chartType: 'c', unit: 'falls', decimals: 0 })
  expect(layer(view, 'values')[0]?.['says']).toBe('April 2016: 1')
  expect(texts(view)).toContain('Mean 1.67')
})

if (realDataIsAbsent) test.skip(realDataIsAbsent, () => undefined)
else
  test.each(['RAS', 'RRF', 'RD3', 'RJC', 'RWA'])(
    'the P′ chart of provider %s shows the numbers of the national file within limits that vary with them',
    (provider) => {
      const months = providers().get(provider) ?? []
      const view = providerView(provider, { target: 95 })
      expect(months.length).toBeGreaterThan(20)
      expect(layer(view, 'values').map(({ period, value }) => [period, value])).toEqual(
        months.map(({ period, within, attendances }) => [period, (within / attendances) * 100]),
      )
      expect(new Set(layer(view, 'upper-limit').map(({ value }) => value)).size).toBeGreaterThan(10)
      expect(misplacedWords(chartSpecification(view))).toEqual([])
    },
  )
