import type { AppendOutcome, CommandRecord, Expected } from '../../eventsourcing/event-store.js'
import type { ItemOutcome } from './group-commit.js'
import type { ToldLog } from './postgres-known-log.js'
import { AppendFault, type PreparedBatch, type PreparedEvent } from './prepared-batch.js'

/** A batch on its way, and when it was recorded first if that was elsewhere. */
export interface GroupItem {
  readonly batch: PreparedBatch
  readonly recordedAt?: Date
}

/** What the function says of a group: of each item, what became of it; of each event, its revision; and of the log. */
export type GroupAnswer = readonly [
  outcomes: readonly number[],
  details: readonly number[],
  actuals: readonly number[],
  reached: readonly (number | null)[],
  log: ToldLog,
]

/** A group as it is sent. */
export interface EncodedGroup {
  readonly parameters: readonly string[]
  /** The streams that it names, in the order in which the answer tells of them. */
  readonly streams: readonly string[]
}

const APPENDED = 0
const KNOWN = 1
const CONFLICT = 2

const NONE = '-1'
const EXISTS = '-2'
const ANY = '-3'
/** Fits no stream. */
const NEVER = '-4'
const HIGHEST = 2n ** 63n

const expectationCode = (expected: Expected): string => {
  if (expected === 'any') return ANY
  if (expected === 'none') return NONE
  if (expected === 'exists') return EXISTS
  return expected < 0n || expected >= HIGHEST ? NEVER : expected.toString()
}

const array = (values: readonly (string | number)[]): string => `{${values.join(',')}}`
const lines = (texts: readonly string[]): string => texts.join('\n')

/** A header of an event behind its stream and revision, as `hash-chain.ts` writes it. */
const labelOf = ({ id, type, schema }: PreparedEvent): string =>
  `,${JSON.stringify(id)},${JSON.stringify(type)},${schema}`

const expectationsOf = ({ checks, writes }: PreparedBatch) => [...checks, ...writes]

/** The numbers of streams within a group, from 1 as arrays of PostgreSQL count. */
class StreamNumbers {
  readonly #numbers = new Map<string, number>()

  of(stream: string): number {
    const known = this.#numbers.get(stream)
    if (known !== undefined) return known
    const number = this.#numbers.size + 1
    this.#numbers.set(stream, number)
    return number
  }

  names(): string[] {
    return [...this.#numbers.keys()]
  }
}

interface Columns {
  readonly ends: { expectation: number[]; event: number[] }
  readonly recordedAts: (number | string)[]
  readonly expected: { streams: number[]; revisions: string[] }
  readonly events: PreparedEvent[]
  readonly eventStreams: number[]
  readonly streams: StreamNumbers
}

const columnsOf = (items: readonly GroupItem[]): Columns => {
  const columns: Columns = {
    ends: { expectation: [], event: [] },
    recordedAts: [],
    expected: { streams: [], revisions: [] },
    events: [],
    eventStreams: [],
    streams: new StreamNumbers(),
  }
  for (const { batch, recordedAt } of items) {
    for (const { stream, expected } of expectationsOf(batch)) {
      columns.expected.streams.push(columns.streams.of(stream))
      columns.expected.revisions.push(expectationCode(expected))
    }
    for (const { stream, events } of batch.writes) {
      const number = columns.streams.of(stream)
      for (const event of events) {
        columns.events.push(event)
        columns.eventStreams.push(number)
      }
    }
    columns.ends.expectation.push(columns.expected.streams.length)
    columns.ends.event.push(columns.events.length)
    columns.recordedAts.push(recordedAt?.getTime() ?? 'NULL')
  }
  return columns
}

/**
 * A group as the parameters of the function. No two items may have the same command id or the same foreign event id:
 * what becomes of the second depends on the first.
 */
export const encodeGroup = (items: readonly GroupItem[], now: Date): EncodedGroup => {
  const { ends, recordedAts, expected, events, eventStreams, streams } = columnsOf(items)
  const batches = items.map(({ batch }) => batch)
  const names = streams.names()
  const parameters = [
    String(now.getTime()),
    lines(names),
    lines(names.map((name) => JSON.stringify(name))),
    lines(batches.map(({ commandId }) => commandId)),
    lines(
      batches.map(
        ({ commandId, requestHash }) => `${JSON.stringify(commandId)},${JSON.stringify(requestHash)}`,
      ),
    ),
    lines(batches.map(({ requestHash }) => requestHash)),
    lines(batches.map(({ result }) => result)),
    array(ends.expectation),
    array(ends.event),
    array(recordedAts),
    array(expected.streams),
    array(expected.revisions),
    array(eventStreams),
    array(events.map(({ schema }) => schema)),
    lines(events.map(labelOf)),
    lines(events.map(({ id }) => id)),
    lines(events.map(({ type }) => type)),
    lines(events.map(({ data }) => data)),
    lines(events.map(({ meta }) => meta)),
    lines(events.map(({ payloadHash }) => payloadHash)),
    lines(events.filter(({ derived }) => !derived).map(({ id }) => id)),
  ]
  return { parameters, streams: names }
}

const conflictOf = (batch: PreparedBatch, index: number, actual: number): AppendOutcome => {
  const failed = expectationsOf(batch)[index]
  if (failed === undefined) throw new Error('The log refused an expectation that nobody had')
  const { stream, expected } = failed
  return { kind: 'conflict', stream, expected, actual: actual < 0 ? null : BigInt(actual) }
}

const appendedOf = (
  { writes }: PreparedBatch,
  position: number,
  reached: readonly (number | null)[],
): AppendOutcome => {
  let end = 0
  const revisions = writes.map(({ events }) => {
    end += events.length
    return BigInt(reached[end - 1] ?? 0)
  })
  return { kind: 'appended', position: BigInt(position), revisions }
}

/** What became of an item: an outcome, a fault of its own, or a command that is in the log already. */
export type ItemAnswer = ItemOutcome<AppendOutcome> | { readonly known: true }

/** What became of each item of a group. */
export const decodeAnswer = (items: readonly GroupItem[], answer: GroupAnswer): readonly ItemAnswer[] => {
  const [outcomes, details, actuals, reached] = answer
  let firstEvent = 0
  let firstExpectation = 0
  return items.map(({ batch }, index): ItemAnswer => {
    const events = batch.writes.reduce((count, write) => count + write.events.length, 0)
    const eventsBefore = firstEvent
    const expectationsBefore = firstExpectation
    firstEvent += events
    firstExpectation += batch.checks.length + batch.writes.length
    const detail = details[index] ?? 0
    const outcome = outcomes[index]
    if (outcome === KNOWN) return { known: true }
    if (outcome === APPENDED) {
      return { result: appendedOf(batch, detail, reached.slice(eventsBefore, eventsBefore + events)) }
    }
    if (outcome === CONFLICT) {
      return { result: conflictOf(batch, detail - 1 - expectationsBefore, actuals[index] ?? -1) }
    }
    const event = batch.writes.flatMap((write) => write.events)[detail - 1 - eventsBefore]
    const message = `Event ${event?.id ?? ''} was recorded before; an event id is used once`
    return { fault: new AppendFault(message) }
  })
}

/** What a command in the log means for one that comes under its id. */
export const repeatOf = (batch: PreparedBatch, command: CommandRecord): AppendOutcome => ({
  kind: command.requestHash === batch.requestHash ? 'replayed' : 'command-reused',
  command,
})
