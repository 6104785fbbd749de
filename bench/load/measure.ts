import { randomUUID } from 'node:crypto'

import { startWaymarkWith, type ServerProcess } from '../server-process.js'
import { type Asking, askingAt } from './ask.js'
import type { Engine } from './engine.js'
import { type EngineFigures, type SizeFigures, type Times, timesOf } from './figures.js'
import { type Prepared, prepareSize, type Tell } from './prepare.js'
import { type Probe, probesOf } from './probes.js'
import { commandsHere } from './process-work.js'

export interface MeasureOptions {
  readonly seed: number
  /** How many events each log has, smallest first. */
  readonly sizes: readonly number[]
  /** How often each thing is asked of each log. */
  readonly samples: number
}

interface Serving {
  readonly prepared: Prepared
  readonly server: ServerProcess
  readonly asking: Asking
  readonly probes: readonly Probe[]
  readonly times: Map<string, Times>
}

/** Asked before anything counts, so that every server has compiled what it needs. */
const WARM_UP = 0.3
export const IN_PROCESS = 'record a reading, without HTTP and rows'

/** Every log in turn, beginning with another one each time: what else the machine does falls on all alike. */
const inTurn = function* <Item>(items: readonly Item[], round: number): Generator<readonly [number, Item]> {
  for (let step = 0; step < items.length; step += 1) {
    const index = (round + step) % items.length
    const item = items[index]
    if (item !== undefined) yield [index, item]
  }
}

/** What takes long is asked less often, but this often at least. */
const FEWEST = 20
const LONGEST_MS = 30_000

const measureProbe = async (all: readonly Serving[], index: number, samples: number): Promise<void> => {
  const warm = Math.ceil(samples * WARM_UP)
  const times = all.map((): number[] => [])
  const started = performance.now()
  for (let n = 0; n < warm + samples; n += 1) {
    if (n >= warm + FEWEST && performance.now() - started > LONGEST_MS * all.length) break
    for (const [which, { asking, probes }] of inTurn(all, n)) {
      const took = await asking.time(probes[index]?.body(n) ?? '')
      if (n >= warm) times[which]?.push(took)
    }
  }
  for (const [which, { times: known, probes }] of all.entries()) {
    known.set(probes[index]?.name ?? '', timesOf(times[which] ?? []))
  }
}

const serve = async (prepared: Prepared): Promise<Serving> => {
  const server = await startWaymarkWith(prepared.place.settings)
  const probes = probesOf(prepared.plan, prepared.free)
  return { prepared, server, asking: askingAt(server.address), probes, times: new Map() }
}

/** Commands without HTTP and rows: what the log itself costs, and what the wire may hide. */
const measureHere = async (all: readonly Prepared[], samples: number): Promise<readonly Times[]> => {
  const opened = await Promise.all(all.map(({ place }) => commandsHere(place.places)))
  const times = all.map((): number[] => [])
  const warm = Math.ceil(samples * WARM_UP)
  try {
    for (let n = 0; n < warm + samples; n += 1) {
      for (const [which, { free }] of inTurn(all, n)) {
        const took = await opened[which]?.record(free.next(), randomUUID())
        if (n >= warm && took !== undefined) times[which]?.push(took)
      }
    }
  } finally {
    for (const commands of opened) await commands.close()
  }
  return times.map(timesOf)
}

/** Asks servers of all sizes, one after the other in turn. */
const measureServed = async (all: readonly Prepared[], samples: number, tell: Tell) => {
  const serving: Serving[] = []
  try {
    for (const prepared of all) serving.push(await serve(prepared))
    for (const [index, { name }] of (serving[0]?.probes ?? []).entries()) {
      tell(`measuring: ${name}`)
      await measureProbe(serving, index, samples)
    }
    return serving.map(({ times, server }) => ({ times, serverMb: server.residentMb() }))
  } finally {
    for (const { asking, server } of serving) {
      asking.close()
      await server.stop()
    }
  }
}

/** Makes logs of all sizes on an engine, side by side, and measures them together. */
export const measureEngine = async (
  engine: Engine,
  { seed, sizes, samples }: MeasureOptions,
  tell: Tell,
): Promise<EngineFigures> => {
  const all: Prepared[] = []
  for (const events of sizes) all.push(await prepareSize(engine, { seed, events }, tell))
  const served = await measureServed(all, samples, tell)
  tell(`measuring: ${IN_PROCESS}`)
  const here = await measureHere(all, samples)
  const figures = all.map((prepared, which): SizeFigures => {
    const { times = new Map<string, Times>(), serverMb = Number.NaN } = served[which] ?? {}
    const inProcess = here[which]
    if (inProcess !== undefined) times.set(IN_PROCESS, inProcess)
    return { ...prepared.figures, times, serverMb }
  })
  return { engine: engine.described, sizes: figures }
}
