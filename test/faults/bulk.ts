import { createGraphqlClient } from '../../src/client/graphql-client.js'
import { admissions } from '../app/writers.js'
import { uuid } from '../support/api.js'
import { succeed } from '../support/app.js'
import { askServer } from './asking.js'

/** Places of the bulk, apart from the wards whose readings are counted. */
const places = [1, 2, 3, 4].map((number) => uuid('c', number))

const document = `mutation ($input: RecordReadingsInput!) {
  recordReadings(input: $input) { recorded userErrors { code message } }
}`

const SIZE = 1_000
/** Values above those of the wards, each once. */
const LOWEST_VALUE = 1_000_000

const day = (n: number): string => new Date(Date.UTC(1600, 0, 1 + n)).toISOString().slice(0, 10)

export const prepareBulk = async (address: string): Promise<void> => {
  const client = createGraphqlClient(address, 'Asha Patel')
  for (const id of places)
    await succeed(client, 'registerLocality', {
      id,
      kind: 'OTHER',
      name: `Bulk ${id}`,
      openedOn: '1600-01-01',
    })
}

/** Writes thousands of long readings at once, which use up the room that stores keep in reserve. */
export const createBulk = () => {
  const sent = places.map(() => 0)

  const send = async (address: string, place: number): Promise<boolean> => {
    const batch = sent[place] ?? 0
    const readings = Array.from({ length: SIZE }, (_, index) => ({
      metricId: admissions,
      localityId: places[place],
      period: day(batch * SIZE + index),
      value: LOWEST_VALUE * (place + 1) + batch * SIZE + index,
      source: 'x'.repeat(500),
    }))
    const input = { readings, idempotencyKey: `bulk ${place}, batch ${batch}` }
    const reply = await askServer(address, document, { input })
    if (reply.kind !== 'answered') return false
    const payload = reply.data['recordReadings'] as { readonly userErrors: readonly unknown[] } | null
    if (payload?.userErrors.length !== 0)
      throw new Error(`The bulk was refused: ${JSON.stringify(reply.data).slice(0, 500)}`)
    sent[place] = batch + 1
    return true
  }

  /** Sends at all places at once, until the store takes no more. */
  const untilRefused = async (address: string): Promise<void> => {
    let isRefused = false
    const go = async (_id: string, place: number): Promise<void> => {
      while (!isRefused) if (!(await send(address, place))) isRefused = true
    }
    await Promise.all(places.map(go))
  }

  return { untilRefused }
}
