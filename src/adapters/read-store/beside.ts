import type { BuildElsewhere } from '../../eventsourcing/build-elsewhere.js'
import type { RebuildProgress } from '../../eventsourcing/projection-runner.js'
import { ReadSideFault } from '../../eventsourcing/read-side.js'
import {
  buildGeneration,
  buildPatiently,
  openGeneration,
  type OpenGeneration,
  type ReadSideSource,
} from './open-generation.js'

export interface BesideOptions {
  readonly source: ReadSideSource
  /** Absent: the build shares this thread with requests, batch by batch. */
  readonly elsewhere?: BuildElsewhere
  /** Stand still at an event that fails until an operator decides, instead of giving up. */
  readonly patient?: boolean
  readonly signal: AbortSignal
  readonly onProgress: (progress: RebuildProgress) => void
}

/**
 * Most events of a transaction here when the rest was built elsewhere. What came since its last look is a few hundred
 * events, and requests wait for each transaction: all in one would hold them up for a tenth of a second.
 * It follows the log in such steps afterwards, too.
 */
const AT_ONCE = 50

const closed = (name: string): ReadSideFault =>
  new ReadSideFault('PROJECTION_STOPPED', `The read side ${name} stopped: it was closed`)

/** Builds the rest here, up to the head of the log; open and complete afterwards. */
const finish = async (name: string, options: BesideOptions): Promise<OpenGeneration> => {
  const { source, elsewhere, signal, onProgress, patient = false } = options
  const batchSize = elsewhere === undefined ? {} : { batchSize: AT_ONCE }
  const build = patient ? buildPatiently : buildGeneration
  const generation = await openGeneration({ ...source, ...batchSize, onProgress }, name)
  const stop = (): void => void generation.runner.stop()
  signal.addEventListener('abort', stop)
  try {
    if (signal.aborted) throw closed(name)
    if (!(await build(generation, source.now ?? (() => new Date())))) throw closed(name)
    return generation
  } catch (cause) {
    await generation.close()
    throw cause
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/**
 * Builds a generation while another serves, elsewhere if possible, and opens it.
 *
 * @throws ReadSideFault PROJECTION_STOPPED when an event stopped it, or the signal aborted
 */
export const buildBeside = async (name: string, options: BesideOptions): Promise<OpenGeneration> => {
  const { elsewhere, signal, onProgress } = options
  if (signal.aborted) throw closed(name)
  await elsewhere?.({ generation: name, signal, onProgress })
  return finish(name, options)
}
