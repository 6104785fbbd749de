import { ChartFields } from './chart-fields.js'
import { ChartQuery, SeriesOwnChart } from './chart-query.js'
import { RunChartAnnotationFields, RunChartFields } from './run-chart-fields.js'
import { RunChartQuery, SeriesRunChart } from './run-chart-query.js'

export const chartResolvers = [
  ChartFields,
  ChartQuery,
  SeriesOwnChart,
  RunChartFields,
  RunChartAnnotationFields,
  RunChartQuery,
  SeriesRunChart,
] as const
