import type { ClientBase } from 'pg'

import type { AppendOutcome, CommandRecord } from '../../eventsourcing/event-store.js'
import { APPEND_FUNCTION } from './postgres-append-function.js'
import type { SharedConnection } from './postgres-connections.js'
import { appendFault } from './postgres-fault.js'
import {
  decodeAnswer,
  encodeGroup,
  type GroupAnswer,
  type GroupItem,
  type ItemAnswer,
  repeatOf,
} from './postgres-group.js'
import { KnownLog } from './postgres-known-log.js'
import { quoted } from './postgres-schema.js'
import { SETTLED_FUNCTION, TAKEN, WRITTEN } from './postgres-settled-function.js'
import { isKnownGroup, type SettledGroup, settleGroup } from './postgres-settled-group.js'

/** Appends groups of batches on one connection. */
export interface PostgresWriter {
  submit(item: GroupItem): Promise<AppendOutcome>
  /** Waits until everything submitted so far is answered. */
  drain(): Promise<void>
}

interface Waiting {
  readonly item: GroupItem
  readonly resolve: (outcome: AppendOutcome) => void
  readonly reject: (reason: unknown) => void
}

/** Groups on their way at once: while one waits for the disk, the next is on the server already. */
const UNDERWAY = 2
/** Up to this many items are not divided. */
const FEW = 4
const MOST_ITEMS = 512
const MOST_CHARACTERS = 4_000_000

/** Calls a function that appends, on a statement that is prepared once on each connection. */
const call = async <Answer>(
  client: ClientBase,
  schema: string,
  name: string,
  parameters: readonly string[],
): Promise<Answer> => {
  const { rows } = await client.query<{ answer: Answer }>({
    name: `${name}_${schema}`,
    text: `SELECT ${quoted(schema)}.${name}(${parameters.map((_, index) => `$${index + 1}`).join(', ')}) AS answer`,
    values: [...parameters],
  })
  const [row] = rows
  if (row === undefined) throw new Error('The log gave no answer to an append')
  return row.answer
}

const ask = (client: ClientBase, schema: string, parameters: readonly string[]): Promise<GroupAnswer> =>
  call<GroupAnswer>(client, schema, APPEND_FUNCTION, parameters)

/**
 * Calls the function that appends, for a group in which no command id and no foreign event id stands twice. Within a
 * transaction of the caller nothing is recorded before that commits, and the lock of the log is held until then.
 */
export const callAppend = async (
  client: ClientBase,
  schema: string,
  items: readonly GroupItem[],
  now: Date,
): Promise<readonly ItemAnswer[]> =>
  decodeAnswer(items, await ask(client, schema, encodeGroup(items, now).parameters))

const sizeOf = ({ batch }: GroupItem): number =>
  batch.writes.reduce(
    (size, { events }) => events.reduce((sum, { data, meta }) => sum + data.length + meta.length, size),
    batch.result.length,
  )

/** Whether an item names a command or an event that a group names already; else the group names them from now on. */
const meets = ({ batch }: GroupItem, commands: Set<string>, events: Set<string>): boolean => {
  if (commands.has(batch.commandId)) return true
  const foreign = batch.writes.flatMap((write) => write.events.filter(({ derived }) => !derived))
  if (foreign.some(({ id }) => events.has(id))) return true
  commands.add(batch.commandId)
  for (const { id } of foreign) events.add(id)
  return false
}

/** Takes items for a group from the front of the queue; those that must wait for one of the group stay in it. */
const takeGroup = (queue: Waiting[], most: number): Waiting[] => {
  const group: Waiting[] = []
  const left: Waiting[] = []
  const [commands, events] = [new Set<string>(), new Set<string>()]
  let characters = 0
  let taken = 0
  for (const waiting of queue) {
    if (group.length >= most || characters >= MOST_CHARACTERS) break
    taken += 1
    if (meets(waiting.item, commands, events)) {
      left.push(waiting)
      continue
    }
    characters += sizeOf(waiting.item)
    group.push(waiting)
  }
  queue.splice(0, taken, ...left)
  return group
}

/**
 * Collects what is submitted and appends it group by group. What many submit at once goes in two halves: while the
 * database works on one, the callers of the other are answered and prepare what comes next.
 */
export const createPostgresWriter = (options: {
  readonly connection: SharedConnection
  readonly schema: string
  readonly clock: () => Date
  readonly findCommand: (commandId: string) => Promise<CommandRecord | null>
}): PostgresWriter => {
  const { connection, schema, clock, findCommand } = options
  const queue: Waiting[] = []
  const answering = new Set<Promise<void>>()
  const known = new KnownLog()
  let scheduled = false
  let underway = 0
  /** Groups of which the database finds out what becomes of them. */
  let open = 0

  const repeated = async ({ item, resolve }: Waiting): Promise<void> => {
    const command = await findCommand(item.batch.commandId)
    if (command === null) throw new Error(`The log knows command ${item.batch.commandId} and does not`)
    resolve(repeatOf(item.batch, command))
  }

  const answer = (waiting: Waiting, given: ItemAnswer | undefined): void => {
    if (given === undefined) waiting.reject(new Error('The log gave no outcome for a command'))
    else if ('result' in given) waiting.resolve(given.result)
    else if ('fault' in given) waiting.reject(given.fault)
    else {
      const done = repeated(waiting).catch(waiting.reject)
      answering.add(done)
      void done.finally(() => answering.delete(done))
    }
  }

  /** Lets the database find out what becomes of each item. */
  const appendOpen = async (
    client: ClientBase,
    items: readonly GroupItem[],
  ): Promise<readonly ItemAnswer[]> => {
    const { parameters, streams } = encodeGroup(items, clock())
    open += 1
    try {
      const answer = await ask(client, schema, parameters)
      known.learn(client, streams, answer[4])
      return decodeAnswer(items, answer)
    } finally {
      open -= 1
    }
  }

  /** Writes what was settled here; null when the log is not as it was thought to be, and nothing was written. */
  const appendSettled = async (
    client: ClientBase,
    group: SettledGroup,
  ): Promise<readonly ItemAnswer[] | null> => {
    known.depart(group)
    const said = await call<number>(client, schema, SETTLED_FUNCTION, group.parameters)
    if (said === TAKEN) known.retract(group)
    else known.arrive(group)
    if (said === WRITTEN) return group.outcomes.map((result) => ({ result }))
    return null
  }

  const append = async (group: readonly Waiting[]): Promise<readonly ItemAnswer[]> => {
    const client = await connection.use()
    known.use(client)
    const items = group.map(({ item }) => item)
    const settled = known.isAlone && open === 0 ? settleGroup(items, known, clock()) : null
    try {
      return (settled && (await appendSettled(client, settled))) ?? (await appendOpen(client, items))
    } catch (error) {
      known.forget()
      throw error
    }
  }

  /** A group that could be settled waits for the answer to one that is open: then it can go on from its end. */
  const mustWait = (group: readonly Waiting[]): boolean =>
    open > 0 &&
    known.isAlone &&
    isKnownGroup(
      group.map(({ item }) => item),
      known,
    )

  const send = async (group: readonly Waiting[]): Promise<void> => {
    underway += 1
    try {
      const answers = await append(group)
      underway -= 1
      // The next group sets out before the callers of this one go on.
      sendNext()
      group.forEach((waiting, index) => answer(waiting, answers[index]))
    } catch (error) {
      underway -= 1
      const fault = appendFault(error)
      for (const { reject } of group) reject(fault)
      sendNext()
    }
  }

  const sendNext = (): void => {
    while (underway < UNDERWAY && queue.length > 0) {
      const share = underway === 0 && queue.length > FEW ? Math.ceil(queue.length / 2) : queue.length
      const group = takeGroup(queue, Math.min(share, MOST_ITEMS))
      if (mustWait(group)) {
        queue.unshift(...group)
        return
      }
      const sent = send(group)
      answering.add(sent)
      void sent.finally(() => answering.delete(sent))
    }
  }

  return {
    submit: (item) =>
      new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject })
        if (scheduled) return
        scheduled = true
        setImmediate(() => {
          scheduled = false
          sendNext()
        })
      }),
    drain: async () => {
      while (scheduled || queue.length > 0 || answering.size > 0) {
        await Promise.all(answering)
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}
