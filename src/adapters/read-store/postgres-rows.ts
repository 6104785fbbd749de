import type { Client } from 'pg'
import type { PrismaClient } from '../../../prisma/client/client.js'
import type { Position } from '../../eventsourcing/event-store.js'
import { positionGate } from '../../eventsourcing/read-side-position.js'
import type { ProjectionFault } from '../../eventsourcing/read-side-routing.js'
import type { Served } from '../../eventsourcing/serving.js'
import { createLeadership, type Leadership } from './postgres-leadership.js'
import { isMissing, type PostgresManifest } from './postgres-manifest.js'
import type { PostgresReadSideSource } from './postgres-projector.js'
import { createPostgresReadClient } from './postgres-read-client.js'
import { CHECKPOINT } from './postgres-row-writer.js'
import { toldFault, type ToldFault } from './postgres-told-fault.js'
import type { Watch } from './postgres-watch.js'

/** The rows of one schema as this process sees them, whoever writes them. */
export interface PostgresRows extends Served<PrismaClient> {
  readonly schema: string
  readonly build: number
  isComplete(): boolean
  /** Resolves when the build is complete. @throws the fault that stopped it before */
  completed(): Promise<void>
  /** What stopped the rows, here or in the process that writes them. */
  fault(): ProjectionFault | undefined
  /** What keeps this process from the rows or from the log; undefined when nothing does. */
  trouble(): ProjectionFault | undefined
  /** Somebody announced a position. */
  heard(position: Position): void
  /** Nobody sees how far they are, until the next look: what is waited for meanwhile counts only then. */
  outOfSight(): void
  /** Sees how far the rows are. False when they are gone. */
  look(client: Client): Promise<boolean>
  /** Lets go of everything. */
  close(): Promise<void>
}

export interface PostgresRowsOptions {
  readonly source: PostgresReadSideSource
  readonly manifest: PostgresManifest
  readonly watch: () => Watch
  /** False for rows of another release: only that one knows how to write them. */
  readonly isOwn: boolean
  /** Done before this process tries to write them, such as a build elsewhere; never fails. */
  readonly prepare?: (signal: AbortSignal) => Promise<void>
  /** Told when rows that serve show less than before: the database has lost what was committed last. */
  readonly onWentBack?: (from: Position, to: Position) => void
}

interface Looked {
  readonly position: string
  readonly completed_at: Date | null
  readonly fault: ToldFault | null
}

const away = (cause: unknown): ProjectionFault => ({
  kind: 'writer',
  message: `The database of the read side cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`,
  cause,
})

/** Opens the rows of a schema. Those of this release are written as well, whenever nobody else does. */
export const openPostgresRows = (options: PostgresRowsOptions): PostgresRows => {
  const { source, manifest, watch, isOwn } = options
  const { name, schema, build } = manifest
  const gate = positionGate(manifest.position)
  const client = createPostgresReadClient(source.url, schema)
  let complete = manifest.completedAt !== null
  let elsewhere: ProjectionFault | undefined
  /** How often this process has written rows. */
  let written = 0
  let left = false
  let isInSight = true
  let gone: Error | undefined
  const waiting = new Set<() => void>()

  const fault = (): ProjectionFault | undefined => leadership?.fault() ?? elsewhere

  /** Whoever waits for what cannot come is told so; waiting makes sense again when the rows go on. */
  const settle = (): void => {
    if (left || fault() !== undefined) gate.close()
    else gate.open()
    for (const told of waiting) told()
  }
  const moved = (position: Position): void => {
    if (position > gate.position()) gate.moveTo(position)
  }
  const becameComplete = (): void => {
    complete = true
    settle()
  }

  const leadership: Leadership | null = isOwn
    ? createLeadership({
        ...{
          generation: name,
          schema,
          isComplete: () => complete,
          onComplete: becameComplete,
          onTermOver: settle,
        },
        source: {
          ...source,
          onFault: (reason) => {
            source.onFault?.(reason)
            settle()
          },
        },
        ...(options.prepare && { prepare: options.prepare }),
        onApplied: (position) => {
          elsewhere = undefined
          written += 1
          moved(position)
          settle()
        },
      })
    : null

  const completed = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const told = (): void => {
        const reason = fault()
        if (complete) resolve()
        else if (reason !== undefined) reject(new Error(reason.message, { cause: reason }))
        else if (left) reject(new Error('it was closed'))
        else return
        waiting.delete(told)
      }
      waiting.add(told)
      told()
    })

  /** Whether they are seen, or come to be in that time. */
  const inSight = (timeoutMs: number): Promise<boolean> =>
    new Promise((resolve) => {
      const seen = (): void => {
        if (isInSight || left || fault() !== undefined) end()
      }
      const end = (): void => {
        clearTimeout(timer)
        waiting.delete(seen)
        resolve(isInSight)
      }
      const timer = setTimeout(end, timeoutMs)
      waiting.add(seen)
      seen()
    })

  const waitUntil: PostgresRows['waitUntil'] = async (position, timeoutMs) => {
    if (isInSight) return gate.waitUntil(position, timeoutMs)
    const end = performance.now() + timeoutMs
    return (await inSight(timeoutMs)) ? gate.waitUntil(position, end - performance.now()) : 'timed-out'
  }

  const trouble = (): ProjectionFault | undefined => {
    const cause = watch().trouble() ?? gone ?? leadership?.trouble()
    return cause === undefined ? undefined : away(cause)
  }

  return {
    ...{ name, schema, build, client, fault, trouble, completed, waitUntil },
    isAhead: () => fault()?.kind === 'ahead',
    isComplete: () => complete,
    position: () => gate.position(),
    heard: moved,
    outOfSight: () => {
      isInSight = false
    },
    look: async (asked) => {
      const [before, writtenBefore] = [gate.position(), written]
      const { rows } = await asked
        .query<Looked>(
          `SELECT c.position, g.completed_at, ${isOwn ? '(SELECT fault FROM "' + schema + '".leader)' : 'NULL'} AS fault
         FROM "${schema}".checkpoint c, "${schema}".generation g WHERE c.name = $1`,
          [CHECKPOINT],
        )
        .catch((cause: unknown) => {
          // Others saw to that: it is no reason to see nothing of the rest.
          if (isMissing(cause)) return { rows: [] }
          throw cause
        })
      const [row] = rows
      gone = row === undefined ? new Error(`There is no ${schema} any more`) : undefined
      if (row === undefined) return false
      const position = BigInt(row.position)
      // What was known before this was asked is there, unless another server took over that had not received it.
      if (position >= before) moved(position)
      else gate.moveTo(position)
      isInSight = true
      if (complete && position < before) options.onWentBack?.(before, position)
      complete ||= row.completed_at !== null
      // What another process told before this one went on with the rows does not stop them any more.
      if (written === writtenBefore) elsewhere = row.fault === null ? undefined : toldFault(row.fault)
      settle()
      return true
    },
    leave: () => {
      left = true
      settle()
      void leadership?.stop()
    },
    close: async () => {
      left = true
      settle()
      await leadership?.stop()
      await client.$disconnect()
      await watch().letGo(schema)
    },
  }
}
