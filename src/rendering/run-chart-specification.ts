import { chartSpecification } from './chart-specification.js'
import type { Specification } from './drawing.js'
import { asChartView } from './run-chart-as-chart.js'
import type { RunChartView } from './run-chart-view.js'

/** The picture of a run chart: see `chartSpecification`, of which it is one case. */
export const runChartSpecification = (view: RunChartView): Specification =>
  chartSpecification(asChartView(view))
