import { chart } from '../domain/chart/chart.js'
import { cycle } from '../domain/cycle/cycle.js'
import { locality } from '../domain/locality/locality.js'
import { metric } from '../domain/metric/metric.js'
import { milestone } from '../domain/milestone/milestone.js'
import { project } from '../domain/project/project.js'
import { series } from '../domain/series/series.js'
import { foldable, type Foldable } from '../eventsourcing/recent-states.js'

/** What commands decide on again and again; codes and claims are looked at once. */
export const aggregates: readonly Foldable[] = [
  foldable(locality),
  foldable(metric),
  foldable(series),
  foldable(chart),
  foldable(project),
  foldable(cycle),
  foldable(milestone),
]
