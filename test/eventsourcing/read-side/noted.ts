import type { EventStore, Position, Recorded } from '../../../src/eventsourcing/event-store.js'
import type { AnyProjection, Decode, Projected, Projection } from '../../../src/eventsourcing/projection.js'

/** A tiny world: notes are made, changed and struck out; each is a row of `Ramp`, and each change counts. */
export type NoteEvent =
  | { readonly type: 'Noted'; readonly data: { readonly note: string; readonly text: string } }
  | { readonly type: 'NoteChanged'; readonly data: { readonly note: string; readonly text: string } }
  | { readonly type: 'NoteStruck'; readonly data: { readonly note: string } }

const rampOf = (event: Projected<Extract<NoteEvent, { type: 'Noted' }>>, title: string) => ({
  id: event.data.note,
  projectId: event.stream,
  title,
  changeIdea: event.data.text,
  rationale: null,
  fromPosition: event.position,
})

/** `text` says what the title becomes: another version of the projection shows other rows. */
export const notes = (
  version = 1,
  titleOf: (text: string) => string = (text) => text,
): Projection<NoteEvent> => ({
  name: 'notes',
  version,
  tables: ['Ramp'],
  on: {
    Noted: (event) => [{ op: 'upsert', table: 'Ramp', row: rampOf(event, titleOf(event.data.text)) }],
    NoteChanged: ({ data }) => [
      { op: 'update', table: 'Ramp', where: { id: data.note }, set: { title: titleOf(data.text) } },
    ],
    NoteStruck: ({ data }) => [{ op: 'delete', table: 'Ramp', where: { id: data.note } }],
  },
})

export const projections: readonly AnyProjection[] = [notes()]

export const decode: Decode = (recorded: Recorded): Projected => {
  if (typeof recorded.data !== 'object' || recorded.data === null) throw new Error('data is no object')
  return { ...recorded, data: recorded.data }
}

let commands = 0

const eventId = (command: number, index: number): string =>
  `00000000-0000-4000-8000-${String(command).padStart(8, '0')}${String(index).padStart(4, '0')}`

/** Records events in one stream and answers the position of the last. */
export const record = async (
  store: EventStore,
  ...events: readonly { readonly type: string; readonly data: unknown }[]
): Promise<Position> => {
  commands += 1
  const command = commands
  const commandId = `command-${command}`
  const meta = { actor: 'tester', commandId, correlationId: commandId }
  const outcome = await store.append({
    commandId,
    requestHash: String(command).padStart(64, '0'),
    writes: [
      {
        stream: 'notes-1',
        expected: (await store.head()) === 0n ? 'none' : 'exists',
        events: events.map(({ type, data }, index) => ({
          id: eventId(command, index),
          type,
          schema: 1,
          data: data as never,
          meta,
        })),
      },
    ],
  })
  if (outcome.kind !== 'appended') throw new Error(`Expected an append, got ${outcome.kind}`)
  return outcome.position
}

export const noted = (note: string, text = note): NoteEvent => ({ type: 'Noted', data: { note, text } })

/** Many notes, in one command of a thousand each. */
export const recordNotes = async (store: EventStore, count: number, prefix = 'n'): Promise<void> => {
  for (let from = 0; from < count; from += 1000) {
    const size = Math.min(1000, count - from)
    await record(store, ...Array.from({ length: size }, (_, index) => noted(`${prefix}${from + index}`)))
  }
}
