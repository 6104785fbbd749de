import { setTimeout as pause } from 'node:timers/promises'

import type { GraphqlClient } from '../client/graphql-client.js'
import type { RebuildProgress } from '../eventsourcing/projection-runner.js'
import type { RebuildOutcome } from '../eventsourcing/read-side.js'

/** How often the server is asked how far it is, in milliseconds. */
const ASK_EVERY = 300

interface Told {
  readonly generation: string
  readonly state: 'BUILDING' | 'SWITCHED' | 'FAILED'
  readonly position: string
  readonly head: string
  readonly eventsPerSecond: number
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly error: string | null
}

const REBUILD = '{ generation state position head eventsPerSecond startedAt finishedAt error }'
const BEGIN = `mutation { rebuildReadSide(input: {}) { rebuild ${REBUILD} } }`
const LOOK = `{ readSide { rebuild ${REBUILD} } }`

/** The server gave the new rows up, or has forgotten about them because it was started again. */
export class RebuildFailed extends Error {
  override readonly name = 'RebuildFailed'
}

const required = (rebuild: Told | null): Told => {
  if (rebuild !== null) return rebuild
  throw new RebuildFailed('The server was started again meanwhile; its old rows serve on. Ask once more.')
}

/**
 * Asks a running server to make its rows afresh, and waits until they serve.
 *
 * @throws RebuildFailed when the new rows were given up
 * @throws Unreachable when the server does not answer any more
 */
export const rebuildThroughServer = async (
  client: GraphqlClient,
  onProgress: (progress: RebuildProgress) => void,
): Promise<RebuildOutcome> => {
  const begun = await client.request<{ rebuildReadSide: { rebuild: Told | null } }>(BEGIN)
  let told = required(begun.rebuildReadSide.rebuild)
  while (told.state === 'BUILDING') {
    const { position, head, eventsPerSecond } = told
    onProgress({ position: BigInt(position), head: BigInt(head), eventsPerSecond })
    await pause(ASK_EVERY)
    const { readSide } = await client.request<{ readSide: { rebuild: Told | null } }>(LOOK)
    told = required(readSide.rebuild)
  }
  if (told.state === 'FAILED') throw new RebuildFailed(told.error ?? 'The server gave the new rows up')
  const { generation, position, startedAt, finishedAt } = told
  const seconds = (Date.parse(finishedAt ?? startedAt) - Date.parse(startedAt)) / 1000
  return { generation, position: BigInt(position), seconds, removed: [] }
}
