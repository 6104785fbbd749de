import fc from 'fast-check'

import { funnelSpecification } from '../../src/rendering/funnel-specification.js'
import { scatterLabels } from '../../src/rendering/scatter-labels.js'
import { smallMultiplesSpecification } from '../../src/rendering/small-multiples-specification.js'
import { textWidth } from '../../src/rendering/text-width.js'
import { chartPictures } from './chart-pictures.js'
import { chartViewOf, providers, providerView, realDataIsAbsent } from './chart-views.js'
import { drawn, layerOf, misplacedWords, snapshotOf, textsOf, warningsOf } from './drawn.js'
import { funnelViewOf, places, providerUnits } from './funnel-views.js'
import { noise, shifted } from './views.js'

const charts = 'Northfield Southwick Eastleigh Westbury Ashford Bexley Corby'.split(' ').map((name, index) =>
  chartViewOf({
    values: index % 2 ? noise(24, 60 + index * 4) : shifted(30, 15 + index),
    chartType: 'i',
    ruleSet: 'mdc-2023-11',
    localityName: name,
    target: 90,
    excluded: index === 3 ? { 4: 'Strike' } : {},
  }),
)
const mixed = Object.values(chartPictures)
const pictures: Readonly<Record<string, object>> = {
  'small multiples on shared axes': smallMultiplesSpecification(charts, { sharedAxes: true }),
  'small multiples on axes of their own': smallMultiplesSpecification(charts, {
    sharedAxes: false,
    columns: 2,
  }),
  'small multiples of all sorts': smallMultiplesSpecification(mixed, { sharedAxes: false }),
  'one small chart': smallMultiplesSpecification(charts.slice(0, 1), { sharedAxes: true }),
  'no small charts': smallMultiplesSpecification([], { sharedAxes: true }),
  'a funnel': funnelSpecification(funnelViewOf(places(), { source: 'Demonstration', synthetic: true })),
  'a funnel with widened limits': funnelSpecification(funnelViewOf(places(), { overdispersed: true })),
  'a funnel of nothing': funnelSpecification({ ...funnelViewOf(places()), points: [], limits: [] }),
}

describe.each(Object.entries(pictures))('the picture of %s', (_, specification) => {
  test('has stayed as it was looked at', () => expect(snapshotOf(specification)).toMatchSnapshot())

  test('is plain JSON, understood by Vega-Lite without a warning', () => {
    expect(JSON.parse(JSON.stringify(specification))).toEqual(specification)
    expect(JSON.stringify(specification)).not.toMatch(/NaN|undefined|Infinity|Invalid Date/)
    expect(warningsOf(specification)).toEqual([])
  })

  test('has all its words on the paper and none on another', () =>
    expect(misplacedWords(specification)).toEqual([]))
})

describe('small multiples', () => {
  test('stand in the order given, each with its name, and one key for all', () => {
    const specification = smallMultiplesSpecification(charts.toReversed(), { sharedAxes: true })
    const names = charts.map(({ localityName }) => localityName)
    const texts = textsOf(specification)
    expect(texts.filter((text) => names.includes(String(text)))).toEqual(names.toReversed())
    expect(texts.filter((text) => text === 'Monthly value')).toHaveLength(1)
  })

  test('on shared axes the same value has the same height, on their own each uses all of its height', () => {
    const high = chartViewOf({ values: noise(20, 90), chartType: 'run' })
    const low = chartViewOf({ values: noise(20, 20), chartType: 'run' })
    const heights = (sharedAxes: boolean) =>
      layerOf(smallMultiplesSpecification([high, low], { sharedAxes }), 'values').map(({ y }) => Number(y))
    const mean = (of: number[]) => of.reduce((sum, each) => sum + each, 0) / of.length
    const difference = (of: number[]) => mean(of.slice(20)) - mean(of.slice(0, 20))
    expect(difference(heights(true))).toBeGreaterThan(50)
    expect(Math.abs(difference(heights(false)))).toBeLessThan(30)
  })

  test('carry the periods and values of their points', () => {
    const specification = smallMultiplesSpecification(charts.slice(0, 1), { sharedAxes: true })
    expect(layerOf(specification, 'values')[0]).toMatchObject({ period: '2016-04-01', value: 76.8 })
  })

  test('are at most 24, in 1 to 6 columns', () => {
    const many = Array.from({ length: 25 }, () => charts[0] ?? chartViewOf({ values: [], chartType: 'run' }))
    expect(() => smallMultiplesSpecification(many, { sharedAxes: true })).toThrow(RangeError)
    expect(misplacedWords(smallMultiplesSpecification(many.slice(1), { sharedAxes: true }))).toEqual([])
    expect(() => smallMultiplesSpecification(charts, { sharedAxes: true, columns: 7 })).toThrow(RangeError)
  })

  test('are read to people who do not see them, one after the other', () => {
    const { description } = drawn(smallMultiplesSpecification(charts, { sharedAxes: true }))
    expect(description).toMatch(/^7 charts of Four-hour performance, .* Northfield: .* Corby: /)
  })
})

describe('a funnel', () => {
  const specification = funnelSpecification(funnelViewOf(places()))

  test('names what lies beyond the limits and nothing else', () => {
    const named = layerOf(specification, 'words-within').map(({ text }) => text)
    expect(named.toSorted()).toEqual(['Bexley', 'Frome'])
  })

  test('says whether limits are widened', () => {
    expect(textsOf(specification)).toContainEqual(expect.stringMatching(/^Limits are those of chance alone/))
    const widened = funnelSpecification(funnelViewOf(places(), { overdispersed: true }))
    expect(textsOf(widened)).toContainEqual(expect.stringMatching(/widened by what localities differ/))
  })

  test('ranks nobody', () => {
    const words = JSON.stringify([drawn(specification).description, textsOf(specification)])
    expect(words).not.toMatch(/\brank|\bbest\b|\bworst\b|league|\btop\b|bottom|\b1st\b/i)
  })

  test('tells bands apart by shape, and judges none by colour', () => {
    const looks = layerOf(specification, 'values').map(
      ({ shape, colour }) => `${String(shape)} ${String(colour)}`,
    )
    expect(new Set(looks)).toEqual(
      new Set(['circle #4c6272', 'triangle-up #7c2855', 'triangle-down #7c2855']),
    )
  })
})

test('names of points never lie on one another or on a point, and none is lost', () => {
  const point = fc.record({
    x: fc.integer({ min: 0, max: 700 }),
    y: fc.integer({ min: 0, max: 380 }),
    name: fc.option(fc.constantFrom('RAS', 'Northfield', 'A long name of a place')),
    colour: fc.constant('#000'),
    rank: fc.integer({ min: 0, max: 9 }),
  })
  fc.assert(
    fc.property(fc.array(point, { maxLength: 80 }), (points) => {
      const { words, unlabelled } = scatterLabels(points, { width: 700, height: 380, most: 30 })
      expect(words.length + unlabelled.length).toBe(points.filter(({ name }) => name !== null).length)
      expect(words.length).toBeLessThanOrEqual(30)
      const boxes = words.map(({ x, y, text, size, weight }) => ({
        left: x,
        right: x + textWidth(text, size, weight),
        top: y - 9,
        bottom: y + 2,
      }))
      boxes.forEach((box, index) => {
        for (const { x, y } of points)
          expect(x > box.left && x < box.right && y > box.top && y < box.bottom).toBe(false)
        for (const other of boxes.slice(index + 1))
          expect(
            box.left < other.right &&
              other.left < box.right &&
              box.top < other.bottom &&
              other.top < box.bottom,
          ).toBe(false)
      })
    }),
    { seed: 20190331 },
  )
})

if (realDataIsAbsent) test.skip(realDataIsAbsent, () => undefined)
else
  describe('all major A&E departments of England', () => {
    test.each([false, true])('are drawn as a funnel of one month (widened: %s)', (overdispersed) => {
      const view = funnelViewOf(providerUnits('2019-03-01'), { overdispersed })
      const specification = funnelSpecification(view)
      expect(layerOf(specification, 'values')).toHaveLength(view.points.length)
      expect(misplacedWords(specification)).toEqual([])
      const told = JSON.stringify(textsOf(specification))
      if (overdispersed)
        for (const { name, band } of view.points) if (band !== 'within') expect(told).toContain(name)
    })

    test.each([true, false])('are drawn as small multiples of 12 (shared axes: %s)', (sharedAxes) => {
      const twelve = [...providers().keys()].slice(0, 12).map((provider) => providerView(provider))
      expect(misplacedWords(smallMultiplesSpecification(twelve, { sharedAxes }))).toEqual([])
    })
  })
