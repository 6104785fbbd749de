import { setMaxListeners } from 'node:events'

import { KurrentDBClient } from '@kurrent/kurrentdb-client'

import { StoreUnavailable } from '../../eventsourcing/store-unavailable.js'
import type { KurrentAddress } from './kurrent-address.js'
import { KurrentFault } from './kurrent-fault.js'
import { fromKurrent } from './kurrent-unavailable.js'

/** The connection to a cluster, renewed when it is lost: the client alone stays with a node that gave its lead up. */
export interface KurrentConnection {
  /**
   * Does something with the client, in time.
   *
   * @param times how many times the usual patience to have, with what takes a server long
   * @throws StoreUnavailable when the cluster cannot be reached, does not answer, or the connection is closed meanwhile;
   *   whatever the client throws otherwise
   */
  use<Result>(work: (client: KurrentDBClient) => Promise<Result>, times?: number): Promise<Result>
  /** Aborts when it is closed. */
  readonly closing: AbortSignal
  close(): Promise<void>
}

export interface KurrentConnectionOptions {
  /** How long one call may take, in milliseconds. */
  readonly patience?: number
}

type Place = Pick<KurrentAddress, 'connectionString' | 'user'>

const PATIENCE = 20_000
/** Between two renewals, in milliseconds: many calls fail at once. */
const RENEWAL = 500

/** @throws KurrentFault when the client cannot read the address */
const connect = ({ connectionString, user }: Place): KurrentDBClient => {
  try {
    const client = KurrentDBClient.connectionString(connectionString)
    if (user !== null) client.setCredentialsProvider(() => Promise.resolve(user))
    return client
  } catch (error) {
    const certificate = error instanceof Error && error.message.startsWith('Failed to load certificate')
    throw new KurrentFault(
      certificate
        ? 'WAYMARK_EVENT_STORE names a file with a certificate (tlsCaFile, userCertFile or userKeyFile) that is not there or cannot be read'
        : 'WAYMARK_EVENT_STORE is no address that KurrentDB understands; write it as kurrentdb://user:password@host:2113?tls=true, with %40 for @ in a password',
    )
  }
}

const closed = (): StoreUnavailable => new StoreUnavailable('CLOSED', 'The event store is closed')

const inTime = async <Result>(
  work: Promise<Result>,
  patience: number,
  closing: AbortSignal,
): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined
  let onClose: (() => void) | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new StoreUnavailable('TIMEOUT', 'KurrentDB cannot be used just now: it does not answer in time'))
    }, patience)
    onClose = () => {
      reject(closed())
    }
    closing.addEventListener('abort', onClose, { once: true })
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    if (onClose !== undefined) closing.removeEventListener('abort', onClose)
  }
}

export const openKurrentConnection = (
  place: Place,
  { patience = PATIENCE }: KurrentConnectionOptions = {},
): KurrentConnection => {
  const closing = new AbortController()
  // One for each call under way.
  setMaxListeners(0, closing.signal)
  let client = connect(place)
  let renewedAt = 0

  const renew = (failed: KurrentDBClient): void => {
    if (failed !== client || closing.signal.aborted || Date.now() - renewedAt < RENEWAL) return
    renewedAt = Date.now()
    client = connect(place)
    failed.dispose().catch(() => undefined)
  }

  return {
    use: async (work, times = 1) => {
      if (closing.signal.aborted) throw closed()
      const used = client
      try {
        return await inTime(work(used), patience * times, closing.signal)
      } catch (error) {
        const told = fromKurrent(error)
        if (told instanceof StoreUnavailable) renew(used)
        throw told
      }
    },
    closing: closing.signal,
    close: async () => {
      if (closing.signal.aborted) return
      closing.abort()
      await client.dispose()
    },
  }
}
