import type { WorkResult } from '../eventsourcing/command.js'
import type { Decision } from '../eventsourcing/decider.js'
import type { Json } from '../eventsourcing/json.js'

/** What the work on one aggregate came to: its refusals, or done with the result. */
export const concluded = <Event, Code extends string, Result extends Json>(
  decision: Decision<Event, Code>,
  result: Result,
): WorkResult<Result, Code> =>
  decision.kind === 'refused' ? { kind: 'refused', refusals: decision.refusals } : { kind: 'done', result }
