import { quarantine } from '../../projections/quarantine.js'
import type { QuarantineEvent } from '../../src/domain/quarantine/events.js'
import type { Recorded } from '../../src/eventsourcing/event-store.js'
import { happened, recordedAt } from './happened.js'
import { rowsOf } from './given-events.js'

const eventId = '018f0000-0000-7000-8000-000000000001'
const quarantined = (reason: string): QuarantineEvent => ({
  type: 'EventQuarantined',
  data: { eventId, eventType: 'ReadingRecorded', stream: 'series-1', reason },
})
const released: QuarantineEvent = { type: 'EventReleased', data: { eventId, reason: 'Mended' } }

const poison: Recorded = {
  id: eventId,
  type: 'ReadingRecorded',
  schema: 1,
  data: {},
  meta: { actor: 'Asha Patel', commandId: 'command', correlationId: 'request' },
  position: 7n,
  stream: 'series-1',
  revision: 0n,
  recordedAt: recordedAt(1),
}
const fault = { kind: 'handler', message: 'cannot show', projection: 'readings', cause: null } as const

const policy = () => {
  if (quarantine.quarantine === undefined) throw new Error('The projection has no policy')
  return quarantine.quarantine
}

test.each([
  ['nothing was decided', [], null],
  ['it was put in quarantine', [quarantined('Broken')], 0],
  ['it was released again', [quarantined('Broken'), released], null],
  ['it was put there a second time', [quarantined('Broken'), released, quarantined('Still broken')], 2],
])('when %s, the last decision holds', (_, events, holding) => {
  const decisions = happened(events)
  expect(policy().holding(decisions)).toBe(holding === null ? null : decisions[holding])
})

test('an event that is passed over is told with what failed and who decided', () => {
  const [decision] = happened([quarantined('Broken')])
  if (decision === undefined) throw new Error('no decision')
  expect(policy().rows({ event: poison, fault, decision })).toEqual([
    {
      op: 'upsert',
      table: 'QuarantinedEvent',
      row: {
        id: eventId,
        position: 7n,
        stream: 'series-1',
        type: 'ReadingRecorded',
        projection: 'readings',
        error: 'cannot show',
        reason: 'Broken',
        quarantinedAt: decision.recordedAt,
        quarantinedBy: decision.meta.actor,
        fromPosition: decision.position,
        releasedAt: null,
        releasedBy: null,
        releasedFor: null,
      },
    },
  ])
})

test('decisions about an event that was not passed over leave no row', async () => {
  expect(await rowsOf(quarantine, happened([quarantined('Broken'), released]))).toEqual({
    QuarantinedEvent: [],
  })
})
