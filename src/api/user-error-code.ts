import { ChartRefusal } from '../domain/chart/refusals.js'
import { CycleRefusal } from '../domain/cycle/refusals.js'
import { LocalityRefusal } from '../domain/locality/refusals.js'
import { MetricRefusal } from '../domain/metric/refusals.js'
import { MilestoneRefusal } from '../domain/milestone/refusals.js'
import { ProjectRefusal } from '../domain/project/refusals.js'
import { QuarantineRefusal } from '../domain/quarantine/refusals.js'
import { SeriesRefusal } from '../domain/series/refusals.js'

/** What the API itself refuses, whatever the command. */
const RequestRefusal = {
  /** A value is not of the form that the field asks for. */
  InvalidValue: 'INVALID_VALUE',
  /** An id names something of another type. */
  InvalidId: 'INVALID_ID',
  /** The idempotency key was used for another request. */
  IdempotencyKeyReused: 'IDEMPOTENCY_KEY_REUSED',
  /** The entity is not at `expectedRevision`. */
  RevisionConflict: 'REVISION_CONFLICT',
  /** Others kept changing the same thing; ask again. */
  Conflict: 'CONFLICT',
} as const

/** Every code that `userErrors` can carry. */
export const UserErrorCode = {
  ...RequestRefusal,
  ...LocalityRefusal,
  ...MetricRefusal,
  ...SeriesRefusal,
  ...ChartRefusal,
  ...ProjectRefusal,
  ...CycleRefusal,
  ...MilestoneRefusal,
  ...QuarantineRefusal,
} as const
export type UserErrorCode = (typeof UserErrorCode)[keyof typeof UserErrorCode]
