import type { TestedPhase } from './rule-set.js'
import { runs, type Run } from './runs.js'
import { sideOf } from './side.js'

/** The runs of a phase about its centre line; points are indices in the series. */
export const testedRuns = ({ from, points }: TestedPhase): Run[] =>
  runs(
    points.map(({ value, centreLine }) =>
      value === null || centreLine === null ? null : sideOf(value, centreLine),
    ),
  ).map(({ side, points: places }) => ({ side, points: places.map((place) => from + place) }))
