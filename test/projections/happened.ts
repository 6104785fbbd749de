import type { DomainEvent } from '../../src/eventsourcing/decider.js'
import type { Projected } from '../../src/eventsourcing/projection.js'

/** The instant at which `happened` says an event was recorded: a minute for each position. */
export const recordedAt = (position: number): Date => new Date(Date.UTC(2024, 5, 1, 12, position))

/** Turns events into recorded ones of one stream: positions from 1 (or `from`), revisions from 0. */
export const happened = <Event extends DomainEvent>(
  events: readonly Event[],
  from = 1,
): readonly Projected<Event>[] =>
  events.map((event, index) => ({
    ...event,
    id: `00000000-0000-5000-8000-${String(from + index).padStart(12, '0')}`,
    position: BigInt(from + index),
    stream: 'some-stream',
    revision: BigInt(index),
    recordedAt: recordedAt(from + index),
    meta: { actor: 'team-lead', commandId: `command-${String(from + index)}`, correlationId: 'correlation' },
  }))
