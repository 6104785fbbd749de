import { openEventStore } from '../../src/stores.js'
import type { Engine, LoadPlace } from './engine.js'
import type { SizeFigures } from './figures.js'
import { type FreeReadings, freeReadings } from './free-readings.js'
import { fillWithRegion } from './fill.js'
import { buildRows } from './process-work.js'
import { planRegion, type RegionPlan } from './region-plan.js'

/** A filled log with its rows, and what making them took. */
export interface Prepared {
  readonly plan: RegionPlan
  readonly free: FreeReadings
  readonly place: LoadPlace
  readonly figures: Omit<SizeFigures, 'serverMb' | 'times'>
}

/** Says how far it is, to people who wait. */
export type Tell = (line: string) => void

const secondsOf = async (work: () => Promise<void>): Promise<number> => {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1_000
}

const grouped = (count: number): string => count.toLocaleString('en-GB')

/** Fills a log of so many events on an engine, verifies it, and makes its rows. */
export const prepareSize = async (
  engine: Engine,
  { seed, events }: { readonly seed: number; readonly events: number },
  tell: Tell,
): Promise<Prepared> => {
  const name = `${engine.name}, ${grouped(events)} events`
  const plan = planRegion({ seed, events })
  const place = await engine.place(`log-${String(events)}`)
  tell(`${name}: filling, ${grouped(plan.places.length)} localities, ${grouped(plan.series.length)} series`)
  const filled = await fillWithRegion(
    { seed, events },
    (clock) => openEventStore(place.places, clock),
    (done) => tell(`${name}: ${grouped(done)} recorded`),
  )
  tell(`${name}: verifying`)
  const verifySeconds = await secondsOf(async () => {
    const finding = await place.verify()
    if (finding !== null) throw new Error(`The log of ${name} is not whole: ${finding}`)
  })
  tell(`${name}: making the rows`)
  const rebuildSeconds = await buildRows(place.places)
  const bytes = await place.bytes()
  const figures = {
    events: filled.events,
    commands: filled.commands,
    localities: plan.places.length,
    series: plan.series.length,
    fillSeconds: filled.seconds,
    verifySeconds,
    rebuildSeconds,
    logBytes: bytes.log,
    readSideBytes: bytes.readSide,
  }
  return { plan, free: freeReadings(plan), place, figures }
}
