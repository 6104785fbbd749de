import { freeReadings } from '../load/free-readings.js'
import { probesOf } from '../load/probes.js'
import { planRegion, type RegionOptions } from '../load/region-plan.js'
import type { Stream } from './open-loop.js'

/** Months of each series that nobody has recorded; a small region runs out of them, and milestones are planned then. */
const FREE_MONTHS = 10
/** Name of the stream of commands. */
export const COMMAND = 'command'

/** Commands and queries of a region at fixed rates. */
export const regionStreams = (
  region: RegionOptions,
  { commands, queries }: { readonly commands: number; readonly queries: number },
): readonly Stream[] => {
  const plan = planRegion(region)
  const probes = new Map(probesOf(plan, freeReadings(plan)).map((probe) => [probe.name, probe]))
  const body =
    (name: string) =>
    (n: number): string => {
      const probe = probes.get(name)
      if (probe === undefined) throw new Error(`The region is not asked for ${name}`)
      return probe.body(n)
    }
  const readings = plan.series.length * FREE_MONTHS
  const query = (name: string): Stream => ({ name, rate: queries / 2, body: body(name) })
  return [
    {
      ...{ name: COMMAND, rate: commands },
      body: (n) => body(n < readings ? 'record a reading, any series' : 'plan a milestone')(n),
    },
    query('run chart of a series'),
    // Not scorecards: twenty charts at once, ten times a second, would be a load of their own.
    query('milestones of a locality'),
  ]
}
