import { RequestFailed, Unreachable, type GraphqlClient } from '../../src/client/graphql-client.js'
import { uuid } from '../support/api.js'
import { send, succeed } from '../support/app.js'

export const admissions = uuid('b', 1)
export const wards = [1, 2, 3, 4].map((number) => uuid('a', number))

/** A metric by day, and wards to measure it on. */
export const prepareWards = async (client: GraphqlClient): Promise<void> => {
  const definition = {
    name: 'Admissions',
    statistic: 'COUNT',
    direction: 'NEUTRAL',
    cadence: 'DAY',
    purpose: 'PERFORMANCE',
    reliability: 'A',
  }
  await succeed(client, 'defineMetric', { id: admissions, code: 'admissions', definition })
  for (const id of wards)
    await succeed(client, 'registerLocality', {
      id,
      kind: 'OTHER',
      name: `Ward ${id}`,
      openedOn: '2010-01-01',
    })
}

/** The nth day that is written. */
export const dayOf = (n: number): string => new Date(Date.UTC(2012, 0, 1 + n)).toISOString().slice(0, 10)
export const valueOf = (ward: number, n: number): number => (ward + 1) * 10_000 + n

/** What one ward has sent and what was acknowledged: readings 0 to `acknowledged` − 1. */
export interface Progress {
  acknowledged: number
}

const record = async (client: GraphqlClient, ward: number, n: number): Promise<'done' | 'gone'> => {
  try {
    const { userErrors } = await send(client, 'recordReading', {
      metricId: admissions,
      localityId: wards[ward],
      period: dayOf(n),
      value: valueOf(ward, n),
      idempotencyKey: `ward ${ward}, reading ${n}`,
    })
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors))
    return 'done'
  } catch (error) {
    // The server went away before it answered, or says that it is closing.
    if (error instanceof Unreachable || error instanceof RequestFailed) return 'gone'
    throw error
  }
}

/**
 * Lets all wards write, each one reading after the other, until the server goes away. A reading that was sent but not
 * acknowledged is the first that the ward sends next time.
 *
 * @param told after each acknowledgement, how many there were in this call
 */
export const writeUntilGone = async (
  client: GraphqlClient,
  progress: readonly Progress[],
  told: (acknowledged: number) => void,
): Promise<void> => {
  let count = 0
  const write = async (each: Progress, ward: number): Promise<void> => {
    while ((await record(client, ward, each.acknowledged)) === 'done') {
      each.acknowledged += 1
      count += 1
      told(count)
    }
  }
  await Promise.all(progress.map(write))
}

/** The values of a ward in order, as its run chart has them. */
export const valuesOf = async (client: GraphqlClient, ward: number): Promise<readonly (number | null)[]> => {
  const { runChart } = await client.request<{ runChart: { points: { value: number | null }[] } }>(
    'query ($m: ID!, $l: ID!) { runChart(metricId: $m, localityId: $l) { points { value } } }',
    { m: admissions, l: wards[ward] },
  )
  return runChart.points.map(({ value }) => value)
}

/** Checks that each ward has all that was acknowledged, in order, and at most the one reading that was under way. */
export const expectNothingLost = async (
  client: GraphqlClient,
  progress: readonly Progress[],
): Promise<void> => {
  for (const [ward, { acknowledged }] of progress.entries()) {
    const values = await valuesOf(client, ward)
    expect(values).toEqual(values.map((_, n) => valueOf(ward, n)))
    expect([acknowledged, acknowledged + 1]).toContain(values.length)
  }
}
