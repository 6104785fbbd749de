import { GENESIS, payloadHash } from '../../eventsourcing/hash-chain.js'
import { LogTransferFault } from '../../eventsourcing/log-transfer.js'
import { dataText, endAt, type KurrentEnd, type KurrentRecord } from './kurrent-records.js'

/**
 * Computes the hashes of events anew as they pass, in the order of the log. The first event of a stream that passes
 * with a later revision, because reading began behind its beginning, is taken for the beginning.
 *
 * @throws LogTransferFault when data or metadata are not what was recorded, or an event before it is missing
 */
export const createHashCheck = (): ((event: KurrentRecord) => void) => {
  const ends = new Map<string, KurrentEnd>()

  const follows = ({ recorded, streamPrevious }: KurrentRecord): boolean => {
    const end = ends.get(recorded.stream)
    if (end === undefined) return recorded.revision > 0n || streamPrevious === GENESIS
    return recorded.revision === end.revision + 1n && streamPrevious === end.hash
  }

  return (event) => {
    const { stream, revision } = event.recorded
    if (!follows(event) || event.payloadHash !== payloadHash(dataText(event), event.meta)) {
      throw new LogTransferFault(
        `Event ${revision} of stream ${stream} is not as it was recorded, or one before it is missing: its hashes ` +
          'differ. The log can not be moved as it is: move from a good copy.',
      )
    }
    ends.set(stream, endAt(event))
  }
}
