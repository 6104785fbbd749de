import type { MetricId } from '../../src/domain/ids.js'
import type { RegionPlace, RegionPlan } from './region-plan.js'

/** A project of the region, as its cycles and milestones need it. */
export interface Project {
  readonly region: RegionPlan
  readonly place: RegionPlace
  /** Counts the projects of a place, from 0. */
  readonly number: number
  readonly actor: string
  readonly projectId: string
  readonly rampIds: readonly string[]
  /** What it is to improve. */
  readonly metricId: MetricId
}
