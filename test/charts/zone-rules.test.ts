import { RULE_SETS } from '../../src/charts/rule-sets.js'
import { signalsByPoint } from '../../src/charts/signals-of.js'
import { inControlChart, inStandardUnits, windows } from './rule-set-signals.js'

const western = (values: readonly (number | null)[]) => windows(inStandardUnits('western-electric', values))
const nelson = (values: readonly (number | null)[]) => windows(inStandardUnits('nelson', values))
const repeated = (values: readonly number[], times: number) =>
  Array.from({ length: times }, () => values).flat()

describe('Western Electric zone rules', () => {
  test.each([
    [
      'one point beyond a limit, on either side',
      [0.5, 3.1, -0.5, -3.1],
      [
        ['1', 2, 2],
        ['1', 4, 4],
      ],
    ],
    ['on a limit is within it', [0.5, 3, -0.5], []],
    ['two of three beyond two standard deviations', [0.5, 2.1, 0, 2.1, -0.5], [['2', 2, 4]]],
    ['two of four are none', [0.5, 2.1, 0, 0, 2.1], []],
    ['two on different sides are none', [2.1, -2.1, 0], []],
    [
      'a point beyond a limit counts towards two of three',
      [3.1, 0, 2.1, 0],
      [
        ['1', 1, 1],
        ['2', 1, 3],
      ],
    ],
    ['four of five beyond one', [0, 1.1, 1.1, 0, 1.1, 1.1, 0], [['3', 2, 6]]],
    ['groups that share a point are one signal', [0, ...repeated([1.1], 6), 0, 1.1], [['3', 2, 9]]],
    ['four of six are none', [1.1, 1.1, 0, 0, 1.1, 1.1], []],
    ['eight on one side', repeated([-0.5], 8), [['4', 1, 8]]],
    [
      'a point on the centre line ends the row of eight',
      [...repeated([-0.5], 4), 0, ...repeated([-0.5], 4)],
      [],
    ],
    ['a missing point does not', [...repeated([-0.5], 4), null, ...repeated([-0.5], 4)], [['4', 1, 9]]],
    ['and neither extends nor breaks two of three', [2.1, null, null, 0, 2.1], [['2', 1, 5]]],
  ])('%s', (_, values, expected) => expect(western(values)).toEqual(expected))

  test('a signal says which points, what was counted and where the line is', () => {
    expect(inStandardUnits('western-electric', [0, -1.1, -1.1, 0, -1.1, -2.2])).toEqual([
      {
        rule: 'western-electric/3',
        name: 'Four of five beyond one standard deviation',
        phase: 0,
        direction: 'below',
        window: { from: 1, to: 5 },
        points: [1, 2, 4, 5],
        observed: 4,
        limit: 4,
        line: -1,
        explanation:
          '4 of 5 neighbouring points lie more than one standard deviation below the centre line; ' +
          'chance alone rarely brings 4 of 5.',
      },
    ])
  })

  test('a point has all of its signals', () => {
    const values = [1.1, 1.1, 2.1, 3.1, 1.1, 0.1, 0.1, 0.1]
    const byPoint = signalsByPoint(inStandardUnits('western-electric', values), values.length)
    expect(byPoint[3]?.map(({ rule }) => rule)).toEqual([
      'western-electric/1',
      'western-electric/2',
      'western-electric/3',
      'western-electric/4',
    ])
    expect(byPoint[5]?.map(({ rule }) => rule)).toEqual(['western-electric/4'])
  })
})

describe('the eight tests of Nelson', () => {
  test.each([
    ['1: beyond a limit', [0, -3.1], [['1', 2, 2]]],
    ['2: nine on one side', repeated([0.5], 9), [['2', 1, 9]]],
    ['2: eight are none', repeated([0.5], 8), []],
    ['3: six going one way', [0.5, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, -0.1], [['3', 2, 7]]],
    ['3: a tie ends it', [-0.3, -0.2, -0.1, 0.1, 0.1, 0.2, 0.3], []],
    ['4: fourteen in turn', repeated([-0.5, 0.5], 7), [['4', 1, 14]]],
    ['4: thirteen are none', repeated([-0.5, 0.5], 7).slice(1), []],
    ['5: two of three', [2.1, 0, 2.1], [['5', 1, 3]]],
    ['6: four of five', [-1.1, 0, -1.1, -1.1, -1.1], [['6', 1, 5]]],
    ['7: fifteen near the centre line', [...repeated([0.5, 0.3, -0.5], 5)], [['7', 1, 15]]],
    ['7: fourteen are none', [...repeated([0.5, 0.3, -0.5], 5).slice(1)], []],
    ['8: eight away from it', [1.1, 1.2, -1.1, -1.2, 1.1, 1.3, -1.4, -1.2], [['8', 1, 8]]],
    ['8: one within ends it', [1.1, 1.2, -1.1, -1.2, 0.5, 1.1, 1.3, -1.4, -1.2], []],
  ])('%s', (_, values, expected) => expect(nelson(values)).toEqual(expected))

  test('an alternation begins again with the last of two steps one way', () => {
    const values = [0.1, 0.2, ...repeated([0.5, -0.5], 7)]
    expect(nelson(values).filter(([rule]) => rule === '4')).toEqual([['4', 2, 16]])
  })
})

describe('on charts', () => {
  test('a constant series signals nothing where the spread is its own', () => {
    for (const ruleSet of ['western-electric', 'nelson'] as const)
      for (const type of ['i', 'uPrime', 'pPrime', 't', 'iPrime'] as const)
        expect(inControlChart(ruleSet, type, repeated([5], 30))).toEqual([])
  })

  test('counts that never vary lie nearer to the centre line than counts do', () => {
    expect(windows(inControlChart('nelson', 'c', repeated([5], 30)))).toEqual([['7', 1, 30]])
  })

  test('an excluded point is compared with the limits by the chart, and left out of the tests', () => {
    const values = [...repeated([9, 11], 10), 40, ...repeated([9, 11], 3)]
    const with20 = inControlChart('western-electric', 'i', values, { phases: [{ from: 0, baseline: 20 }] })
    expect(windows(with20)).toEqual([['1', 21, 21]])
    expect(inControlChart('western-electric', 'i', values, { excluded: [20] })).toEqual([])
  })

  test('points without limits are tested by the rules that need none', () => {
    const one = inControlChart('nelson', 'i', [5])
    expect(one).toEqual([])
  })

  test('lines of a T chart are turned back to the unit of the times', () => {
    const times = [...repeated([10, 14, 12], 6), 60, 60]
    const signals = inControlChart('western-electric', 't', times, { phases: [{ from: 0, baseline: 18 }] })
    const two = signals.find(({ rule }) => rule === 'western-electric/2')
    expect(two).toMatchObject({ direction: 'above', points: [18, 19] })
    expect(two?.line).toBeGreaterThan(14)
    expect(two?.line).toBeLessThan(60)
  })
})

test('every rule set is found under its id and says what it is', () => {
  for (const [id, ruleSet] of Object.entries(RULE_SETS)) {
    expect(ruleSet.id).toBe(id)
    expect(ruleSet.rules.length).toBeGreaterThan(0)
    for (const rule of ruleSet.rules) expect(rule.id.startsWith(`${id}/`)).toBe(true)
    expect(ruleSet.chartTypes.length).toBeGreaterThan(0)
  }
})
