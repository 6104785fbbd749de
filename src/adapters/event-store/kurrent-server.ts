import type { KurrentConnection } from './kurrent-connection.js'
import { KurrentFault } from './kurrent-fault.js'
import { endOfLog } from './kurrent-reader.js'

/** How a server takes what a command records. */
export type AppendWay =
  /** From 26.1 on: several streams in one transaction, and streams that were only read are checked in it. */
  | 'records'
  /** From 25.1 on: several streams in one transaction. */
  | 'session'
  /** Before: one stream at a time. */
  | 'stream'

export interface KurrentServer {
  /** As the server says it, such as `26.0.2`. */
  readonly version: string
  readonly way: AppendWay
}

const OLDEST = [23, 10] as const

const SERVICE = '/kurrentdb.protocol.v2.streams.StreamsService'

interface Features {
  readonly serverVersion: string
  readonly supports: (method: { readonly path: string }) => boolean
}

const isFeatures = (value: unknown): value is Features =>
  typeof value === 'object' &&
  value !== null &&
  'serverVersion' in value &&
  typeof value.serverVersion === 'string' &&
  'supports' in value &&
  typeof value.supports === 'function'

/** Whether a version such as `24.10.4` or `26.1.0-rc.1` is at least the oldest that serves. */
const isRecent = (version: string): boolean => {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? []
  if (major === undefined) return false
  const [oldestMajor, oldestMinor] = OLDEST
  return Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor)
}

const wayOf = ({ supports }: Features): AppendWay => {
  if (supports({ path: `${SERVICE}/AppendRecords` })) return 'records'
  return supports({ path: `${SERVICE}/AppendSession` }) ? 'session' : 'stream'
}

/**
 * Finds out what the server can do, and whether this user may read its log.
 *
 * @throws KurrentFault when the server is too old or refuses the user; StoreUnavailable when it cannot be reached
 */
export const inspectKurrentServer = async (connection: KurrentConnection): Promise<KurrentServer> => {
  // What the client knows of its server is not part of its public face, and it is the client that acts on it.
  const features: unknown = await connection.use(async (client) => {
    const known: unknown = await Reflect.get(client, 'capabilities')
    return known
  })
  if (!isFeatures(features)) throw new KurrentFault('This release of the client of KurrentDB is not known')
  const version = features.serverVersion
  if (!isRecent(version)) {
    throw new KurrentFault(
      `WAYMARK_EVENT_STORE names a KurrentDB server of version ${version}, and Waymark needs ${OLDEST.join('.')} or ` +
        `later: older servers do not say where in the log the events of a stream are. Upgrade the server to a supported ` +
        `release (26.0 or later is best), or set WAYMARK_EVENT_STORE to another store`,
    )
  }
  await endOfLog(connection)
  return { version, way: wayOf(features) }
}
