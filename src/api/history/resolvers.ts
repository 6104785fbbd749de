import {
  CycleHistory,
  LocalityHistory,
  MetricHistory,
  MilestoneHistory,
  ProjectHistory,
  SeriesHistory,
} from './history-fields.js'
import { HistoryQuery } from './history-query.js'

export const historyResolvers = [
  CycleHistory,
  LocalityHistory,
  MetricHistory,
  MilestoneHistory,
  ProjectHistory,
  SeriesHistory,
  HistoryQuery,
] as const
