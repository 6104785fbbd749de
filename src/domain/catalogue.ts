import { chartEvents } from './chart/events.js'
import { cycleEvents } from './cycle/events.js'
import { idClaimEvents } from './id-claim/events.js'
import { localityCodeEvents, localityEvents } from './locality/events.js'
import { metricCodeEvents, metricEvents } from './metric/events.js'
import { milestoneEvents } from './milestone/events.js'
import { projectEvents } from './project/events.js'
import { quarantineEvents } from './quarantine/events.js'
import { seriesEvents } from './series/events.js'

/** The event types of each category of streams. */
const categories = {
  idclaim: idClaimEvents,
  locality: localityEvents,
  localitycode: localityCodeEvents,
  metric: metricEvents,
  metriccode: metricCodeEvents,
  series: seriesEvents,
  chart: chartEvents,
  project: projectEvents,
  cycle: cycleEvents,
  milestone: milestoneEvents,
  quarantine: quarantineEvents,
} as const

type Shapes = {
  [Category in keyof typeof categories]: (typeof categories)[Category][keyof (typeof categories)[Category]]
}[keyof typeof categories]

/** What is stored, as JSON. */
type Stored = string | number | boolean | null | readonly Stored[] | { readonly [key: string]: Stored }
/** Brings data of one version to the next. */
type Upcaster = (data: Stored) => Stored

/**
 * Steps from older versions, by event type: the first leads from version 1 to 2. Each step raises the version by
 * one, and the samples of the older version stay in the tests for ever.
 */
const upcasters: Readonly<Record<string, readonly Upcaster[]>> = {}

interface CatalogueEntry {
  readonly category: keyof typeof categories
  readonly schema: number
  readonly shape: Shapes
  readonly upcasters: readonly Upcaster[]
}

/** Every type of event that Waymark stores, under the name by which it is stored. */
export const catalogue: Readonly<Record<string, CatalogueEntry>> = Object.fromEntries(
  (Object.keys(categories) as (keyof typeof categories)[]).flatMap((category) =>
    Object.entries<Shapes>(categories[category]).map(([type, shape]) => {
      const steps = upcasters[type] ?? []
      return [type, { category, schema: steps.length + 1, shape, upcasters: steps }]
    }),
  ),
)
