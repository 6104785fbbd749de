import { createMemoryEventStore } from '../../src/adapters/event-store/memory.js'
import { createCommandHandler } from '../../src/eventsourcing/command-handler.js'
import type { EventStore } from '../../src/eventsourcing/event-store.js'
import { allOf, wholeLog } from '../support/event-store-batches.js'
import { add, codec, counter, envelope, rename, type CounterEvent } from '../support/counter.js'

/** A store that counts what is asked of it. */
const observed = (store: EventStore) => {
  const asked = { appends: 0, looks: 0, reads: [] as string[] }
  const watching: EventStore = {
    ...store,
    append: (batch) => {
      asked.appends += 1
      return store.append(batch)
    },
    findCommand: (commandId) => {
      asked.looks += 1
      return store.findCommand(commandId)
    },
    readStream: (stream, options) => {
      asked.reads.push(`${stream} from ${(options?.from ?? 0n).toString()}`)
      return store.readStream(stream, options)
    },
  }
  return { asked, store: watching }
}

const started = () => {
  const memory = createMemoryEventStore({ clock: () => new Date('2026-03-01T09:00:00.000Z') })
  const { asked, store } = observed(memory)
  return { memory, asked, store, handler: createCommandHandler({ store, codec }) }
}

const totals = async (store: EventStore, stream = 'counter-a'): Promise<number[]> =>
  (await allOf(store.readStream(stream))).map(({ data }) => (data as CounterEvent['data']).by)

describe('a command', () => {
  test('records what is decided, with who asked, and answers with its result and position', async () => {
    const { handler, memory } = started()
    const outcome = await handler.run(
      envelope('c-1', { causationId: 'e-0', traceparent: '00-1' }),
      add('a', 5),
    )
    expect(outcome).toEqual({ kind: 'done', result: 'a', position: 1n, recorded: 1, replayed: false })
    const [event] = await wholeLog(memory)
    expect(event).toMatchObject({
      type: 'Added',
      schema: 1,
      stream: 'counter-a',
      data: { by: 5 },
      meta: { actor: 'Ann', commandId: 'c-1', correlationId: 'r-1', causationId: 'e-0', traceparent: '00-1' },
    })
  })

  test('that is refused records nothing and is not remembered', async () => {
    const { handler, memory } = started()
    const outcome = await handler.run(envelope('c-1'), add('a', -1))
    expect(outcome).toEqual({
      kind: 'refused',
      refusals: [{ code: 'BELOW_ZERO', message: 'Take away less', field: ['by'] }],
    })
    expect(await memory.head()).toBe(0n)
    expect(await memory.findCommand('c-1')).toBeNull()
    await handler.run(envelope('c-0'), add('a', 5))
    expect(await handler.run(envelope('c-1'), add('a', -1))).toMatchObject({ kind: 'done', recorded: 1 })
  })

  test('sees what it staged itself, on several streams, and records all of it at once', async () => {
    const { handler, memory } = started()
    const outcome = await handler.run(envelope('c-1'), async (unit) => {
      await add('a', 2)(unit)
      await add('b', 3)(unit)
      await add('a', 4)(unit)
      return { kind: 'done', result: (await unit.read(counter, 'a')).total }
    })
    expect(outcome).toMatchObject({ result: 6, recorded: 3, position: 3n })
    expect(await totals(memory)).toEqual([2, 4])
    expect(await totals(memory, 'counter-b')).toEqual([3])
  })

  test('on many streams sees what it staged on each of them, and records each once', async () => {
    const { handler, memory } = started()
    const ids = Array.from({ length: 20 }, (_, n) => `many-${String(n)}`)
    const outcome = await handler.run(envelope('c-1'), async (unit) => {
      for (const round of [1, 2]) for (const [n, id] of ids.entries()) await add(id, n + round)(unit)
      let total = 0
      for (const id of ids) total += (await unit.read(counter, id)).total
      return { kind: 'done', result: total }
    })
    expect(outcome).toMatchObject({ result: 440, recorded: 40, position: 40n })
    for (const [n, id] of ids.entries()) expect(await totals(memory, `counter-${id}`)).toEqual([n + 1, n + 2])
  })

  test('whose refusal comes after something was staged records nothing', async () => {
    const { handler, memory } = started()
    const outcome = await handler.run(envelope('c-1'), async (unit) => {
      await add('a', 2)(unit)
      return add('b', -1)(unit)
    })
    expect(outcome.kind).toBe('refused')
    expect(await memory.head()).toBe(0n)
    expect(await handler.run(envelope('c-2'), add('a', -1))).toMatchObject({ kind: 'refused' })
  })

  test('that throws is the fault of its code and records nothing', async () => {
    const { handler, memory } = started()
    const broken = handler.run(envelope('c-1'), async (unit) => {
      await add('a', 2)(unit)
      throw new Error('no database')
    })
    await expect(broken).rejects.toThrow('no database')
    expect(await memory.head()).toBe(0n)
  })

  test('that decides an event of no known shape throws and records nothing', async () => {
    const { handler, memory } = started()
    await expect(handler.run(envelope('c-1'), add('a', Number.NaN))).rejects.toThrow('Added does not fit')
    expect(await memory.head()).toBe(0n)
  })

  test('in a dry run is decided and answered, and records nothing', async () => {
    const { handler, memory, asked } = started()
    const dry = { dryRun: true }
    expect(await handler.run(envelope('c-1'), add('a', 5), dry)).toMatchObject({ kind: 'done', recorded: 0 })
    expect(await handler.run(envelope('c-1'), add('a', -5), dry)).toMatchObject({ kind: 'refused' })
    expect(asked.appends).toBe(0)
    expect(await memory.findCommand('c-1')).toBeNull()
    expect(await handler.run(envelope('c-1'), add('a', -5))).toMatchObject({ kind: 'refused' })
  })
})

describe('a repeated command', () => {
  test('gives the first result and records nothing', async () => {
    const { handler, memory } = started()
    await handler.run(envelope('c-1'), add('a', 5))
    await handler.run(envelope('c-2'), add('a', 1))
    const again = await handler.run(envelope('c-1'), () => Promise.reject(new Error('decided again')))
    expect(again).toEqual({ kind: 'done', result: 'a', position: 1n, recorded: 0, replayed: true })
    expect(await totals(memory)).toEqual([5, 1])
  })

  test('with another request or another name is refused', async () => {
    const { handler, memory } = started()
    await handler.run(envelope('c-1', { request: { by: 5 } }), add('a', 5))
    for (const other of [{ request: { by: 6 } }, { request: { by: 5 }, name: 'rename' }]) {
      expect(await handler.run(envelope('c-1', other), add('a', 6))).toMatchObject({
        kind: 'refused',
        refusals: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] }],
      })
    }
    expect(await totals(memory)).toEqual([5])
  })

  test('is the same request whatever the order of its members', async () => {
    const { handler } = started()
    await handler.run(envelope('c-1', { request: { by: 5, to: 'a' } }), add('a', 5))
    const again = await handler.run(envelope('c-1', { request: { to: 'a', by: 5 } }), add('a', 5))
    expect(again).toMatchObject({ replayed: true })
  })

  test('sent twice at once is recorded once', async () => {
    const { handler, memory } = started()
    const both = await Promise.all([1, 2].map(() => handler.run(envelope('c-1'), add('a', 5))))
    expect(both.map((outcome) => outcome.kind === 'done' && outcome.replayed)).toEqual([false, true])
    expect(await totals(memory)).toEqual([5])
  })

  test('that recorded nothing is remembered when its caller chose the key', async () => {
    const { handler, memory } = started()
    const nothing = () => Promise.resolve({ kind: 'done', result: 'already so' } as const)
    await handler.run(envelope('c-0'), add('a', 1))
    expect(await handler.run(envelope('c-1'), nothing)).toMatchObject({
      recorded: 0,
      replayed: false,
      position: 1n,
    })
    expect(await handler.run(envelope('c-1'), nothing)).toMatchObject({
      result: 'already so',
      replayed: true,
    })
    await handler.run(envelope('c-2', { repeatable: false }), nothing)
    expect(await memory.findCommand('c-1')).not.toBeNull()
    expect(await memory.findCommand('c-2')).toBeNull()
  })

  test('is not looked for before it is decided where the append finds it, and is where it does not', async () => {
    const { handler, asked, store } = started()
    await handler.run(envelope('c-1'), add('a', 5))
    expect(await handler.run(envelope('c-1'), add('a', 5))).toMatchObject({ replayed: true })
    expect(asked.looks).toBe(0)
    const capabilities = { ...store.capabilities, commandRecords: false }
    const careful = createCommandHandler({ store: { ...store, capabilities }, codec })
    await careful.run(envelope('c-2'), add('a', 1))
    expect(asked.looks).toBe(1)
  })

  test('whose work throws is the fault of its code only when it was not recorded before', async () => {
    const { handler } = started()
    const broken = () => Promise.reject(new Error('no database'))
    await expect(handler.run(envelope('c-1'), broken)).rejects.toThrow('no database')
    await handler.run(envelope('c-1'), add('a', 5))
    expect(await handler.run(envelope('c-1'), broken)).toMatchObject({ kind: 'done', replayed: true })
  })

  test('that is refused because it was recorded meanwhile gives the first result', async () => {
    const { handler, memory } = started()
    await handler.run(envelope('c-0'), add('a', 5))
    const slow = await handler.run(envelope('c-1'), async (unit) => {
      // The same request came in twice, and the other one is through before this one has read.
      await createCommandHandler({ store: memory, codec }).run(envelope('c-1'), add('a', -5))
      return add('a', -5)(unit)
    })
    expect(slow).toMatchObject({ kind: 'done', result: 'a', replayed: true })
    expect(await totals(memory)).toEqual([5, -5])
  })
})

describe('a command that meets another', () => {
  test('is decided again on what the other one wrote', async () => {
    const { handler, memory } = started()
    const other = createCommandHandler({ store: memory, codec })
    let attempts = 0
    const outcome = await handler.run(envelope('c-1'), async (unit) => {
      const decided = await add('a', 1)(unit)
      attempts += 1
      if (attempts === 1) await other.run(envelope('c-2'), add('a', 10))
      return decided
    })
    expect(outcome).toMatchObject({ kind: 'done', position: 2n })
    expect(attempts).toBe(2)
    expect(await totals(memory)).toEqual([10, 1])
  })

  test('is refused when others keep writing, after three more attempts', async () => {
    const { handler, memory } = started()
    const other = createCommandHandler({ store: memory, codec })
    let attempts = 0
    const outcome = await handler.run(envelope('c-1'), async (unit) => {
      const decided = await add('a', 1)(unit)
      attempts += 1
      await other.run(envelope(`other-${attempts}`), add('a', 10))
      return decided
    })
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'CONFLICT', field: [] }] })
    expect(attempts).toBe(4)
  })

  test('conflicts when a stream changed that it only read', async () => {
    const { handler, memory } = started()
    const other = createCommandHandler({ store: memory, codec })
    let attempts = 0
    await handler.run(envelope('c-1'), async (unit) => {
      const { total } = await unit.read(counter, 'b')
      attempts += 1
      if (attempts === 1) await other.run(envelope('c-2'), add('b', 10))
      return add('a', total + 1)(unit)
    })
    expect(await totals(memory)).toEqual([11])
  })

  test('of a hundred on one stream none is lost and none refused', async () => {
    const { handler, memory } = started()
    const all = Array.from({ length: 100 }, (_, n) => handler.run(envelope(`c-${n}`), add('a', 1)))
    expect((await Promise.all(all)).map(({ kind }) => kind)).toEqual(
      Array.from({ length: 100 }, () => 'done'),
    )
    expect(await totals(memory)).toHaveLength(100)
  })

  test('crosswise on two streams waits for nobody who waits for it', async () => {
    const { handler, memory } = started()
    const both = (first: string, second: string) => async (unit: Parameters<ReturnType<typeof add>>[0]) => {
      await add(first, 1)(unit)
      return add(second, 1)(unit)
    }
    const all = Array.from({ length: 20 }, (_, n) =>
      handler.run(envelope(`c-${n}`), n % 2 === 0 ? both('a', 'b') : both('b', 'a')),
    )
    const kinds = (await Promise.all(all)).map(({ kind }) => kind)
    const done = kinds.filter((kind) => kind === 'done').length
    expect(done).toBeGreaterThan(0)
    expect(await totals(memory)).toHaveLength(done)
    expect(await totals(memory, 'counter-b')).toHaveLength(done)
  })
})

describe('an expected revision', () => {
  test('that the stream has lets the command through', async () => {
    const { handler } = started()
    await handler.run(envelope('c-1'), add('a', 1))
    expect(await handler.run(envelope('c-2'), add('a', 1, 0n))).toMatchObject({ kind: 'done' })
  })

  test.each([0n, 5n])('of %s that the stream has not is refused, naming the one it has', async (expected) => {
    const { handler, memory } = started()
    await handler.run(envelope('c-1'), add('a', 1))
    await handler.run(envelope('c-2'), add('a', 1))
    const outcome = await handler.run(envelope('c-3'), add('a', 1, expected))
    expect(outcome).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'REVISION_CONFLICT', field: ['expectedRevision'] }],
    })
    expect(outcome.kind === 'refused' && outcome.refusals[0]?.message).toContain('it is at revision 1')
    expect(await totals(memory)).toEqual([1, 1])
  })

  test('is held against the store, not against what is kept', async () => {
    const { handler, memory } = started()
    await handler.run(envelope('c-1'), add('a', 1))
    await createCommandHandler({ store: memory, codec }).run(envelope('c-2'), add('a', 1))
    expect(await handler.run(envelope('c-3'), add('a', 1, 1n))).toMatchObject({ kind: 'done' })
  })

  test('is refused, not decided again, when someone else writes meanwhile', async () => {
    const { handler, memory } = started()
    await handler.run(envelope('c-1'), add('a', 1))
    const outcome = await handler.run(envelope('c-2'), async (unit) => {
      const decided = await add('a', 1, 0n)(unit)
      await createCommandHandler({ store: memory, codec }).run(envelope('c-3'), add('a', 10))
      return decided
    })
    expect(outcome).toMatchObject({ refusals: [{ code: 'REVISION_CONFLICT' }] })
    expect(await totals(memory)).toEqual([1, 10])
  })
})

describe('kept states', () => {
  test('spare a command the reading of its stream', async () => {
    const { handler, asked } = started()
    for (let n = 0; n < 5; n += 1) await handler.run(envelope(`c-${n}`), add('a', 1))
    expect(asked.reads).toEqual(['counter-a from 0'])
  })

  test('are bounded: what was dropped is read again', async () => {
    const { store, asked } = started()
    const handler = createCommandHandler({ store, codec, cacheSize: 2 })
    for (const id of ['a', 'b', 'c', 'a']) await handler.run(envelope(`c-${asked.reads.length}`), add(id, 1))
    expect(asked.reads).toEqual(['a', 'b', 'c', 'a'].map((id) => `counter-${id} from 0`))
  })

  test('are read on from where they end when another process wrote', async () => {
    const { handler, memory, asked } = started()
    await handler.run(envelope('c-1'), add('a', 1))
    await createCommandHandler({ store: memory, codec }).run(envelope('c-2'), add('a', 10))
    await handler.run(envelope('c-3'), add('a', 1))
    expect(asked.reads).toEqual(['counter-a from 0', 'counter-a from 1'])
    expect(await totals(memory)).toEqual([1, 10, 1])
  })

  test('are not trusted for a refusal: the store is asked first', async () => {
    const { handler, memory } = started()
    await handler.run(envelope('c-1'), add('a', 1))
    await createCommandHandler({ store: memory, codec }).run(envelope('c-2'), add('a', 10))
    expect(await handler.run(envelope('c-3'), add('a', -5))).toMatchObject({ kind: 'done', recorded: 1 })
  })

  test.each([true, false])(
    'are not trusted for "nothing new" (key chosen by the caller: %s)',
    async (repeatable) => {
      const { handler, memory } = started()
      await handler.run(envelope('c-1'), rename('a', 'Falls'))
      await createCommandHandler({ store: memory, codec }).run(envelope('c-2'), rename('a', 'Slips'))
      const outcome = await handler.run(envelope('c-3', { repeatable }), rename('a', 'Falls'))
      expect(outcome).toMatchObject({ kind: 'done', recorded: 1, position: 3n })
    },
  )
})
