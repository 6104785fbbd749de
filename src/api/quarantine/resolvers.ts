import { QuarantineEventMutation } from './quarantine-event.js'
import { QuarantinedEventsQuery } from './quarantined-events-query.js'
import { ReleaseEventMutation } from './release-event.js'

export const quarantineResolvers = [
  QuarantinedEventsQuery,
  QuarantineEventMutation,
  ReleaseEventMutation,
] as const
