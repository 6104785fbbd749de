import { createGraphqlClient, type GraphqlClient, type UserError } from '../src/client/graphql-client.js'

export const metricId = '0b1c2d3e-0000-7000-8000-000000000001'
export const localityId = '0a1b2c3d-0000-7000-8000-000000000001'
const MONTHS = 36

const send = async (client: GraphqlClient, mutation: string, input: object): Promise<void> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const { payload } = await client.request<{ payload: { userErrors: readonly UserError[] } }>(
    `mutation ($input: ${type}!) { payload: ${mutation}(input: $input) { userErrors { code message field } } }`,
    { input },
  )
  if (payload.userErrors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(payload.userErrors)}`)
}

const month = (index: number): string => new Date(Date.UTC(2021, index, 1)).toISOString().slice(0, 10)

/** Records one chart of 36 months with a target and a few milestones. */
export const recordChart = async (address: string): Promise<void> => {
  const client = createGraphqlClient(address, 'bench')
  await send(client, 'registerLocality', {
    id: localityId,
    kind: 'PLACE',
    name: 'Harbour',
    openedOn: '2015-04-01',
  })
  const definition = {
    name: 'Four-hour breaches',
    statistic: 'PERCENTAGE',
    numerator: 'Breaches',
    denominator: 'Attendances',
    direction: 'DECREASE',
    cadence: 'MONTH',
    purpose: 'PERFORMANCE',
    reliability: 'A',
  }
  await send(client, 'defineMetric', { id: metricId, code: 'breaches', definition })
  await send(client, 'setTarget', { metricId, value: 30, validFrom: month(6) })
  const readings = Array.from({ length: MONTHS }, (_, index) => ({
    metricId,
    localityId,
    period: month(index),
    numerator: 1_500 + ((index * 7919) % 331) + (index > 20 ? 400 : 0),
    denominator: 4_321,
  }))
  await send(client, 'recordReadings', { readings })
  for (const [index, title] of ['Team in place', 'Record shared', 'Beds opened'].entries())
    await send(client, 'planMilestone', { localityId, title, dueOn: month(8 + index * 9) })
}

const fields = `
  points { period value numerator denominator status missingReason side inSignallingRun readingId }
  median unit ruleSet usefulObservations missingPeriods longestRun longestRunLimit crossings crossingsLimit hasSignal
  signals { rule ruleName name side favourable periods observed limit explanation }
  warnings { code message } sentence targets { value from to }
  annotations { on kind label detail cycle { title } milestone { title } }
  metric { code } locality { name } category { code label } series { uuid }`

const requestFor = (selection: string): string =>
  JSON.stringify({
    query: `query ($m: ID!, $l: ID!) { runChart(metricId: $m, localityId: $l) { ${selection} } }`,
    variables: { m: metricId, l: localityId },
  })

/** Asks for every field of the chart but its picture. */
export const chartRequest = requestFor(fields)

/** Asks for the picture with its specification as well. */
export const pictureRequest = requestFor(`${fields} picture { svgUrl pngUrl alternativeText specification }`)
