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
}

type ToldFault = Omit<ProjectionFault, 'cause' | 'position'> & { readonly position?: string }

interface Looked {
  readonly position: string
  readonly completed_at: Date | null
  readonly fault: ToldFault | null
}

/** A fault as another process told it. */
const toldFault = ({ position, ...told }: ToldFault): ProjectionFault => ({
  ...told,
  ...(position === undefined ? {} : { position: BigInt(position) }),
  cause: told.message,
})

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
  let left = false
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

  const trouble = (): ProjectionFault | undefined => {
    const cause = watch().trouble() ?? gone ?? leadership?.trouble()
    return cause === undefined ? undefined : away(cause)
  }

  return {
    ...{ name, schema, build, client, fault, trouble, completed },
    isComplete: () => complete,
    position: () => gate.position(),
    waitUntil: (position, timeoutMs) => gate.waitUntil(position, timeoutMs),
    heard: moved,
    look: async (asked) => {
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
      moved(BigInt(row.position))
      complete ||= row.completed_at !== null
      elsewhere = row.fault === null ? undefined : toldFault(row.fault)
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
