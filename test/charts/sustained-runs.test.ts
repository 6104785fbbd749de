import { sustainedRuns } from '../../src/charts/sustained-runs.js'

const search = { baselinePoints: 4, runLength: 3, direction: 'both' } as const
const baseline = [5, 7, 5, 7]
const phases = (values: (number | null)[], options: Partial<Parameters<typeof sustainedRuns>[1]> = {}) =>
  sustainedRuns(values, { ...search, ...options })
    .slice(1)
    .map(({ median, from, to }) => [median, from, to])

/** Monthly falls on a ward, January 2014 to July 2018, as runcharter publishes them. */
const wardX = [
  9, 22, 19, 18, 8, 7, 11, 11, 11, 12, 2, 8, 9, 6, 7, 11, 11, 11, 21, 12, 21, 12, 21, 13, 5, 6, 4, 15, 12, 7,
  14, 7, 9, 13, 13, 7, 5, 4, 10, 4, 9, 4, 8, 6, 9, 9, 4, 5, 2, 6, 16, 8, 7, 6, 4,
]

test('a published ward: from 11 to 6, in the nine months from December 2016', () => {
  const options = { baselinePoints: 9, runLength: 9 }
  expect(sustainedRuns(wardX, { ...options, direction: 'both' })).toEqual([
    { kind: 'baseline', median: 11, from: 0, to: 8 },
    { kind: 'sustained', median: 6, from: 35, to: 43 },
  ])
  expect(sustainedRuns(wardX, { ...options, direction: 'above' })).toHaveLength(1)
})

test('a run makes a new median of exactly its points, and the search goes on after them', () => {
  expect(phases([...baseline, 8, 9, 10, 11, 12, 13])).toEqual([
    [9, 4, 6],
    [12, 7, 9],
  ])
})

test('points on the median and missing ones neither count nor break a run', () => {
  expect(phases([...baseline, 8, 6, null, 9, 6, 10])).toEqual([[9, 4, 9]])
})

test('a run on the other side breaks it', () => {
  expect(phases([...baseline, 8, 9, 1, 8, 9, 1])).toEqual([])
})

test('a direction that was not asked for is passed over', () => {
  expect(phases([...baseline, 1, 2, 3, 8, 9, 10], { direction: 'above' })).toEqual([[9, 7, 9]])
  expect(phases([...baseline, 8, 9, 10, 1, 2, 3], { direction: 'below' })).toEqual([[2, 7, 9]])
})

test('a run that began in the baseline counts from after it', () => {
  expect(phases([5, 5, 7, 9, 9, 9, 1])).toEqual([])
})

test('a series shorter than baseline and run has no phase at all', () => {
  expect(sustainedRuns([1, 2, 3, 4, 5, 6], search)).toEqual([])
})

test('a baseline without values has no median, and nothing is proposed', () => {
  expect(sustainedRuns([null, null, null, null, 1, 2, 3], search)).toEqual([
    { kind: 'baseline', median: null, from: 0, to: 3 },
  ])
})
