import type { ReadSideStatus } from '../eventsourcing/read-side.js'
import type { Readiness } from '../http/health.js'

const reasonOf = ({ state, error, ready, lagSeconds }: ReadSideStatus): string => {
  if (state === 'stopped') return `The read side has stopped: ${error?.message ?? 'see the log'}`
  if (ready) return `The read side is ${Math.round(lagSeconds)} s behind the log of events`
  return 'The read side has not caught up with the log of events yet'
}

/**
 * Whether a server can answer with what was recorded.
 *
 * @param maxLagSeconds lag beyond which its answers are too old; 0: they never are
 */
export const readinessOf =
  (readSide: { status(): Promise<ReadSideStatus> }, maxLagSeconds: number) =>
  async (): Promise<Readiness> => {
    const status = await readSide.status()
    const late = maxLagSeconds > 0 && status.lagSeconds > maxLagSeconds
    if (status.ready && !late) return { ready: true }
    const details = { position: status.position.toString(), head: status.head.toString() }
    return { ready: false, reason: reasonOf(status), details }
  }
