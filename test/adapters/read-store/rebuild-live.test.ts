import type { PrismaClient } from '../../../prisma/client/client.js'
import { createMemoryEventStore } from '../../../src/adapters/event-store/memory.js'
import { listGenerations } from '../../../src/adapters/read-store/sqlite-generations.js'
import { openReadSide, type OpenReadSideOptions } from '../../../src/adapters/read-store/sqlite-read-side.js'
import { buildApart } from '../../../src/adapters/read-store/build-apart.js'
import type { BuildElsewhere } from '../../../src/eventsourcing/build-elsewhere.js'
import type { ObservedRows } from '../../../src/eventsourcing/observer.js'
import type { EventStore } from '../../../src/eventsourcing/event-store.js'
import type { AnyProjection } from '../../../src/eventsourcing/projection.js'
import type { ReadSide } from '../../../src/eventsourcing/read-side.js'
import {
  decode,
  noted,
  notes,
  projections,
  record,
  recordNotes,
} from '../../eventsourcing/read-side/noted.js'
import { newFolder } from './files.js'

const MINUTE = 60_000

let folder: string
let store: EventStore
const opened: ReadSide<PrismaClient>[] = []

beforeEach(() => {
  folder = newFolder()
  store = createMemoryEventStore()
})

afterEach(async () => {
  for (const side of opened.splice(0)) await side.close()
  await store.close()
})

/** As another process would, only here. */
const apart: BuildElsewhere = ({ generation, signal, onProgress }) =>
  buildApart({ folder, store, decode, projections, onProgress }, generation, signal)

/** Builds elsewhere, but lets go of the build only when told. */
const held = () => {
  let release = (): void => undefined
  let reached = (): void => undefined
  const isReleased = new Promise<void>((resolve) => (release = resolve))
  const isBuilt = new Promise<void>((resolve) => (reached = resolve))
  const elsewhere: BuildElsewhere = async (order) => {
    await apart(order)
    reached()
    order.signal.addEventListener('abort', release)
    await isReleased
  }
  return { elsewhere, isBuilt, release: () => release() }
}

const open = async (options: Partial<OpenReadSideOptions> = {}): Promise<ReadSide<PrismaClient>> => {
  const side = await openReadSide({
    ...{ folder, store, decode, projections, elsewhere: apart, retryAfter: [0] },
    ...options,
  })
  opened.push(side)
  await side.ready()
  return side
}

const names = () =>
  listGenerations(folder, projections)
    .map(({ name }) => name)
    .sort()

const rows = (side: ReadSide<PrismaClient>) => side.client().ramp.findMany({ orderBy: { id: 'asc' } })

test('the old rows serve and follow while the new ones are built; then the new ones do, with the same rows', async () => {
  await recordNotes(store, 2500)
  const { elsewhere, isBuilt, release } = held()
  const side = await open({ elsewhere })
  const old = (await side.status()).serving
  const rebuilt = side.rebuild()
  await isBuilt

  const position = await record(store, noted('meanwhile'), { type: 'NoteStruck', data: { note: 'n7' } })
  expect(await side.waitUntil(position, MINUTE)).toBe('reached')
  const before = await rows(side)
  expect(before).toHaveLength(2500)
  expect(await side.status()).toMatchObject({
    ...{ serving: old, ready: true, state: 'following', position },
    rebuild: { generation: `${old}-2`, state: 'building' },
    beside: { generation: `${old}-2`, state: 'building', position: 2500n, lagEvents: 2 },
  })

  release()
  expect(await rebuilt).toMatchObject({ generation: `${old}-2`, position, removed: [old] })
  expect(await rows(side)).toEqual(before)
  const status = await side.status()
  expect(status).toMatchObject({ serving: `${old}-2`, generation: `${old}-2`, ready: true })
  expect(status.rebuild).toMatchObject({ state: 'switched', position, error: null })
  expect(status.beside).toBeUndefined()

  const later = await record(store, noted('later'))
  expect(await side.waitUntil(later, MINUTE)).toBe('reached')
  expect(await rows(side)).toHaveLength(2501)
})

test('what came while the new rows were built is added in small steps, for requests wait for each', async () => {
  await recordNotes(store, 20)
  const { elsewhere, isBuilt, release } = held()
  const steps: number[] = []
  const rowsOf = ({ live, events }: ObservedRows) => {
    if (!live) steps.push(events.length)
    return () => undefined
  }
  const side = await open({ elsewhere, observer: { rows: rowsOf } })
  const rebuilt = side.rebuild()
  await isBuilt
  await recordNotes(store, 300, 'later')
  steps.length = 0
  release()
  await rebuilt
  expect(steps.reduce((sum, events) => sum + events, 0)).toBe(300)
  expect(Math.max(...steps)).toBeLessThanOrEqual(50)
})

test('whoever waits for a position at the switch is answered by the new rows, and never too early', async () => {
  await recordNotes(store, 10)
  const side = await open()
  const done = new AbortController()
  const rebuilds = (async () => {
    for (let build = 0; build < 5; build += 1) await side.rebuild()
    done.abort()
  })()
  let notesSeen = 0
  while (!done.signal.aborted) {
    const note = `w${notesSeen}`
    const position = await record(store, noted(note))
    expect(await side.waitUntil(position, MINUTE)).toBe('reached')
    expect(await side.client().ramp.findUnique({ where: { id: note } })).toMatchObject({ title: note })
    notesSeen += 1
  }
  await rebuilds
  expect(notesSeen).toBeGreaterThan(5)
  expect(await rows(side)).toHaveLength(10 + notesSeen)
})

test('a query that began on the old rows ends well, and they are removed when the time for that is over', async () => {
  await recordNotes(store, 3)
  const side = await open({ graceMs: 0 })
  const old = (await side.status()).serving
  const underWay = side.client().ramp.count()
  await side.rebuild()
  expect(await underWay).toBe(3)
  while (names().includes(old)) await new Promise((resolve) => setImmediate(resolve))
  expect(names()).toEqual([`${old}-2`])
  expect(await side.client().ramp.count()).toBe(3)
})

test('rows that were replaced answer those who still hold their client until then', async () => {
  await recordNotes(store, 3)
  const side = await open()
  const [old, client] = [(await side.status()).serving, side.client()]
  await side.rebuild()
  await record(store, noted('new'))
  expect(await client.ramp.count()).toBe(3)
  expect(names()).toEqual([old, `${old}-2`])
  opened.pop()
  await side.close()
  expect(names()).toEqual([`${old}-2`])
})

test('whoever asks for a rebuild while one goes on joins it', async () => {
  await recordNotes(store, 3)
  const { elsewhere, isBuilt, release } = held()
  const side = await open({ elsewhere })
  const steps: bigint[] = []
  const first = side.rebuild()
  const second = side.rebuild(({ position }) => steps.push(position))
  await isBuilt
  release()
  expect(await second).toEqual(await first)
  expect(steps).toContain(3n)
  expect(await side.rebuild()).toMatchObject({ generation: expect.stringMatching(/-3$/) as string })
})

test('a rebuild asked for while this release first builds its rows is that build', async () => {
  await recordNotes(store, 1500)
  await (await open()).close()
  opened.pop()
  const loud: readonly AnyProjection[] = [notes(2, (text) => text.toUpperCase())]
  const side = await openReadSide({ folder, store, decode, projections: loud })
  opened.push(side)
  const { generation } = await side.status()
  expect(await side.rebuild()).toMatchObject({ generation, position: 1500n, removed: [] })
  await side.ready()
})

test('a process that breaks off fails the rebuild; the old rows serve on, and nothing is left of the new ones', async () => {
  await recordNotes(store, 3)
  const elsewhere: BuildElsewhere = async (order) => {
    await apart(order)
    throw new Error('killed')
  }
  const side = await open({ elsewhere })
  const old = (await side.status()).serving
  await expect(side.rebuild()).rejects.toThrow('killed')
  expect(await side.status()).toMatchObject({
    serving: old,
    ready: true,
    rebuild: { state: 'failed', error: 'killed' },
  })
  expect(names()).toEqual([old])
  const position = await record(store, noted('more'))
  expect(await side.waitUntil(position, MINUTE)).toBe('reached')
})

test('a log that stays away from the process that builds fails the rebuild, and nothing is left of it', async () => {
  await recordNotes(store, 3)
  const away = {
    ...store,
    head: () => store.head(),
    readAll: () => Promise.reject(new Error('connection refused')),
  }
  const side = await open({
    elsewhere: ({ generation, signal, onProgress }) =>
      buildApart(
        { folder, store: away, decode, projections, onProgress, retryAfter: [0] },
        generation,
        signal,
      ),
  })
  const old = (await side.status()).serving
  await expect(side.rebuild()).rejects.toThrow('connection refused')
  expect(names()).toEqual([old])
  expect(await side.status()).toMatchObject({ ready: true, state: 'following' })
})

test('the first build of a release goes on here when the process that made it breaks off', async () => {
  await recordNotes(store, 1500)
  await (await open()).close()
  opened.pop()
  const told: string[] = []
  const side = await open({
    projections: [notes(2, (text) => text.toUpperCase())],
    elsewhere: () => Promise.reject(new Error('killed')),
    log: { info: () => undefined, error: (_fields, message) => told.push(message) },
  })
  expect(await side.client().ramp.findUnique({ where: { id: 'n7' } })).toMatchObject({ title: 'N7' })
  expect(told).toEqual([expect.stringContaining('broke off')])
})

test('an event that cannot be turned into rows fails the rebuild with its place', async () => {
  await recordNotes(store, 3)
  let poisoned = false
  const fragile: AnyProjection = {
    ...notes(),
    on: {
      Noted: () => {
        if (poisoned) throw new Error('cannot note')
        return []
      },
    },
  }
  const side = await openReadSide({ folder, store, decode, projections: [fragile] })
  opened.push(side)
  await side.ready()
  poisoned = true
  await expect(side.rebuild()).rejects.toMatchObject({
    code: 'PROJECTION_STOPPED',
    message: expect.stringMatching(/position 1 \(Noted in notes-1\): cannot note/) as string,
  })
  expect(await side.status()).toMatchObject({ ready: true, state: 'following', rebuild: { state: 'failed' } })
})

test('closing while a rebuild goes on ends it, and the next start serves the old rows', async () => {
  await recordNotes(store, 2500)
  const { elsewhere, isBuilt } = held()
  const side = await open({ elsewhere })
  const old = (await side.status()).serving
  const rebuilt = side.rebuild()
  const failed = expect(rebuilt).rejects.toThrow('it was closed')
  await isBuilt
  opened.pop()
  await side.close()
  await failed
  expect(names()).toEqual([old])
  expect((await (await open()).status()).serving).toBe(old)
})

test('rows that stopped for good are healed by a rebuild', async () => {
  await recordNotes(store, 3)
  let broken = false
  const fragile: AnyProjection = {
    ...notes(),
    on: {
      Noted: (event) => {
        if (broken) throw new Error('cannot note')
        return notes().on.Noted?.(event) ?? []
      },
    },
  }
  const side = await openReadSide({ folder, store, decode, projections: [fragile], retryAfter: [0] })
  opened.push(side)
  await side.ready()
  broken = true
  const position = await record(store, noted('poison'))
  expect(await side.waitUntil(position, MINUTE)).toBe('timed-out')
  expect(await side.status()).toMatchObject({ state: 'stopped', ready: false })
  broken = false
  await side.rebuild()
  expect(await side.waitUntil(position, MINUTE)).toBe('reached')
  expect(await side.status()).toMatchObject({ state: 'following', ready: true })
})
