import { freeReadings } from '../load/free-readings.js'
import { probesOf } from '../load/probes.js'
import { planRegion, type RegionOptions } from '../load/region-plan.js'
import type { Stream } from './open-loop.js'

/** Months of each series that nobody has recorded; a small region runs out of them, and milestones are planned then. */
const FREE_MONTHS = 10
/** Name of the stream of commands. */
export const COMMAND = 'command'

/** What a region is asked for. */
export interface RegionLoad {
  /** A command for each series, to begin with: what a server keeps of those that it used is at hand then. */
  readonly ofEachSeries: { readonly stream: Stream; readonly count: number }
  /** Commands and queries at fixed rates, for any of them. */
  readonly streams: readonly Stream[]
}

/** Commands and queries of a region; those of each series have to be sent before others. */
export const regionLoad = (
  region: RegionOptions,
  { commands, queries }: { readonly commands: number; readonly queries: number },
): RegionLoad => {
  const plan = planRegion(region)
  const probes = new Map(probesOf(plan, freeReadings(plan, true)).map((probe) => [probe.name, probe]))
  const body =
    (name: string) =>
    (n: number): string => {
      const probe = probes.get(name)
      if (probe === undefined) throw new Error(`The region is not asked for ${name}`)
      return probe.body(n)
    }
  const readings = plan.series.length * FREE_MONTHS
  const query = (name: string): Stream => ({ name, rate: queries / 2, body: body(name) })
  const record: Stream = {
    ...{ name: COMMAND, rate: commands },
    body: (n) => body(n < readings ? 'record a reading, any series' : 'plan a milestone')(n),
  }
  // Not scorecards: twenty charts at once, ten times a second, would be a load of their own.
  const streams = [record, query('run chart of a series'), query('milestones of a locality')]
  return { ofEachSeries: { stream: record, count: plan.series.length }, streams }
}
