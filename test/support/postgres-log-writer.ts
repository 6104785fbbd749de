import { openPostgresEventStore } from '../../src/adapters/event-store/postgres.js'
import type { AppendOutcome, EventStore } from '../../src/eventsourcing/event-store.js'
import { batch } from './event-store-batches.js'

// One of several processes that append to one log. Says at its end how its commands ended, as JSON.
const [, , url = '', name = '', commands = '0'] = process.argv
const COUNT = Number(commands)

type Kinds = Record<AppendOutcome['kind'], number>

/** Adds to one stream that all processes want, with the revision that it believes to be the last. */
const contend = async (store: EventStore, kinds: Kinds): Promise<void> => {
  let last: bigint | null = null
  for (let n = 0; n < COUNT;) {
    const expected: bigint | 'none' = last ?? 'none'
    const outcome = await store.append(batch(`${name}/contended/${n}`, 'contended-1', { expected }))
    kinds[outcome.kind] += 1
    if (outcome.kind === 'conflict') last = outcome.actual
    if (outcome.kind !== 'appended') continue
    last = outcome.revisions[0] ?? null
    n += 1
  }
}

/** Sends the commands that every process sends: one of them records each, the others are told so. */
const repeat = async (store: EventStore, kinds: Kinds): Promise<void> => {
  for (let n = 0; n < COUNT; n += 1) {
    const outcome = await store.append(batch(`shared/${n}`, `shared-${n % 7}`, { events: 2, result: { n } }))
    kinds[outcome.kind] += 1
  }
}

const own = async (store: EventStore, writer: number, kinds: Kinds): Promise<void> => {
  for (let n = 0; n < COUNT; n += 1) {
    const outcome = await store.append(batch(`${name}/own${writer}/${n}`, `own-${name}-${writer}`))
    kinds[outcome.kind] += 1
  }
}

const run = async (): Promise<void> => {
  const store = await openPostgresEventStore(url)
  const none = (): Kinds => ({ appended: 0, replayed: 0, 'command-reused': 0, conflict: 0 })
  const said = { contended: none(), shared: none(), own: none() }
  await Promise.all([
    contend(store, said.contended),
    repeat(store, said.shared),
    own(store, 0, said.own),
    own(store, 1, said.own),
  ])
  await store.close()
  process.stdout.write(JSON.stringify(said))
}

void run()
