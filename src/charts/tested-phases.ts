import type { ControlChartAnalysis, ControlChartPoint } from './control-chart.js'
import type { RunChart } from './run-chart.js'
import type { TestedPhase } from './rule-set.js'

/** A run chart as rule sets see it: the median, and no limits. */
export const testedRunChart = ({ points, phases }: RunChart): TestedPhase[] =>
  phases.map(({ from, to, median }, phase) => ({
    phase,
    from,
    points: points.slice(from, to + 1).map(({ value, excluded }) => ({
      value: excluded ? null : value,
      centreLine: median,
      upperLimit: null,
      lowerLimit: null,
    })),
    line: () => null,
  }))

/** A control chart as rule sets see it; `given` are the points from which it was computed. */
export const testedControlChart = (
  { points, phases }: ControlChartAnalysis,
  given: readonly ControlChartPoint[],
): TestedPhase[] =>
  phases.map(({ from, to, line }, phase) => ({
    phase,
    from,
    points: points
      .slice(from, to + 1)
      .map((point, place) => (given[from + place]?.excluded ? { ...point, value: null } : point)),
    line,
  }))
