import { v5 as uuidv5 } from 'uuid'
import type { z } from 'zod'

import type { GraphqlClient } from '../../client/graphql-client.js'
import { MetricId } from '../../domain/ids.js'
import { completeDefinition } from '../../domain/metric/definition.js'
import { defineMetric } from '../../domain/metric/define-metric.js'
import { MetricDefinition, type MetricEvent } from '../../domain/metric/events.js'
import { currentDefinition, type DefinedMetric, metric } from '../../domain/metric/metric.js'
import { sameContent } from '../../domain/same-content.js'
import { ImportFault } from './import-fault.js'
import type { MetricSource } from './mapping.js'

/** A metric of the mapping, as it is known or as it will be. */
export interface ImportMetric {
  readonly source: MetricSource
  readonly state: DefinedMetric
  readonly exists: boolean
}

export interface ImportMetrics {
  readonly metrics: readonly ImportMetric[]
  readonly notes: readonly string[]
}

const namespace = '0c9a1d9a-5a0b-5f43-9d59-6f0d3c1f7b58'

/** The same code gives the same id, so that an import begun again finds what it defined. */
const metricIdOf = (code: string): MetricId => MetricId.parse(uuidv5(code, namespace))

const document = `query MetricOfImport($code: String!, $minPosition: Position) {
  metricByCode(code: $code, minPosition: $minPosition) {
    uuid code validFrom retiredOn retiredFor successor { uuid }
    definitions {
      version name description nature statistic numerator denominator multiplier unit scale { lowest highest }
      percentile direction cadence yearStartsIn purpose aggregation reliability standardisation source licence
      typicalLagDays caveats breakdown { dimension categories { code label } } effectiveOn reason breaksComparability
    }
  }
}`

type Nullable<Shape> = { readonly [Key in keyof Shape]: Shape[Key] | null }

interface Answer {
  readonly metricByCode: {
    readonly uuid: string
    readonly code: string
    readonly validFrom: string | null
    readonly retiredOn: string | null
    readonly retiredFor: string | null
    readonly successor: { readonly uuid: string } | null
    readonly definitions: readonly (Nullable<z.input<typeof MetricDefinition>> & {
      readonly version: number
      readonly effectiveOn: string | null
      readonly reason: string | null
      readonly breaksComparability: boolean
    })[]
  } | null
}

const given = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

const folded = (events: readonly MetricEvent[]): DefinedMetric | null => {
  const state = events.reduce(metric.evolve, metric.initial)
  return state.status === 'defined' ? state : null
}

/** The metric as its own events would make it, from what the API shows of it. */
const stateOf = (known: NonNullable<Answer['metricByCode']>): DefinedMetric | null => {
  const metricId = MetricId.parse(known.uuid)
  const versions = known.definitions.map((one) => ({
    ...one,
    definition: MetricDefinition.parse(given(one)),
  }))
  const events = versions
    .toSorted((one, other) => one.version - other.version)
    .map(({ version, definition, effectiveOn, reason, breaksComparability }): MetricEvent => {
      if (effectiveOn === null || version === 1) {
        const validFrom = known.validFrom === null ? {} : { validFrom: known.validFrom }
        return { type: 'MetricDefined', data: { metricId, code: known.code, definition, ...validFrom } }
      }
      const change = { version, effectiveOn, reason: reason ?? '', breaksComparability }
      return { type: 'MetricRedefined', data: { metricId, definition, ...change } }
    })
  const { retiredOn, retiredFor: reason, successor } = known
  if (retiredOn === null) return folded(events)
  const successorId = successor === null ? null : MetricId.parse(successor.uuid)
  const retirement = { metricId, retiredOn, reason: reason ?? '', successorId }
  return folded([...events, { type: 'MetricRetired', data: retirement }])
}

/** The metric as it will be defined. @throws ImportFault when the mapping has no definition, or a wrong one */
const stateToBe = (source: MetricSource, path: string): DefinedMetric => {
  const { code, definition, validFrom } = source
  if (definition === undefined) {
    throw new ImportFault(
      `${path}.code: no metric has the code ${code}; correct it, or give its definition in the mapping`,
    )
  }
  const command = { metricId: metricIdOf(code), code, definition, ...(validFrom && { validFrom }) }
  const decision = defineMetric(command)({ status: 'undefined' })
  if (decision.kind === 'refused') {
    const problems = decision.refusals.map(({ field, message }) => `  ${path}.${field.join('.')}: ${message}`)
    throw new ImportFault(`The mapping defines a metric that cannot be:\n${problems.join('\n')}`)
  }
  const state = folded(decision.events)
  if (state === null) throw new Error(`Defining ${code} came to nothing`)
  return state
}

const difference = ({ code, definition }: MetricSource, state: DefinedMetric): string[] => {
  const completed = definition === undefined ? null : completeDefinition(definition)
  const current = currentDefinition(state).definition
  return completed?.kind === 'complete' && !sameContent(completed.definition, current)
    ? [
        `The metric ${code} exists and is defined otherwise than in the mapping; the existing definition was used`,
      ]
    : []
}

/**
 * The metrics of a mapping: as the API knows them, else as the mapping defines them.
 *
 * @param minPosition what must be known to the answer
 * @throws ImportFault for a code that neither knows, and for definitions that contradict themselves
 */
export const findMetrics = async (
  client: GraphqlClient,
  sources: readonly MetricSource[],
  minPosition: string,
): Promise<ImportMetrics> => {
  const metrics: ImportMetric[] = []
  const notes: string[] = []
  for (const [index, source] of sources.entries()) {
    const { metricByCode } = await client.request<Answer>(document, { code: source.code, minPosition })
    const known = metricByCode === null ? null : stateOf(metricByCode)
    if (known !== null) notes.push(...difference(source, known))
    metrics.push({
      source,
      state: known ?? stateToBe(source, `metrics.${index}`),
      exists: known !== null,
    })
  }
  return { metrics, notes }
}
