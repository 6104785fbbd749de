import {
  listPostgresGenerations,
  postgresHash,
  retirePostgresGeneration,
  withPostgres,
} from '../../../src/adapters/read-store/postgres-generations.js'
import { chooseOrMake } from '../../../src/adapters/read-store/postgres-manifest.js'
import { readPostgresSchema } from '../../../src/adapters/read-store/read-schema.js'
import {
  buildPostgresApart,
  rebuildPostgresGeneration,
} from '../../../src/adapters/read-store/postgres-rebuild.js'
import { createMemoryEventStore } from '../../../src/adapters/event-store/memory.js'
import type { AnyProjection } from '../../../src/eventsourcing/projection.js'
import { noted, notes, projections, record, recordNotes } from '../../eventsourcing/read-side/noted.js'
import { MINUTE, openSides, titles, type Side, type Sides } from './postgres-sides.js'

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
const changed = (note: string, text: string) => ({ type: 'NoteChanged', data: { note, text } })

let sides: Sides
beforeEach(async () => {
  sides = await openSides()
})
afterEach(() => sides.dispose())

test('builds a missing generation before it serves, and then shows what is recorded', async () => {
  await record(sides.store, noted('a'), noted('b'))
  const side = await sides.open()
  expect(await titles(side)).toEqual(['a', 'b'])
  const position = await record(sides.store, noted('c'))
  expect(await side.waitUntil(position, MINUTE)).toBe('reached')
  expect(await titles(side)).toEqual(['a', 'b', 'c'])
  expect(await side.status()).toMatchObject({ position: 3n, lagEvents: 0, ready: true, state: 'following' })
})

test('two that start at once build one generation, and each shows what either records', async () => {
  await recordNotes(sides.store, 2500)
  const [one, other] = await Promise.all([sides.open(), sides.open()])
  expect(await listPostgresGenerations(sides.url, projections)).toMatchObject([
    { state: 'complete', current: true, inUse: true, build: 1 },
  ])
  for (const note of ['x', 'y', 'z']) {
    const position = await record(sides.store, noted(note))
    for (const side of [one, other]) {
      expect(await side.waitUntil(position, MINUTE)).toBe('reached')
      expect(await side.client().ramp.count({ where: { id: note } })).toBe(1)
    }
  }
  await Promise.all([one.ready(), other.ready()])
  expect((await other.status()).ready).toBe(true)
})

test('when the one that writes loses its session another goes on, and nothing is counted twice', async () => {
  const both = [await sides.open(), await sides.open()]
  await record(sides.store, noted('n'))
  for (let round = 0; round < 3; round += 1) {
    const recording = recordNotes(sides.store, 3000, `r${round}-`)
    await sides.endWriters()
    await recording
    const position = await record(sides.store, changed('n', `round ${round}`))
    for (const side of both) expect(await side.waitUntil(position, MINUTE)).toBe('reached')
  }
  for (const side of both) {
    expect(await side.client().ramp.count()).toBe(9001)
    expect((await side.client().ramp.findFirst({ where: { id: 'n' } }))?.title).toBe('round 2')
    expect(await side.status()).toMatchObject({ state: 'following', ready: true, position: 9004n })
  }
}, 120_000)

test('a rebuilt read side has the rows of one that followed live', async () => {
  const live = await sides.open()
  await recordNotes(sides.store, 1500)
  await record(sides.store, changed('n3', 'three'), { type: 'NoteStruck', data: { note: 'n4' } })
  const position = await record(sides.store, noted('n4', 'again'), changed('n7', 'seven'))
  await live.waitUntil(position, MINUTE)
  const rowsOf = (side: Side) => side.client().ramp.findMany({ orderBy: { id: 'asc' } })
  const followed = await rowsOf(live)
  const outcome = await live.rebuild()
  expect(outcome.generation).toMatch(/-2$/)
  expect(await rowsOf(live)).toEqual(followed)
  expect(followed).toHaveLength(1500)
})

test('a rebuild while both serve and more is recorded switches both, without a failed or an older answer', async () => {
  await recordNotes(sides.store, 3000)
  const [one, other] = [await sides.open(), await sides.open()]
  const progress = { over: false }
  const rebuilding = one.rebuild().finally(() => (progress.over = true))
  const joined = one.rebuild()
  for (let count = 3000; !progress.over; count += 1) {
    const position = await record(sides.store, noted(`new${count}`))
    for (const side of [one, other]) {
      expect(await side.waitUntil(position, MINUTE)).toBe('reached')
      expect(await side.client().ramp.count()).toBe(count + 1)
      expect(side.position()).toBeGreaterThanOrEqual(position)
    }
  }
  const { generation } = await rebuilding
  expect(await joined).toMatchObject({ generation })
  const after = await record(sides.store, noted('after'))
  for (const side of [one, other]) {
    while ((await side.status()).serving !== generation) await side.waitUntil(after + 1n, 50)
    expect(await side.waitUntil(after, MINUTE)).toBe('reached')
    expect(await side.client().ramp.count({ where: { id: 'after' } })).toBe(1)
  }
  expect((await one.status()).rebuild).toMatchObject({ state: 'switched', generation })
}, 120_000)

test('a rebuild from the command line is taken over by who serves, and the old rows are removed', async () => {
  await recordNotes(sides.store, 3)
  const side = await sides.open({ graceMs: 0 })
  const outcome = await rebuildPostgresGeneration(sides.source())
  expect(outcome).toMatchObject({ position: 3n, removed: [] })
  while ((await side.status()).serving !== outcome.generation) await side.waitUntil(99n, 50)
  const position = await record(sides.store, noted('z'))
  expect(await side.waitUntil(position, MINUTE)).toBe('reached')
  expect(await titles(side)).toEqual(['n0', 'n1', 'n2', 'z'])
  for (;;) {
    const found = await listPostgresGenerations(sides.url, projections)
    if (found.length === 1) break
  }
  await sides.close(side)
  const again = await rebuildPostgresGeneration(sides.source())
  expect(again).toMatchObject({ position: 4n, removed: [outcome.generation] })
})

test('an older generation serves while the new one is built, and a roll-back finds it again', async () => {
  await recordNotes(sides.store, 3500)
  await sides.close(await sides.open())
  const [old] = await listPostgresGenerations(sides.url, projections)
  const side = await sides.open({ projections: loud(2) })
  expect((await side.status()).serving).toBe(old?.name)
  const before = await side.client().ramp.findFirst({ where: { id: 'n7' } })
  expect(before?.title).toBe('n7')
  const position = await record(sides.store, noted('new'))
  expect(await side.waitUntil(position, MINUTE)).toBe('reached')
  await side.ready()
  expect((await side.client().ramp.findFirst({ where: { id: 'n7' } }))?.title).toBe('N7')
  await sides.close(side)
  const back = await sides.open()
  await back.ready()
  expect((await back.status()).serving).toBe(old?.name)
  expect(await back.client().ramp.count()).toBe(3501)
})

test('a build that broke off is gone on with where it stands', async () => {
  await recordNotes(sides.store, 2500)
  const stopping = new AbortController()
  const onProgress = () => stopping.abort()
  const manifest = await withPostgres(sides.url, (client) =>
    chooseOrMake(client, readPostgresSchema(), postgresHash(projections), () => null, new Date(0)),
  )
  await buildPostgresApart(sides.source({ onProgress }), manifest.name, stopping.signal)
  expect(await listPostgresGenerations(sides.url, projections)).toMatchObject([
    { name: manifest.name, state: 'building', position: 1000n },
  ])
  const steps: bigint[] = []
  const side = await sides.open({ onProgress: ({ position }) => steps.push(position) })
  expect(steps).toEqual([2000n, 2500n])
  expect(await side.client().ramp.count()).toBe(2500)
})

test('rows that are ahead of the log are refused, and the remedy works', async () => {
  await recordNotes(sides.store, 3)
  await sides.close(await sides.open())
  const restored = createMemoryEventStore()
  await recordNotes(restored, 2)
  await expect(sides.open({ store: restored })).rejects.toMatchObject({
    code: 'READ_SIDE_AHEAD',
    message: expect.stringMatching(/position 3.*ends at 2.*waymark read-side rebuild/s) as string,
  })
  await rebuildPostgresGeneration(sides.source({ store: restored }))
  expect(await titles(await sides.open({ store: restored }))).toEqual(['n0', 'n1'])
})

test('a poison event stops a first build with its place, and is reported', async () => {
  await record(sides.store, noted('a'))
  await expect(sides.open({ projections: poisoned })).rejects.toMatchObject({
    code: 'PROJECTION_STOPPED',
    message: expect.stringMatching(/position 1 \(Noted in notes-1\): cannot note/) as string,
  })
})

test('a poison event stops the rows before it, queries go on, and every process tells it', async () => {
  await record(sides.store, noted('a'))
  const faults: unknown[] = []
  const both = [await sides.open({ onFault: (fault) => faults.push(fault) }), await sides.open()]
  await record(sides.store, noted('b'), { type: 'Noted', data: null }, noted('c'))
  for (const side of both) {
    while ((await side.status()).state !== 'stopped') await side.waitUntil(99n, 50)
    expect(await side.status()).toMatchObject({ position: 2n, ready: false, error: { position: 3n } })
    expect(await titles(side)).toEqual(['a', 'b'])
    expect(await side.waitUntil(4n, MINUTE)).toBe('timed-out')
  }
  expect(faults).toHaveLength(1)
})

test('a poison event in a rebuild leaves the build before it serving, and removes the new one', async () => {
  await recordNotes(sides.store, 3)
  const broken = { now: false }
  const decoder = sides.source().decode
  const side = await sides.open({
    decode: (recorded) => {
      if (broken.now) throw new Error('cannot decode')
      return decoder(recorded)
    },
  })
  broken.now = true
  await expect(side.rebuild()).rejects.toMatchObject({ code: 'PROJECTION_STOPPED' })
  expect(await titles(side)).toEqual(['n0', 'n1', 'n2'])
  expect(await listPostgresGenerations(sides.url, projections)).toHaveLength(1)
  expect((await side.status()).rebuild).toMatchObject({
    state: 'failed',
    error: expect.any(String) as string,
  })
  broken.now = false
  expect((await side.rebuild()).generation).toMatch(/-2$/)
})

test('retires an old generation, but not the current one, one in use or one that is not there', async () => {
  await recordNotes(sides.store, 3)
  const user = await sides.open()
  const [old] = await listPostgresGenerations(sides.url, projections)
  const name = old?.name ?? ''
  const retire = (of: readonly AnyProjection[], which = name) =>
    retirePostgresGeneration(sides.url, of, which)
  expect(await retire(projections)).toMatchObject({ code: 'GENERATION_CURRENT' })
  expect(await retire(projections, 'read-000000000000')).toMatchObject({ code: 'GENERATION_NOT_FOUND' })
  expect(await retire(loud(2))).toMatchObject({ code: 'GENERATION_IN_USE' })
  await sides.close(user)
  expect(await retire(loud(2))).toMatchObject({ kind: 'retired' })
  expect(await listPostgresGenerations(sides.url, projections)).toEqual([])
})
