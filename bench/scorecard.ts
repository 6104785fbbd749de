import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createGraphqlClient, type GraphqlClient, type UserError } from '../src/client/graphql-client.js'
import { httpLoad } from './http-load.js'
import { benchResult, type BenchResult, middle } from './result.js'
import { startBare, startWaymark, type ServerProcess } from './server-process.js'

const METRICS = 40
const LOCALITIES = 200
const MONTHS = 36
const ROUNDS = 5
const REQUESTS = 20
const AT_ONCE = 500

const id = (kind: string, number: number): string =>
  `${kind.repeat(8)}-0000-7000-8000-${String(number).padStart(12, '0')}`
const place = id('a', 1)
const metric = (number: number): string => id('b', number)
const locality = (number: number): string => id('a', number + 1)
const month = (index: number): string => new Date(Date.UTC(2021, index, 1)).toISOString().slice(0, 10)

const send = async (client: GraphqlClient, mutation: string, input: object): Promise<void> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const { payload } = await client.request<{ payload: { userErrors: readonly UserError[] } }>(
    `mutation ($input: ${type}!) { payload: ${mutation}(input: $input) { userErrors { code message field } } }`,
    { input },
  )
  if (payload.userErrors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(payload.userErrors)}`)
}

const readings = (metricId: string, localityId: string, size: number): object[] =>
  Array.from({ length: MONTHS }, (_, index) => ({
    metricId,
    localityId,
    period: month(index),
    numerator: Math.round(size * 0.7) + ((index * 7919) % 31),
    denominator: size,
  }))

/** A place with 40 metrics, the first of them also at 200 localities below it; 36 months of each. */
const record = async (address: string): Promise<void> => {
  const client = createGraphqlClient(address, 'bench')
  const openedOn = '2015-04-01'
  await send(client, 'registerLocality', { id: place, kind: 'PLACE', name: 'Harbour', openedOn })
  for (let number = 1; number <= METRICS; number += 1) {
    const definition = {
      name: `Seen in time ${number}`,
      statistic: 'PERCENTAGE',
      numerator: 'Seen in time',
      denominator: 'Attendances',
      direction: 'INCREASE',
      cadence: 'MONTH',
      purpose: 'PERFORMANCE',
      reliability: 'A',
    }
    await send(client, 'defineMetric', { id: metric(number), code: `metric-${number}`, definition })
    await send(client, 'setTarget', { metricId: metric(number), value: 75, validFrom: month(0) })
  }
  for (let number = 1; number <= LOCALITIES; number += 1) {
    const name = `Street ${number}`
    await send(client, 'registerLocality', {
      id: locality(number),
      kind: 'NEIGHBOURHOOD',
      name,
      openedOn,
      parentId: place,
    })
  }
  const all = [
    ...Array.from({ length: METRICS }, (_, index) => readings(metric(index + 1), place, 4_000)),
    ...Array.from({ length: LOCALITIES }, (_, index) =>
      readings(metric(1), locality(index + 1), 300 + index * 9),
    ),
  ].flat()
  for (let from = 0; from < all.length; from += AT_ONCE)
    await send(client, 'recordReadings', { readings: all.slice(from, from + AT_ONCE) })
}

const scorecard = JSON.stringify({
  query: `query ($l: ID!) { scorecard(localityId: $l, first: ${METRICS}) { nodes { metric { code name } category { code }
    variation assurance lastValue lastPeriod target dataAgeDays stale points trial sentence } } }`,
  variables: { l: place },
})

const comparison = JSON.stringify({
  query: `query ($m: ID!, $p: ID!) { compareLocalities(metricId: $m, parentId: $p, overdispersion: true) {
    coverage { reporting expected } funnel { centreLine overdispersion { phi tauSquared }
      points { locality { name } value numerator denominator interval { lower upper } band }
      limits { denominator lower95 upper95 lower998 upper998 } } } }`,
  variables: { m: metric(1), p: place },
})

/** The middle time of one request beside that of a bare server that answers with the same bytes. */
const timed = async (
  name: string,
  { address }: ServerProcess,
  body: string,
  folder: string,
): Promise<BenchResult> => {
  const asked = httpLoad(address, body)
  const answer = await asked.answer()
  const parsed: unknown = JSON.parse(answer.toString())
  if (typeof parsed === 'object' && parsed !== null && 'errors' in parsed) throw new Error(answer.toString())
  const file = join(folder, `${name.length}.json`)
  writeFileSync(file, answer)
  const bare = await startBare(file)
  const same = httpLoad(bare.address, body)
  try {
    await asked.latency(REQUESTS)
    await same.latency(REQUESTS)
    const [own, bares]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round += 1) {
      bares.push(await same.latency(REQUESTS))
      own.push(await asked.latency(REQUESTS))
    }
    return benchResult(name, 'ms', middle(own), middle(bares))
  } finally {
    asked.close()
    same.close()
    await bare.stop()
  }
}

/** A scorecard of 40 metrics and a comparison of 200 localities over HTTP, each beside the same bytes. */
export const run = async (): Promise<BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
  const waymark = await startWaymark(join(folder, 'data'))
  try {
    await record(waymark.address)
    return [
      await timed(`scorecard of ${METRICS} metrics`, waymark, scorecard, folder),
      await timed(`comparison of ${LOCALITIES} localities`, waymark, comparison, folder),
    ]
  } finally {
    await waymark.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
