import { type Refusal, refuse } from '../../eventsourcing/decider.js'
import type { SeriesRefusal } from './refusals.js'

/** One reason, as a list: several are collected, so that all that is wrong is said at once. */
export const refusal = (
  code: SeriesRefusal,
  message: string,
  field: string,
): readonly Refusal<SeriesRefusal>[] => refuse(code, message, field).refusals
