import type { Prisma } from '../../prisma/client/client.js'
import type { ClientNow } from './batching.js'
import { type chartedColumns, loaderDefinitions } from './loader-definitions.js'

type Definitions = typeof loaderDefinitions
type LoaderName = keyof Definitions

export type Loaders = { readonly [Name in LoaderName]: ReturnType<Definitions[Name]> }

/** Where loaders that were not asked for yet find what they read with. */
const CLIENT = Symbol('client')

interface Unmade {
  readonly [CLIENT]: ClientNow
}

/** Makes a loader when it is asked for, and then stands aside: few requests use more than two or three of them. */
const made = (name: LoaderName): PropertyDescriptor => ({
  get(this: Unmade) {
    const value = loaderDefinitions[name](this[CLIENT])
    Object.defineProperty(this, name, { value, enumerable: true })
    return value
  },
})

const unmade: object = Object.defineProperties(
  {},
  Object.fromEntries(Object.keys(loaderDefinitions).map((name) => [name, made(name as LoaderName)])),
)

/** Made for each request, so that nobody sees another request's rows or an older state than was waited for. */
export const createLoaders = (client: ClientNow): Loaders =>
  Object.create(unmade, { [CLIENT]: { value: client } }) as Loaders

/** Forgets what was read, because something changed since. */
export const clearLoaders = (loaders: Loaders): void => {
  for (const loader of Object.values(loaders)) loader.clearAll()
}

export type Rows = {
  readonly locality: Prisma.LocalityGetPayload<object>
  readonly metric: Prisma.MetricGetPayload<object>
  readonly metricDefinition: Prisma.MetricDefinitionGetPayload<object>
  readonly target: Prisma.MetricTargetGetPayload<object>
  readonly series: Prisma.SeriesGetPayload<object>
  readonly reading: Prisma.ReadingGetPayload<object>
  readonly chartedReading: Prisma.ReadingGetPayload<{ select: typeof chartedColumns }>
  readonly chartDefault: Prisma.ChartDefaultGetPayload<object>
  readonly phase: Prisma.ChartPhaseGetPayload<object>
  readonly chartExclusion: Prisma.ChartExclusionGetPayload<object>
  readonly project: Prisma.ProjectGetPayload<object>
  readonly ramp: Prisma.RampGetPayload<object>
  readonly cycle: Prisma.CycleGetPayload<object>
  readonly milestone: Prisma.MilestoneGetPayload<object>
}
