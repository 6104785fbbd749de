import type { GraphqlClient, UserError } from '../../client/graphql-client.js'
import type { RegisterLocality } from '../../domain/locality/commands.js'
import type { CheckedReading } from './check-rows.js'
import type { ImportMetric } from './known-metrics.js'

/** What became of a request to record readings. */
export interface BatchAnswer {
  readonly recorded: number
  readonly unchanged: number
  readonly userErrors: readonly UserError[]
}

interface Outcome {
  readonly outcome: {
    readonly recorded?: number | null
    readonly unchanged?: number | null
    readonly position: string | null
    readonly userErrors: readonly UserError[]
  }
}

/** Most readings that the API takes at once. */
const mostReadings = 1_000

/** Most characters of JSON in a request, well below what the server takes. */
const mostCharacters = 1_000_000

const mutation = (name: string, type: string, fields: string): string =>
  `mutation Import($input: ${type}!) { outcome: ${name}(input: $input) { ${fields} position userErrors { code message field } } }`

const recordReadings = mutation('recordReadings', 'RecordReadingsInput', 'recorded unchanged')
const declareMissing = mutation('declarePeriodMissing', 'DeclarePeriodMissingInput', '')
const defineMetric = mutation('defineMetric', 'DefineMetricInput', '')
const registerLocality = mutation('registerLocality', 'RegisterLocalityInput', '')

interface RequestOptions {
  readonly idempotencyKey?: string
  readonly dryRun?: boolean
}

const inputOf = ({ place, said }: CheckedReading): object =>
  said.kind === 'measured' ? { ...place, ...said.measurement } : { ...place, reason: said.reason }

/** Readings in pieces that one request takes. */
export const batches = (readings: readonly CheckedReading[]): readonly (readonly CheckedReading[])[] => {
  const all: CheckedReading[][] = []
  let characters = 0
  for (const reading of readings) {
    const size = JSON.stringify(inputOf(reading)).length
    const last = all.at(-1)
    if (last === undefined || last.length >= mostReadings || characters + size > mostCharacters) {
      all.push([reading])
      characters = size
    } else {
      last.push(reading)
      characters += size
    }
  }
  return all
}

/** Records a batch of measured readings: all of them or none. */
export const sendReadings = async (
  client: GraphqlClient,
  readings: readonly CheckedReading[],
  options: RequestOptions,
): Promise<BatchAnswer> => {
  const input = { readings: readings.map(inputOf), ...options }
  const { outcome } = await client.request<Outcome>(recordReadings, { input })
  const { recorded, unchanged, userErrors } = outcome
  return { recorded: recorded ?? 0, unchanged: unchanged ?? 0, userErrors }
}

/** Declares the period of a reading missing. */
export const sendMissing = async (
  client: GraphqlClient,
  reading: CheckedReading,
  options: RequestOptions,
): Promise<readonly UserError[]> => {
  const { outcome } = await client.request<Outcome>(declareMissing, {
    input: { ...inputOf(reading), ...options },
  })
  return outcome.userErrors
}

export const sendMetric = async (
  client: GraphqlClient,
  { state, source }: ImportMetric,
  idempotencyKey: string,
): Promise<readonly UserError[]> => {
  const { definition, validFrom } = source
  const input = { id: state.metricId, code: state.code, definition, validFrom, idempotencyKey }
  return (await client.request<Outcome>(defineMetric, { input })).outcome.userErrors
}

export const sendLocality = async (
  client: GraphqlClient,
  { localityId, ...rest }: RegisterLocality,
  idempotencyKey: string,
): Promise<readonly UserError[]> => {
  const input = { id: localityId, ...rest, idempotencyKey }
  return (await client.request<Outcome>(registerLocality, { input })).outcome.userErrors
}
