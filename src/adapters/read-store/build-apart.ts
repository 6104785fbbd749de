import { openGeneration, type ReadSideSource } from './open-generation.js'

/**
 * Builds a generation up to the head of the log and lets go of it, without the mark that it is complete: what takes
 * long is then done, and whoever serves it has only the last events to add. An event that cannot be turned into rows
 * ends it early.
 *
 * @param signal ends it after the batch in hand
 */
export const buildApart = async (
  source: ReadSideSource,
  name: string,
  signal: AbortSignal,
): Promise<void> => {
  const generation = await openGeneration(source, name)
  const { runner, writer } = generation
  const stop = (): void => void runner.stop()
  signal.addEventListener('abort', stop)
  try {
    if (signal.aborted || (await runner.catchUp()) === 'stopped') return
    await writer.createIndexes()
    // What was recorded while the indexes were made.
    await runner.catchUp()
  } finally {
    signal.removeEventListener('abort', stop)
    await generation.close()
  }
}
