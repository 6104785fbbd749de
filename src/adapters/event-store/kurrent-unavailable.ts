import {
  AccessDeniedError,
  AppendRecordSizeExceededError,
  CancelledError,
  DeadlineExceededError,
  isCommandError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  TimeoutError,
  TransactionMaxSizeExceededError,
  UnavailableError,
} from '@kurrent/kurrentdb-client'

import { StoreUnavailable, type Unavailability } from '../../eventsourcing/store-unavailable.js'
import { KurrentFault } from './kurrent-fault.js'
import { AppendFault } from './prepared-batch.js'

/** Codes of gRPC that the client hands on as they are. */
const CANCELLED = 1
const DEADLINE_EXCEEDED = 4
const PERMISSION_DENIED = 7
const RESOURCE_EXHAUSTED = 8
const FAILED_PRECONDITION = 9
const UNAVAILABLE = 14
const UNAUTHENTICATED = 16

const codes: ReadonlyMap<unknown, Unavailability> = new Map<unknown, Unavailability>([
  [CANCELLED, 'CONNECTION'],
  [DEADLINE_EXCEEDED, 'TIMEOUT'],
  [RESOURCE_EXHAUSTED, 'BUSY'],
  [UNAVAILABLE, 'CONNECTION'],
])

const meanings: Readonly<Partial<Record<Unavailability, string>>> = {
  CONNECTION: 'there is no connection to its leader',
  TIMEOUT: 'it does not answer in time',
  BUSY: 'it is overloaded',
}

const ACCESS =
  'KurrentDB does not let this user in, or not do this. Check user name and password in WAYMARK_EVENT_STORE; the ' +
  'user must be allowed to read $all and to write streams (docs/kurrentdb.md says how to grant it)'

const codeOf = (error: Error): unknown => ('code' in error ? error.code : undefined)

interface StatusDetails {
  get(key: string): readonly unknown[]
}

const isStatusDetails = (value: unknown): value is StatusDetails =>
  typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function'

/** The newer interface tells another leader in the details of the status, which the client does not look at. */
const namesAnotherLeader = (error: Error): boolean => {
  if (codeOf(error) !== FAILED_PRECONDITION) return false
  const raw: unknown = '_raw' in error ? error._raw : error
  const metadata: unknown = raw instanceof Error && 'metadata' in raw ? raw.metadata : undefined
  if (!isStatusDetails(metadata)) return false
  const [details] = metadata.get('grpc-status-details-bin')
  return Buffer.isBuffer(details) && details.includes('NotLeaderNodeErrorDetails')
}

const reasonOf = (error: Error): Unavailability | undefined => {
  if (error instanceof UnavailableError || error instanceof CancelledError) return 'CONNECTION'
  if (error instanceof NotLeaderError || namesAnotherLeader(error)) return 'CONNECTION'
  if (error instanceof DeadlineExceededError || error instanceof TimeoutError) return 'TIMEOUT'
  // The client says without a code that no node of the cluster answered.
  if (!isCommandError(error) && error.message.startsWith('Failed to discover')) return 'CONNECTION'
  return codes.get(codeOf(error))
}

const isDenied = (error: Error): boolean =>
  error instanceof AccessDeniedError ||
  codeOf(error) === PERMISSION_DENIED ||
  codeOf(error) === UNAUTHENTICATED

const isTooLarge = (error: Error): boolean =>
  error instanceof MaxAppendSizeExceededError ||
  error instanceof TransactionMaxSizeExceededError ||
  error instanceof AppendRecordSizeExceededError

/** What the client threw, told in Waymark's words where it is about connection, rights or size. */
export const fromKurrent = (error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof StoreUnavailable) return error
  if (isDenied(error)) return new KurrentFault(ACCESS, { cause: error })
  if (isTooLarge(error)) {
    const message =
      'A command records more at once than KurrentDB takes. Send less in one request, or raise MaxAppendSize of the server'
    return new AppendFault(message, { cause: error })
  }
  const reason = reasonOf(error)
  if (reason === undefined) return error
  const meaning = meanings[reason] ?? 'it is away'
  return new StoreUnavailable(reason, `KurrentDB cannot be used just now: ${meaning}`, { cause: error })
}
