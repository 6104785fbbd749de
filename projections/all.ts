import type { AnyProjection } from '../src/eventsourcing/projection.js'
import { charts } from './charts.js'
import { cycles } from './cycles.js'
import { history } from './history.js'
import { localities } from './localities.js'
import { metrics } from './metrics.js'
import { milestones } from './milestones.js'
import { populations } from './populations.js'
import { projects } from './projects.js'
import { quarantine } from './quarantine.js'
import { readings } from './readings.js'
import { series } from './series.js'

/** The read side: every projection, each the only writer of its tables. */
export const projections: readonly AnyProjection[] = [
  localities,
  populations,
  metrics,
  series,
  readings,
  charts,
  projects,
  cycles,
  milestones,
  history,
  quarantine,
]
