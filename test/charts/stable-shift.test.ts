import { stableShifts } from '../../src/charts/stable-shift.js'

/** Simulated counts that autospc publishes (example series 2a to 2c): the shift begins with the 22nd. */
const series = {
  a: [
    29, 30, 18, 21, 22, 22, 14, 21, 15, 23, 21, 22, 8, 23, 24, 23, 16, 31, 23, 21, 16, 33, 25, 43, 23, 26, 32,
    24, 31, 31, 25, 18, 24, 23, 30, 23, 27, 26, 27, 22, 32, 26, 27,
  ],
  b: [
    29, 30, 18, 21, 22, 22, 14, 21, 15, 23, 21, 22, 8, 23, 24, 23, 16, 31, 23, 21, 16, 33, 25, 43, 23, 26, 37,
    29, 36, 36, 25, 18, 24, 23, 22, 23, 21, 20, 27, 22, 32, 26, 27,
  ],
  c: [
    29, 30, 18, 21, 22, 22, 14, 21, 15, 23, 21, 22, 8, 23, 24, 23, 16, 31, 23, 21, 16, 33, 25, 43, 23, 26, 32,
    24, 31, 31, 25, 18, 24, 23, 30, 23, 27, 32, 28, 23, 25, 25, 24, 24, 21, 19, 25,
  ],
}

const steps = (values: (number | null)[]) =>
  stableShifts(values).decisions.map(({ at, verdict }) => [at + 1, verdict])

test('a shift is put off by a point while the run that the phase ends with may lead back', () => {
  expect(steps(series.a)).toEqual([
    [1, 'BASELINE_SET'],
    [22, 'SHIFT_FOUND'],
    [22, 'REJECTED_MAY_RETURN'],
    [23, 'SHIFT_FOUND'],
    [23, 'ACCEPTED'],
    [43, 'TOO_FEW_POINTS'],
  ])
  const { phases, decisions } = stableShifts(series.a)
  expect(phases.map(({ from, baselineTo }) => [from, baselineTo])).toEqual([
    [0, 20],
    [22, 42],
  ])
  expect(phases[0]?.centreLine).toBeCloseTo(443 / 21, 9)
  expect(phases[1]?.centreLine).toBeCloseTo(565 / 21, 9)
  expect(decisions[1]).toMatchObject({ direction: 'above' })
})

test('a run back within the candidate keeps the centre line where it is', () => {
  for (const values of [series.b, series.c]) {
    const { phases } = stableShifts(values)
    expect(phases).toHaveLength(1)
  }
  expect(steps(series.c)).toEqual([
    [1, 'BASELINE_SET'],
    [22, 'SHIFT_FOUND'],
    [22, 'REJECTED_RETURNS'],
    [23, 'SHIFT_FOUND'],
    [23, 'REJECTED_RETURNS'],
    [24, 'SHIFT_FOUND'],
    [24, 'REJECTED_RETURNS'],
    [33, 'SHIFT_FOUND'],
    [33, 'TOO_FEW_POINTS'],
  ])
})

test('a series too short for a baseline has no phase, and says so', () => {
  const { phases, decisions } = stableShifts(series.a.slice(0, 20))
  expect(phases).toEqual([])
  expect(decisions).toMatchObject([{ at: 0, verdict: 'TOO_FEW_POINTS' }])
})

test('without a further shift the log ends with that', () => {
  const steady = Array.from({ length: 50 }, (_, index) => 10 + (index % 2))
  expect(steps(steady)).toEqual([
    [1, 'BASELINE_SET'],
    [22, 'NO_FURTHER_SHIFT'],
  ])
})

test('two shifts that hold make two further phases', () => {
  const level = (mean: number) => Array.from({ length: 24 }, (_, index) => mean + (index % 2 === 0 ? 1 : -1))
  const { phases } = stableShifts([...level(10), ...level(20), ...level(5)])
  // The last point of the second level lies below its mean too, and so begins the run.
  expect(phases.map(({ from }) => from)).toEqual([0, 24, 47])
})

test('missing points are left out of everything', () => {
  const gapped = series.a.flatMap((value) => [value, null])
  const { phases, decisions } = stableShifts(gapped)
  const plain = stableShifts(series.a)
  expect(phases.map(({ centreLine }) => centreLine)).toEqual(plain.phases.map(({ centreLine }) => centreLine))
  expect(phases.map(({ from }) => from)).toEqual(plain.phases.map(({ from }) => from * 2))
  expect(decisions.map(({ verdict }) => verdict)).toEqual(plain.decisions.map(({ verdict }) => verdict))
  expect(stableShifts([null, null]).decisions).toMatchObject([{ at: 0, verdict: 'TOO_FEW_POINTS' }])
})
