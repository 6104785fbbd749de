import { RunChartAnnotationFields, RunChartFields } from './run-chart-fields.js'
import { RunChartQuery, SeriesRunChart } from './run-chart-query.js'

export const chartResolvers = [
  RunChartFields,
  RunChartAnnotationFields,
  RunChartQuery,
  SeriesRunChart,
] as const
