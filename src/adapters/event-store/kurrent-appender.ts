import { jsonEvent } from '@kurrent/kurrentdb-client'

import type { AppendOutcome, CommandRecord, Expected, Revision } from '../../eventsourcing/event-store.js'
import { RecentlyUsed } from '../../eventsourcing/recently-used.js'
import { StoreUnavailable } from '../../eventsourcing/store-unavailable.js'
import { createTurns } from '../../eventsourcing/turns.js'
import {
  markerEvent,
  newAttempt,
  type CommandMarker,
  type FoundCommand,
  type KurrentCommands,
} from './kurrent-commands.js'
import type { KurrentConnection } from './kurrent-connection.js'
import { KurrentFault } from './kurrent-fault.js'
import type { KurrentNames } from './kurrent-names.js'
import { planBatch, refuseUnfit, type Plan, type Planned } from './kurrent-plan.js'
import { endOfLog, lastOf, type KurrentReader } from './kurrent-reader.js'
import { endAt, type KurrentEnd } from './kurrent-records.js'
import type { AppendWay } from './kurrent-server.js'
import { writeTransaction, type ServerWrite, type TransactionOutcome } from './kurrent-transaction.js'
import { AppendFault, type PreparedBatch, type PreparedEvent } from './prepared-batch.js'

export interface KurrentParts {
  readonly connection: KurrentConnection
  readonly names: KurrentNames
  readonly reader: KurrentReader
  readonly commands: KurrentCommands
  readonly way: AppendWay
}

export interface KurrentAppender {
  /**
   * Records a batch or tells why not.
   *
   * @param recordedAt when its events were recorded first, for a batch that comes from another store
   */
  append(batch: PreparedBatch, recordedAt?: Date | null): Promise<AppendOutcome>
}

/** Recorded, and not yet looked up where. */
interface Written {
  readonly kind: 'written'
  readonly marker: CommandMarker
  readonly revisions: readonly Revision[]
}

/** Ends of this many streams are kept, to chain the next event without reading the last one. */
const KEPT = 5_000
/** How often others may be faster at a stream whose writer expects nothing of it. */
const ATTEMPTS = 100

const answered = (command: CommandRecord, batch: PreparedBatch): AppendOutcome => ({
  kind: command.requestHash === batch.requestHash ? 'replayed' : 'command-reused',
  command,
})

const foreignEvents = ({ writes }: PreparedBatch): readonly PreparedEvent[] =>
  writes.flatMap(({ events }) => events.filter(({ derived }) => !derived))

const refuseSeveralStreams = ({ commandId, writes }: PreparedBatch): void => {
  if (writes.length < 2) return
  throw new AppendFault(
    `Command ${commandId} writes ${String(writes.length)} streams, which this server cannot do in one transaction; ` +
      `nothing was recorded. Upgrade KurrentDB to 25.1 or later (26.0 is the long-term release)`,
  )
}

class Appender {
  readonly #parts: KurrentParts
  readonly #ends = new RecentlyUsed<KurrentEnd>(KEPT)
  readonly #turns = createTurns()

  constructor(parts: KurrentParts) {
    this.#parts = parts
  }

  async append(batch: PreparedBatch, recordedAt: Date | null): Promise<AppendOutcome> {
    refuseUnfit(batch)
    if (this.#parts.way === 'stream') refuseSeveralStreams(batch)
    // In one order for all, so that nobody waits for somebody who waits for him.
    const keys = [...batch.writes.map(({ stream }) => stream).sort(), `\u0000${batch.commandId}`]
    const ends: (() => void)[] = []
    for (const key of keys) ends.push(await this.#turns.take(key))
    let done: AppendOutcome | Written
    try {
      done = await (this.#parts.way === 'stream'
        ? this.#inTwoSteps(batch, recordedAt)
        : this.#inOneTransaction(batch, recordedAt))
    } finally {
      for (const end of ends) end()
    }
    // The next writer need not wait until it is known where this one's events are.
    return done.kind === 'written' ? this.#located(done) : done
  }

  async #inOneTransaction(batch: PreparedBatch, recordedAt: Date | null): Promise<AppendOutcome | Written> {
    const { connection, way } = this.#parts
    for (let fresh = false, attempt = 0; attempt < ATTEMPTS; fresh = true, attempt += 1) {
      const plan = await this.#plan(batch, recordedAt, fresh)
      const known = plan.kind === 'plan' ? null : await this.#known(batch)
      if (known !== null) return known
      if (plan.kind === 'conflict') return plan
      const marker = await this.#marker(batch, plan)
      const writes = [
        this.#markerWrite(marker, null),
        ...foreignEvents(batch).map((event) => this.#reservation(event, batch)),
        ...plan.writes,
      ]
      const outcome = await this.#outcomeOf(marker, () =>
        writeTransaction(connection, way, writes, plan.checks),
      )
      if (outcome === 'written') return this.#written(plan, marker)
      const earlier = await this.#known(batch)
      if (earlier !== null) return earlier
      await this.#refuseUsedIds(batch)
    }
    throw new StoreUnavailable('BUSY', 'Others keep writing to the same stream; send the command once more')
  }

  /** First what is planned, then the events: a repetition finds the plan, and whether it was carried out. */
  async #inTwoSteps(batch: PreparedBatch, recordedAt: Date | null): Promise<AppendOutcome | Written> {
    const { commands, connection, way } = this.#parts
    for (let fresh = false, attempt = 0; attempt < ATTEMPTS; fresh = true, attempt += 1) {
      const found = await commands.find(batch.commandId)
      if (found?.record) return answered(found.record, batch)
      const plan = await this.#plan(batch, recordedAt, fresh)
      if (plan.kind === 'conflict') return plan
      const marker = await this.#marker(batch, plan)
      const planned = this.#markerWrite(marker, found?.revision ?? null)
      if ((await writeTransaction(connection, way, [planned], [])) === 'other-state') continue
      if ((await writeTransaction(connection, way, plan.writes, [])) === 'written') {
        return this.#written(plan, marker)
      }
    }
    throw new StoreUnavailable('BUSY', 'Others keep writing to the same stream; send the command once more')
  }

  async #plan(batch: PreparedBatch, recordedAt: Date | null, fresh: boolean): Promise<Planned> {
    const { names, way } = this.#parts
    const plan = (again: boolean): Promise<Planned> =>
      planBatch(batch, {
        names,
        recordedAt,
        // After another state was met it is looked at here, so that the conflict can be told.
        checkedByServer: way === 'records' && !again,
        endOf: (stream, expected) => (again ? this.#actualEnd(stream) : this.#believedEnd(stream, expected)),
        actualEndOf: (stream) => this.#actualEnd(stream),
      })
    const first = await plan(fresh)
    // What is kept may be behind the server, which has the last word.
    return first.kind === 'conflict' && !fresh ? plan(true) : first
  }

  async #actualEnd(stream: string): Promise<KurrentEnd | null> {
    const last = await this.#parts.reader.last(stream)
    if (last === null) return null
    const end = endAt(last)
    this.#ends.set(stream, end)
    return end
  }

  async #believedEnd(stream: string, expected: Expected): Promise<KurrentEnd | null> {
    if (expected === 'none') return null
    return this.#ends.get(stream) ?? this.#actualEnd(stream)
  }

  async #marker(
    { commandId, requestHash, result, writes }: PreparedBatch,
    { marked }: Plan,
  ): Promise<CommandMarker> {
    const head = writes.length === 0 ? await endOfLog(this.#parts.connection) : 0n
    const parsed = JSON.parse(result) as CommandMarker['result']
    return { commandId, requestHash, result: parsed, writes: marked, head, attempt: newAttempt() }
  }

  #markerWrite(marker: CommandMarker, after: Revision | null): ServerWrite {
    const streamName = this.#parts.names.command(marker.commandId)
    return { streamName, after, events: [markerEvent(marker)] }
  }

  #reservation({ id }: PreparedEvent, { commandId }: PreparedBatch): ServerWrite {
    const reserved = jsonEvent({ id: newAttempt(), type: 'EventIdReserved', data: { commandId } })
    return { streamName: this.#parts.names.reservation(id), after: null, events: [reserved] }
  }

  async #refuseUsedIds(batch: PreparedBatch): Promise<void> {
    for (const { id } of foreignEvents(batch)) {
      if ((await lastOf(this.#parts.connection, this.#parts.names.reservation(id))) !== undefined) {
        throw new AppendFault(`Event ${id} was recorded before; an event id is used once`)
      }
    }
  }

  async #known(batch: PreparedBatch): Promise<AppendOutcome | null> {
    const found: FoundCommand | null = await this.#parts.commands.find(batch.commandId)
    return found?.record ? answered(found.record, batch) : null
  }

  /**
   * When nobody knows whether a transaction was recorded, the command's record tells, if the server can be asked.
   * Servers also fail, as if they had a fault, when the events of a command that is recorded are sent once more.
   */
  async #outcomeOf(
    marker: CommandMarker,
    write: () => Promise<TransactionOutcome>,
  ): Promise<TransactionOutcome> {
    try {
      return await write()
    } catch (error) {
      if (error instanceof AppendFault || error instanceof KurrentFault) throw error
      const found = await this.#parts.commands.find(marker.commandId).catch(() => null)
      if (!found?.record) throw error
      return found.marker.attempt === marker.attempt ? 'written' : 'other-state'
    }
  }

  #written({ ends }: Plan, marker: CommandMarker): Written {
    for (const [stream, end] of ends) this.#ends.set(stream, end)
    return { kind: 'written', marker, revisions: [...ends.values()].map(({ revision }) => revision) }
  }

  async #located({ marker, revisions }: Written): Promise<AppendOutcome> {
    const last = marker.writes.at(-1)
    if (last === undefined) return { kind: 'appended', position: marker.head, revisions }
    const event = await this.#parts.reader.at(last.stream, last.first + BigInt(last.events - 1))
    if (event !== null) return { kind: 'appended', position: event.recorded.position, revisions }
    throw new StoreUnavailable(
      'CONNECTION',
      'KurrentDB does not show what it has just recorded; send the command once more',
    )
  }
}

/** Records batches, each with the means of the server. */
export const createKurrentAppender = (parts: KurrentParts): KurrentAppender => {
  const appender = new Appender(parts)
  return { append: (batch, recordedAt = null) => appender.append(batch, recordedAt) }
}
