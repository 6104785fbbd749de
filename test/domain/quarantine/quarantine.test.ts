import { QuarantineEvent, ReleaseEvent } from '../../../src/domain/quarantine/commands.js'
import type { QuarantineEvent as Event } from '../../../src/domain/quarantine/events.js'
import { quarantine } from '../../../src/domain/quarantine/quarantine.js'
import { quarantineEvent } from '../../../src/domain/quarantine/quarantine-event.js'
import { releaseEvent } from '../../../src/domain/quarantine/release-event.js'
import { given } from '../../support/given.js'

const eventId = '018f0000-0000-7000-8000-000000000001'
const otherId = '018f0000-0000-7000-8000-000000000002'
const reason = 'Recorded by a faulty release; recorded again since'

const standing = { eventId, position: 7n, type: 'ReadingRecorded', stream: 'series-1' }
const stands = { head: 12n, standing }
const goesOn = { head: 12n, standing: null }

const quarantined: Event = {
  type: 'EventQuarantined',
  data: { eventId, eventType: 'ReadingRecorded', stream: 'series-1', reason },
}
const released: Event = { type: 'EventReleased', data: { eventId, reason: 'It can be shown now' } }

const asked = (input: object) => QuarantineEvent.parse({ reason, ...input })
const freed = (why: string) => ReleaseEvent.parse({ eventId, reason: why })

describe('putting an event in quarantine', () => {
  test.each([
    ['its position', { position: 7n }],
    ['its id', { eventId }],
    ['both', { position: 7n, eventId }],
  ])('the event at which the read side stands is named by %s', (_, input) =>
    given(quarantine)
      .when(quarantineEvent(asked(input), stands))
      .then(quarantined),
  )

  test.each([
    ['0', 0n],
    ['beyond the end of the log', 13n],
  ])('no event is at position %s', (_, position) =>
    given(quarantine)
      .when(quarantineEvent(asked({ position }), stands))
      .thenRefused('EVENT_NOT_FOUND', 'position'),
  )

  test('a read side that goes on has no event to pass over', () =>
    given(quarantine)
      .when(quarantineEvent(asked({ position: 7n }), goesOn))
      .thenRefused('EVENT_NOT_FAILING', 'position'))

  test.each([
    ['position', { position: 8n }, 'position'],
    ['id', { eventId: otherId }, 'eventId'],
    ['position beside the right id', { position: 8n, eventId }, 'position'],
    ['id beside the right position', { position: 7n, eventId: otherId }, 'eventId'],
  ])('another %s than that at which it stands is refused', (_, input, field) =>
    given(quarantine)
      .when(quarantineEvent(asked(input), stands))
      .thenRefused('EVENT_NOT_FAILING', field),
  )

  test('said twice with the same reason nothing new happened', () =>
    given(quarantine, quarantined)
      .when(quarantineEvent(asked({ eventId }), goesOn))
      .thenNothingNew())

  test('an event in quarantine takes no other reason', () =>
    given(quarantine, quarantined)
      .when(quarantineEvent(asked({ eventId, reason: 'Another' }), stands))
      .thenRefused('EVENT_ALREADY_QUARANTINED', 'eventId'))

  test('a released event at which the read side stands again can be put there again', () =>
    given(quarantine, quarantined, released)
      .when(quarantineEvent(asked({ eventId }), stands))
      .then(quarantined))

  test.each([
    ['without a reason', { position: 7n, reason: ' ' }, 'reason'],
    ['that names no event', { reason }, 'position'],
    ['with an id that is none', { eventId: 'seven', reason }, 'eventId'],
  ])('a command %s is none', (_, input, field) => {
    const parsed = QuarantineEvent.safeParse(input)
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([field])
  })
})

describe('releasing an event', () => {
  test('an event in quarantine is released', () =>
    given(quarantine, quarantined)
      .when(releaseEvent(freed('It can be shown now')))
      .then(released))

  test('said twice nothing new happened', () =>
    given(quarantine, quarantined, released)
      .when(releaseEvent(freed('It can be shown now')))
      .thenNothingNew())

  test('an event that never was in quarantine is refused', () =>
    given(quarantine)
      .when(releaseEvent(freed('Why not')))
      .thenRefused('EVENT_NOT_QUARANTINED', 'eventId'))

  test('a released event is refused with another reason', () =>
    given(quarantine, quarantined, released)
      .when(releaseEvent(freed('Another')))
      .thenRefused('EVENT_NOT_QUARANTINED', 'eventId'))

  test('a release without a reason is none', () => {
    expect(ReleaseEvent.safeParse({ eventId, reason: '' }).success).toBe(false)
  })
})
