import type { App } from '../../src/app.js'
import type { GraphqlClient } from '../../src/client/graphql-client.js'
import { fillDemonstration } from '../../src/demonstration/fill.js'
import { causal, months } from '../api/chart/charts.js'
import { clientOf, startAppOn } from '../support/app.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const threeYears = months('2021-06-01', 36)
const nothing = () => undefined

const start = async () => {
  const folder = temporaryFolder()
  const app = await startAppOn(folder.path)
  const close = async () => {
    await app.close()
    folder.remove()
  }
  return { app, client: clientOf(app, 'Demonstration'), close }
}

/** The whole log: what was recorded, in order, without what depends on the process. */
const logOf = async ({ store }: App): Promise<unknown[]> => {
  const found: unknown[] = []
  for (let position = 0n; ;) {
    const { events, next } = await store.readAll(position, { max: 1_000 })
    if (events.length === 0) return found
    found.push(...events.map(({ id, stream, type, data }) => ({ id, stream, type, data })))
    position = next
  }
}

interface Nodes<Node> {
  readonly nodes: readonly Node[]
  readonly totalCount: number
}

/** All series, page after page. */
const allSeries = async <Node>(client: GraphqlClient, fields: string): Promise<readonly Node[]> => {
  const found: Node[] = []
  for (let after: string | null = null; ;) {
    const { series }: { series: Nodes<Node> & { pageInfo: { hasNextPage: boolean; endCursor: string } } } =
      await client.request(
        `query ($after: String) { series(first: 10, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } totalCount } }`,
        { after },
      )
    found.push(...series.nodes)
    if (!series.pageInfo.hasNextPage) return found
    after = series.pageInfo.endCursor
  }
}

describe('the demonstration programme', () => {
  let running: Awaited<ReturnType<typeof start>>
  const told: (readonly [number, number])[] = []
  beforeAll(async () => {
    running = await start()
    await fillDemonstration(running.client, threeYears, (done, of) => told.push([done, of]))
  }, 120_000)
  afterAll(() => running.close())

  test('says how far it is, step by step, to the end', () => {
    const steps = told.length
    expect(told).toEqual(Array.from({ length: steps }, (_, index) => [index + 1, steps]))
    expect(steps).toBeGreaterThan(50)
  })

  test('has five localities in a tree of two levels, all said to be made up', async () => {
    const { localityTree } = await running.client.request<{
      localityTree: { edges: { node: { depth: number; locality: { note: string } } }[] }
    }>('{ localityTree(first: 20) { edges { node { depth locality { note } } } } }')
    expect(localityTree.edges.map(({ node }) => node.depth)).toEqual([0, 1, 1, 1, 1])
    for (const { node } of localityTree.edges) expect(node.locality.note).toMatch(/^Synthetic: /)
  })

  test('has six metrics, one of each statistic, labelled as synthetic', async () => {
    const { metrics } = await running.client.request<{
      metrics: Nodes<{ definition: { statistic: string; source: string; purpose: string } }>
    }>('{ metrics(first: 20) { nodes { definition { statistic source purpose } } totalCount } }')
    const definitions = metrics.nodes.map(({ definition }) => definition)
    expect(definitions.map(({ statistic }) => statistic).sort()).toEqual(
      ['COUNT', 'MEAN', 'PERCENTAGE', 'PERCENTILE', 'RATE', 'SCORE'].sort(),
    )
    for (const { source } of definitions) expect(source).toBe('Synthetic data for demonstration')
  })

  test('has three years of months at every place and for every part, with gaps where there are some', async () => {
    const series = await allSeries<{
      runChart: {
        points: { period: string; value: number | null; status: string | null }[]
        sentence: string
        hasSignal: boolean
        picture: { alternativeText: string }
      }
    }>(
      running.client,
      'runChart { points { period value status } sentence hasSignal picture { alternativeText } }',
    )
    // Five metrics as a whole, and one in five parts, at five places.
    expect(series).toHaveLength(5 * (5 + 5))
    for (const { runChart } of series) {
      expect(runChart.points.map(({ period }) => period)).toEqual(threeYears)
      for (const { value, status } of runChart.points) expect(value === null).toBe(status === 'MISSING')
      expect(runChart.sentence).not.toMatch(causal)
      expect(runChart.picture.alternativeText).toMatch(/Synthetic demonstration data\.$/)
    }
    const gaps = series.map(({ runChart }) => runChart.points.filter(({ value }) => value === null).length)
    expect(gaps.filter((count) => count > 0).sort()).toEqual([2, 3])
    const signals = series.filter(({ runChart }) => runChart.hasSignal).length
    expect(signals).toBeGreaterThanOrEqual(5)
    expect(signals).toBeLessThan(series.length / 2)
  })

  test('has projects with ramps of cycles at different stages', async () => {
    const { projects, cycles } = await running.client.request<{
      projects: Nodes<{ ramps: { cycles: { totalCount: number } }[] }>
      cycles: Nodes<{ status: string; decision: string | null }>
    }>(
      `{ projects(first: 20) { nodes { ramps { cycles(first: 20) { totalCount } } } totalCount }
         cycles(first: 50) { nodes { status decision } totalCount } }`,
    )
    expect(projects.totalCount).toBeGreaterThanOrEqual(3)
    expect(projects.nodes.some(({ ramps }) => ramps.some((ramp) => ramp.cycles.totalCount > 1))).toBe(true)
    expect(new Set(cycles.nodes.map(({ status }) => status)).size).toBeGreaterThanOrEqual(3)
    expect(new Set(cycles.nodes.map(({ decision }) => decision))).toEqual(
      new Set([null, 'ADOPT', 'ADAPT', 'ABANDON']),
    )
  })

  test('has milestones that slipped, each date with its reason', async () => {
    const { milestones } = await running.client.request<{
      milestones: Nodes<{
        status: string
        slippedDays: number
        forecasts: { forecastOn: string; reason: string | null }[]
      }>
    }>(
      '{ milestones(first: 50) { nodes { status slippedDays forecasts { forecastOn reason } } totalCount } }',
    )
    const slipped = milestones.nodes.filter(({ slippedDays }) => slippedDays > 0)
    expect(slipped.length).toBeGreaterThanOrEqual(3)
    for (const { forecasts } of slipped)
      for (const { reason } of forecasts.slice(1)) expect(reason).toMatch(/\w{3,}/)
    expect(new Set(milestones.nodes.map(({ status }) => status)).size).toBeGreaterThanOrEqual(3)
  })

  test('recorded again, it records nothing new', async () => {
    const before = await running.app.store.head()
    await fillDemonstration(running.client, threeYears, nothing)
    expect(await running.app.store.head()).toBe(before)
  }, 120_000)

  test('interrupted before or after any answer, it is completed to the same log', async () => {
    const whole = await logOf(running.app)
    const interrupted = await start()
    try {
      for (const [requests, recorded] of [
        [1, true],
        [9, false],
        [30, true],
        [31, true],
        [75, false],
      ] as const) {
        let sent = 0
        const client: GraphqlClient = {
          ...interrupted.client,
          request: async (document, variables) => {
            sent += 1
            if (sent < requests) return interrupted.client.request(document, variables)
            if (recorded) await interrupted.client.request(document, variables)
            throw new Error('The power went out')
          },
        }
        await expect(fillDemonstration(client, threeYears, nothing)).rejects.toThrow('The power went out')
      }
      await fillDemonstration(interrupted.client, threeYears, nothing)
      expect(await logOf(interrupted.app)).toEqual(whole)
    } finally {
      await interrupted.close()
    }
  }, 240_000)
})
