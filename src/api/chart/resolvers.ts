import { AnalyseQuery } from './analyse-query.js'
import { ChartFields } from './chart-fields.js'
import { ChartPointFields } from './chart-point.js'
import { ChartQuery, SeriesOwnChart } from './chart-query.js'
import { ChartsQuery } from './charts-query.js'
import { RunChartAnnotationFields, RunChartFields } from './run-chart-fields.js'
import { RunChartQuery, SeriesRunChart } from './run-chart-query.js'

export const chartResolvers = [
  AnalyseQuery,
  ChartFields,
  ChartPointFields,
  ChartQuery,
  ChartsQuery,
  SeriesOwnChart,
  RunChartFields,
  RunChartAnnotationFields,
  RunChartQuery,
  SeriesRunChart,
] as const
