import { createHash } from 'node:crypto'
import { join } from 'node:path'

import { LRUCache } from 'lru-cache'
import { Piscina } from 'piscina'

import { projectRoot } from '../project-root.js'
import { places } from './places.js'
import { FONT_FILES, fontWidths } from './text-width.js'

export type RendererOptions = Readonly<{
  /** Threads at most; each holds about 100 MB while it lives. */
  threads?: number
  /** Milliseconds without work after which a thread ends. */
  idleMs?: number
  /** Milliseconds after which a picture is given up and its thread ended. */
  timeoutMs?: number
  /** Pictures that may wait; more are refused. */
  queue?: number
  /** Bytes of finished pictures that are kept. */
  cacheBytes?: number
}>

/** Turns Vega-Lite specifications into pictures. */
export type Renderer = Readonly<{
  /** A complete SVG document with title and description, no script and no reference to anything outside. */
  svg: (specification: object) => Promise<string>
  /** A PNG; `scale` 2 (the default) is sharp on paper and on dense screens. */
  png: (specification: object, options?: Readonly<{ scale?: number }>) => Promise<Uint8Array>
  /** Ends all threads. Pictures under way are refused. */
  close: () => Promise<void>
}>

/** A picture could not be drawn. */
export class PictureFailed extends Error {
  override readonly name = 'PictureFailed'
  constructor(
    readonly reason: 'TIMED_OUT' | 'BUSY' | 'CLOSED' | 'INVALID',
    options?: ErrorOptions,
  ) {
    super(SAID[reason], options)
  }
}

const SAID = {
  TIMED_OUT: 'The picture took too long to draw',
  BUSY: 'Too many pictures are waiting to be drawn; try again in a moment',
  CLOSED: 'No pictures are drawn any more, since the server is closing',
  INVALID: 'The picture could not be drawn from its specification',
} as const

type Task = Readonly<{ specification: object; format: 'svg' | 'png'; scale: number }>

/** Identifies a specification, so that the same picture is drawn once. */
export const specificationHash = (specification: object): string =>
  createHash('sha256').update(JSON.stringify(specification)).digest('base64url')

/**
 * A renderer with threads of its own, since a picture takes tens of milliseconds that others must not wait for.
 * The first picture starts a thread; idle ones end, and finished pictures are kept for those who ask again.
 *
 * Its functions reject with `PictureFailed`; one bad specification leaves the others alone.
 */
export const createRenderer = ({
  threads = 2,
  idleMs = 30_000,
  timeoutMs = 20_000,
  queue = 256,
  cacheBytes = 16 * 2 ** 20,
}: RendererOptions = {}): Renderer => {
  const finished = new LRUCache<string, string | Uint8Array>({
    maxSize: cacheBytes,
    sizeCalculation: (picture) => Math.max(1, picture.length),
  })
  const underWay = new Map<string, Promise<string | Uint8Array>>()
  const pool = lazily(() => startPool(threads, idleMs))
  const desk = places(threads)
  let closed = false

  const drawn = async (task: Task): Promise<string | Uint8Array> => {
    const leave = await desk.enter()
    try {
      if (closed) throw new PictureFailed('CLOSED')
      const picture: unknown = await pool.get().run(task, { signal: AbortSignal.timeout(timeoutMs) })
      if (typeof picture !== 'string' && !(picture instanceof Uint8Array)) throw new PictureFailed('INVALID')
      return picture
    } catch (error) {
      if (error instanceof PictureFailed) throw error
      throw new PictureFailed(closed ? 'CLOSED' : reasonOf(error), { cause: error })
    } finally {
      leave()
    }
  }

  const picture = async (task: Task): Promise<string | Uint8Array> => {
    if (closed) throw new PictureFailed('CLOSED')
    const key = `${task.format}${task.scale}:${specificationHash(task.specification)}`
    const known = finished.get(key) ?? underWay.get(key)
    if (known !== undefined) return known
    if (underWay.size >= threads + queue) throw new PictureFailed('BUSY')
    const promise = drawn(task).finally(() => underWay.delete(key))
    underWay.set(key, promise)
    const fresh = await promise
    finished.set(key, fresh)
    return fresh
  }

  return {
    svg: async (specification) => String(await picture({ specification, format: 'svg', scale: 1 })),
    png: async (specification, { scale = 2 } = {}) => {
      if (!(scale >= 0.25 && scale <= 4))
        throw new RangeError('The scale of a picture lies between 0.25 and 4')
      const bytes = await picture({ specification, format: 'png', scale })
      return typeof bytes === 'string' ? Buffer.from(bytes) : bytes
    },
    close: async () => {
      closed = true
      finished.clear()
      await pool.started()?.destroy()
    },
  }
}

const startPool = (threads: number, idleMs: number) =>
  new Piscina({
    filename: join(projectRoot, 'src', 'rendering', 'worker.cjs'),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxOldGenerationSizeMb: 192 },
    workerData: {
      fonts: ([400, 600] as const).map((weight) => ({
        weight,
        file: FONT_FILES[weight],
        ...fontWidths(weight),
      })),
    },
  })

const lazily = <Value>(make: () => Value) => {
  let made: Value | undefined
  return { get: () => (made ??= make()), started: () => made }
}

const reasonOf = (error: unknown): 'TIMED_OUT' | 'INVALID' =>
  error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')
    ? 'TIMED_OUT'
    : 'INVALID'
