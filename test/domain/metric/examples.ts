import { LocalityId, MetricId, TargetId } from '../../../src/domain/ids.js'
import { DefinitionInput } from '../../../src/domain/metric/commands.js'
import { completeDefinition } from '../../../src/domain/metric/definition.js'
import type { MetricDefinition, MetricEvent } from '../../../src/domain/metric/events.js'
import { metric, type MetricState } from '../../../src/domain/metric/metric.js'

const uuid = (number: number) => `018f2b6e-0000-7000-9000-${String(number).padStart(12, '0')}`

export const metricId = MetricId.parse(uuid(1))
export const successorId = MetricId.parse(uuid(2))
export const targetId = TargetId.parse(uuid(3))
export const otherTargetId = TargetId.parse(uuid(4))
export const localityId = LocalityId.parse(uuid(5))

/** What every metric says. */
const common = {
  name: 'Emergency admissions',
  direction: 'DECREASE',
  cadence: 'MONTH',
  purpose: 'IMPROVEMENT',
  reliability: 'B',
} as const

export const inputs = {
  count: { ...common, statistic: 'COUNT' },
  rate: {
    ...common,
    statistic: 'RATE',
    numerator: 'Emergency admissions, age 65 and over',
    denominator: 'People aged 65 and over',
    multiplier: 100_000,
  },
  percentage: {
    ...common,
    statistic: 'PERCENTAGE',
    numerator: 'Attendances over four hours',
    denominator: 'Attendances',
  },
  mean: { ...common, statistic: 'MEAN' },
  score: { ...common, statistic: 'SCORE', scale: { lowest: 0, highest: 24 } },
  percentile: { ...common, statistic: 'PERCENTILE', percentile: 90 },
  qualitative: { ...common, nature: 'QUALITATIVE' },
} as const

export type Kind = keyof typeof inputs

export const input = (kind: Kind, values: object = {}): DefinitionInput =>
  DefinitionInput.parse({ ...inputs[kind], ...values })

/** The completed definition; an example that is refused is a mistake in the test. */
export const definition = (kind: Kind, values: object = {}): MetricDefinition => {
  const completed = completeDefinition(input(kind, values))
  if (completed.kind === 'refused')
    throw new Error(completed.refusals.map(({ message }) => message).join('; '))
  return completed.definition
}

export const departments = {
  dimension: 'Department type',
  categories: [
    { code: '1', label: 'Major' },
    { code: '2', label: 'Single specialty' },
  ],
}

export const defined = (kind: Kind = 'rate', values: object = {}): MetricEvent => ({
  type: 'MetricDefined',
  data: { metricId, code: 'ea65', definition: definition(kind, values) },
})

export const retired: MetricEvent = {
  type: 'MetricRetired',
  data: { metricId, retiredOn: '2024-04-01', reason: 'Collection ended', successorId: null },
}

export const stateOf = (...history: readonly MetricEvent[]): MetricState =>
  history.reduce(metric.evolve, metric.initial)
