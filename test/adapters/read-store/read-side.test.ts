import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PrismaClient } from '../../../prisma/client/client.js'
import { createMemoryEventStore } from '../../../src/adapters/event-store/memory.js'
import { openGeneration } from '../../../src/adapters/read-store/open-generation.js'
import {
  listGenerations,
  ownGeneration,
  rebuildGeneration,
  retireGeneration,
} from '../../../src/adapters/read-store/sqlite-generations.js'
import { openReadSide, type OpenReadSideOptions } from '../../../src/adapters/read-store/sqlite-read-side.js'
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
const loud = (version: number): readonly AnyProjection[] => [notes(version, (text) => text.toUpperCase())]
const poisoned: readonly AnyProjection[] = [
  {
    ...notes(9),
    on: {
      Noted: () => {
        throw new Error('cannot note')
      },
    },
  },
]

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

const source = (options: Partial<OpenReadSideOptions> = {}): OpenReadSideOptions => ({
  ...{ folder, store, decode, projections, retryAfter: [0] },
  ...options,
})

const open = async (options: Partial<OpenReadSideOptions> = {}): Promise<ReadSide<PrismaClient>> => {
  const side = await openReadSide(source(options))
  opened.push(side)
  return side
}

const close = async (side: ReadSide<PrismaClient>): Promise<void> => {
  opened.splice(opened.indexOf(side), 1)
  await side.close()
}

const titles = async (side: ReadSide<PrismaClient>): Promise<string[]> =>
  (await side.client().ramp.findMany({ orderBy: { id: 'asc' } })).map(({ title }) => title)

const changed = (note: string, text: string) => ({ type: 'NoteChanged', data: { note, text } })

test('builds a missing generation before it serves, and then shows what is recorded', async () => {
  await record(store, noted('a'), noted('b'))
  const side = await open()
  expect(await titles(side)).toEqual(['a', 'b'])
  const position = await record(store, noted('c'))
  expect(await side.waitUntil(position, MINUTE)).toBe('reached')
  expect(await titles(side)).toEqual(['a', 'b', 'c'])
})

test('a rebuilt read side has the rows of one that followed live', async () => {
  const live = await open()
  await recordNotes(store, 1500)
  await record(store, changed('n3', 'three'), { type: 'NoteStruck', data: { note: 'n4' } })
  await recordNotes(store, 20, 'm')
  const position = await record(store, noted('n4', 'again'), changed('m7', 'seven'))
  await live.waitUntil(position, MINUTE)
  const followed = await live.client().ramp.findMany({ orderBy: { id: 'asc' } })
  const other = await open({ folder: newFolder() })
  expect(await other.client().ramp.findMany({ orderBy: { id: 'asc' } })).toEqual(followed)
  expect(followed).toHaveLength(1520)
})

test('the next start serves at once and catches up', async () => {
  await recordNotes(store, 10)
  await close(await open())
  await recordNotes(store, 5, 'm')
  const side = await open()
  await side.ready()
  expect(await titles(side)).toHaveLength(15)
  expect(await side.status()).toMatchObject({ position: 15n, lagEvents: 0, ready: true, state: 'following' })
})

test('an older generation serves while the new one is built, and no query fails at the switch', async () => {
  await recordNotes(store, 3500)
  await close(await open())
  const seen: string[] = []
  const old = listGenerations(folder, projections)[0]?.name
  const side = await open({ projections: loud(2) })
  expect(await side.status()).toMatchObject({ serving: old, ready: false, state: 'building' })
  const [before] = await side.client().ramp.findMany({ where: { id: 'n7' } })
  expect(before?.title).toBe('n7')
  const position = await record(store, noted('new'))
  const underWay = side.client()
  const waited = side.waitUntil(position, MINUTE)
  while (seen.at(-1) !== 'N7') {
    const [row] = await side.client().ramp.findMany({ where: { id: 'n7' } })
    seen.push(row?.title ?? 'missing')
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(new Set(seen)).toEqual(new Set(['n7', 'N7']))
  expect(await waited).toBe('reached')
  expect(await side.client().ramp.count()).toBe(3501)
  expect(await underWay.ramp.count()).toBe(3500)
  await side.ready()
  expect((await side.status()).ready).toBe(true)
})

test('a roll-back finds its generation again', async () => {
  await recordNotes(store, 3)
  await close(await open())
  await close(await open({ projections: loud(2) }))
  await record(store, noted('z'))
  const side = await open()
  await side.ready()
  expect(await titles(side)).toEqual(['n0', 'n1', 'n2', 'z'])
  expect(listGenerations(folder, projections)).toHaveLength(2)
})

test('an unfinished build is gone on with, and never served before it is complete', async () => {
  await recordNotes(store, 2500)
  const { name } = ownGeneration(folder, projections)
  const stopped = await openGeneration(source({ onProgress: () => void stopped.runner.stop() }), name)
  expect(await stopped.runner.catchUp()).toBe('stopped')
  expect(stopped.runner.position()).toBe(1000n)
  await stopped.close()
  expect(listGenerations(folder, projections)).toMatchObject([{ name, state: 'building', position: 1000n }])

  const steps: bigint[] = []
  const side = await open({ onProgress: ({ position }) => steps.push(position) })
  expect(steps).toEqual([2000n, 2500n])
  expect(await side.client().ramp.count()).toBe(2500)
})

test('an unfinished build of another release is not served', async () => {
  await recordNotes(store, 1500)
  const { name } = ownGeneration(folder, loud(2))
  const other = source({ projections: loud(2), onProgress: () => void stopped.runner.stop() })
  const stopped = await openGeneration(other, name)
  await stopped.runner.catchUp()
  await stopped.close()
  const side = await open()
  expect((await side.status()).serving).not.toBe(name)
  expect(await side.client().ramp.count()).toBe(1500)
})

test('rows that are ahead of the log are refused, and the remedy works', async () => {
  await recordNotes(store, 3)
  await close(await open())
  const restored = createMemoryEventStore()
  await recordNotes(restored, 2)
  await expect(open({ store: restored })).rejects.toMatchObject({
    code: 'READ_SIDE_AHEAD',
    message: expect.stringMatching(/position 3.*ends at 2.*waymark read-side rebuild/s) as string,
  })
  await rebuildGeneration(source({ store: restored }))
  expect(await titles(await open({ store: restored }))).toEqual(['n0', 'n1'])
})

test('a poison event stops a first build with its place, and is reported', async () => {
  await record(store, noted('a'))
  await expect(open({ projections: poisoned })).rejects.toMatchObject({
    code: 'PROJECTION_STOPPED',
    message: expect.stringMatching(/position 1 \(Noted in notes-1\): cannot note/) as string,
  })
})

test('a poison event in a new build leaves the older generation serving', async () => {
  await record(store, noted('a'))
  await close(await open())
  const errors: object[] = []
  const log = { info: () => undefined, error: (fields: object) => errors.push(fields) }
  const side = await open({ projections: poisoned, log })
  await expect(side.ready()).rejects.toMatchObject({ code: 'PROJECTION_STOPPED' })
  expect(await titles(side)).toEqual(['a'])
  expect(await side.status()).toMatchObject({ state: 'stopped', ready: false, error: { position: 1n } })
  expect(await side.waitUntil(2n, MINUTE)).toBe('timed-out')
  expect(errors).toHaveLength(1)
})

test('a second process, or a second part of one, is refused', async () => {
  await open()
  await expect(open()).rejects.toMatchObject({ code: 'READ_SIDE_IN_USE' })
  await expect(rebuildGeneration(source())).rejects.toMatchObject({ code: 'READ_SIDE_IN_USE' })
})

test('lists generations with their state, position and size, the current one first known', async () => {
  await recordNotes(store, 3)
  await close(await open({ now: () => new Date('2024-01-01') }))
  const side = await open({ projections: loud(2), now: () => new Date('2024-02-01') })
  await side.ready()
  expect(listGenerations(folder, loud(2))).toMatchObject([
    { current: true, inUse: true, state: 'complete', position: 3n, completedAt: new Date('2024-02-01') },
    { current: false, inUse: true, state: 'complete', position: 3n, completedAt: new Date('2024-01-01') },
  ])
  await close(side)
  expect(listGenerations(folder, projections).map(({ current, inUse }) => [current, inUse])).toEqual([
    [false, false],
    [true, false],
  ])
  for (const { size } of listGenerations(folder, projections)) expect(size).toBeGreaterThan(4096)
})

test('retires an old generation, but not the current one, one in use or one that is not there', async () => {
  await recordNotes(store, 3)
  await close(await open())
  const [old] = listGenerations(folder, projections)
  const name = old?.name ?? ''
  expect(retireGeneration(folder, projections, name)).toMatchObject({ code: 'GENERATION_CURRENT' })
  expect(retireGeneration(folder, projections, 'read-000000000000')).toMatchObject({
    code: 'GENERATION_NOT_FOUND',
  })
  const user = await open()
  expect(retireGeneration(folder, loud(2), name)).toMatchObject({ code: 'GENERATION_IN_USE' })
  await close(user)
  expect(retireGeneration(folder, loud(2), name)).toEqual({ kind: 'retired', freed: old?.size })
  expect(readdirSync(join(folder, 'read-side'))).toEqual([])
})

test('a rebuild replaces the current generation by a new build of it', async () => {
  await recordNotes(store, 3)
  await close(await open())
  const [before] = listGenerations(folder, projections)
  const outcome = await rebuildGeneration(source())
  expect(outcome).toMatchObject({ generation: `${before?.name}-2`, position: 3n, removed: [before?.name] })
  expect(listGenerations(folder, projections)).toMatchObject([{ name: outcome.generation, current: true }])
  expect((await rebuildGeneration(source())).generation).toBe(`${before?.name}-3`)
  expect(await titles(await open())).toEqual(['n0', 'n1', 'n2'])
})

test('a rebuild that fails leaves the old build serving, and so does one that was killed', async () => {
  await recordNotes(store, 3)
  await close(await open())
  const [before] = listGenerations(folder, projections)
  const failing = {
    ...store,
    head: () => store.head(),
    readAll: () => Promise.reject(new Error('disk is gone')),
  }
  await expect(rebuildGeneration(source({ store: failing }))).rejects.toMatchObject({
    code: 'PROJECTION_STOPPED',
  })
  expect(listGenerations(folder, projections)).toMatchObject([{ name: before?.name, current: true }])

  const killed = await openGeneration(source(), `${before?.name}-2`)
  await killed.close()
  expect(await titles(await open())).toEqual(['n0', 'n1', 'n2'])
  expect(listGenerations(folder, projections).map(({ name }) => name)).toEqual([before?.name])
})

test('closing while a build goes on leaves it unfinished, not wrongly complete', async () => {
  await recordNotes(store, 3500)
  await close(await open())
  const side = await open({ projections: loud(2) })
  await close(side)
  const building = listGenerations(folder, loud(2)).find(({ current }) => current)
  expect(building?.state).toBe('building')
  await expect(side.ready()).rejects.toThrow('it was closed')
})
