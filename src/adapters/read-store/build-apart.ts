import { openGeneration, type ReadSideSource } from './open-generation.js'

/**
 * Tries in a row, some 20 seconds of them. A build that waited for ever for room on the disk would keep the log from
 * having any; given up and removed, it makes room.
 */
const GIVE_UP_AFTER = 8

/**
 * Builds a generation up to the head of the log and lets go of it, without the mark that it is complete: what takes
 * long is then done, and whoever serves it has only the last events to add. An event that cannot be turned into rows
 * ends it early.
 *
 * @param signal ends it after the batch in hand
 * @throws Error when log or rows cannot be reached for longer than a moment
 */
export const buildApart = async (
  source: ReadSideSource,
  name: string,
  signal: AbortSignal,
): Promise<void> => {
  const generation = await openGeneration({ giveUpAfter: GIVE_UP_AFTER, ...source }, name)
  const { runner, writer } = generation
  const isCaughtUp = async (): Promise<boolean> => {
    const outcome = await runner.catchUp()
    const fault = runner.fault()
    if (fault !== undefined && fault.stream === undefined) throw new Error(fault.message)
    return outcome === 'caught-up'
  }
  const stop = (): void => void runner.stop()
  signal.addEventListener('abort', stop)
  try {
    if (signal.aborted || !(await isCaughtUp())) return
    await writer.createIndexes()
    // What was recorded while the indexes were made.
    await isCaughtUp()
  } finally {
    signal.removeEventListener('abort', stop)
    await generation.close()
  }
}
