import type { QuarantineEvent } from '../src/domain/quarantine/events.js'
import type { Handlers, Projected, Projection } from '../src/eventsourcing/projection.js'
import type { PassedOver, Quarantine } from '../src/eventsourcing/quarantine.js'
import { update, upsert } from './rows.js'

type Quarantined = Projected<Extract<QuarantineEvent, { type: 'EventQuarantined' }>>

/** What a decision says; none has lifted it yet. */
const decided = ({ data, meta, recordedAt, position }: Quarantined) => ({
  reason: data.reason,
  quarantinedAt: recordedAt,
  quarantinedBy: meta.actor,
  fromPosition: position,
  releasedAt: null,
  releasedBy: null,
  releasedFor: null,
})

const on: Required<Handlers<QuarantineEvent>> = {
  // The row stands where the event was passed over; when it was not, because it can be shown now, there is none.
  EventQuarantined: (event) => [update('QuarantinedEvent', { id: event.data.eventId }, decided(event))],
  EventReleased: ({ data, meta, recordedAt }) => [
    update(
      'QuarantinedEvent',
      { id: data.eventId },
      { releasedAt: recordedAt, releasedBy: meta.actor, releasedFor: data.reason },
    ),
  ],
}

const isQuarantined = (event: Projected): event is Quarantined => event.type === 'EventQuarantined'

const policy: Quarantine = {
  category: 'quarantine',
  holding: (decisions) => {
    const last = decisions.at(-1)
    return last !== undefined && isQuarantined(last) ? last : null
  },
  rows: ({ event, fault, decision }: PassedOver) =>
    isQuarantined(decision)
      ? [
          upsert('QuarantinedEvent', {
            id: event.id,
            position: event.position,
            stream: event.stream,
            type: event.type,
            projection: fault.projection ?? null,
            error: fault.message,
            ...decided(decision),
          }),
        ]
      : [],
}

/** Events that the rows do not show because an operator decided so. */
export const quarantine: Projection<QuarantineEvent> = {
  name: 'quarantine',
  version: 1,
  tables: ['QuarantinedEvent'],
  on,
  quarantine: policy,
}
