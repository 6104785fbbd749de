import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import pino from 'pino'

import { startApp, type App } from '../../src/app.js'
import { createGraphqlClient } from '../../src/client/graphql-client.js'
import { parseConfig } from '../../src/config.js'
import { projectRoot } from '../../src/project-root.js'
import { besideProject } from '../support/beside-project.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { capture } from './captured.js'

const { file, absent } = besideProject('data', 'ae_attendances.csv')
const mapping = join(projectRoot, 'docs/examples/ae-attendances.json')

interface ChartAnswer {
  readonly localityByCode: { readonly id: string }
  readonly metricByCode: { readonly id: string }
}

interface Chart {
  readonly runChart: {
    readonly points: readonly {
      readonly period: string
      readonly value: number | null
      readonly numerator: number | null
      readonly denominator: number | null
    }[]
  } | null
}

interface Line {
  readonly period: string
  readonly org: string
  readonly type: string
  readonly attendances: number
  readonly breaches: number
  readonly admissions: number
}

const lines = (): readonly Line[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((text) => {
      const [period = '', org = '', type = '', attendances, breaches, admissions] = text
        .replaceAll('"', '')
        .split(',')
      const figures = {
        attendances: Number(attendances),
        breaches: Number(breaches),
        admissions: Number(admissions),
      }
      return { period, org, type, ...figures }
    })

;(absent === null ? describe : describe.skip)(absent ?? 'the national A&E file', () => {
  const folder = temporaryFolder()
  const env = { WAYMARK_DATA: folder.path, PORT: '0' }
  let app: App

  beforeAll(async () => {
    const parsed = parseConfig(env)
    if (!parsed.ok) throw new Error('The settings of the test are wrong')
    app = await startApp({ config: parsed.config, logger: pino({ level: 'silent' }) })
  })
  afterAll(async () => {
    await app.close()
    folder.remove()
  })

  const chart = async (org: string, code: string, category: string) => {
    const client = createGraphqlClient(app.address, 'Test')
    const ids = await client.request<ChartAnswer>(
      'query ($org: String!, $code: String!) { localityByCode(scheme: "ODS", code: $org) { id } metricByCode(code: $code) { id } }',
      { org, code },
    )
    const { runChart } = await client.request<Chart>(
      'query ($localityId: ID!, $metricId: ID!, $category: String) { runChart(localityId: $localityId, metricId: $metricId, category: $category) { points { period value numerator denominator } } }',
      { localityId: ids.localityByCode.id, metricId: ids.metricByCode.id, category },
    )
    return (runChart?.points ?? []).filter(({ value }) => value !== null)
  }

  test('is imported completely, its charts have its numbers, and a second import records nothing', async () => {
    const { out, status } = await capture(['import', file, '--mapping', mapping, '--actor', 'Test'], env)
    expect(status).toBe(0)
    expect(out).toMatch(/Rows read +12,765\n/)
    expect(out).toMatch(/Rows rejected +0\n/)
    expect(out).toMatch(/Readings recorded +38,295\n/)
    expect(out).toMatch(/Series +1,284 \(1,284 new\)/)
    expect(out).toMatch(/Localities +274 \(274 new\)/)

    const all = lines()
    const pairs = [...new Set(all.map(({ org, type }) => `${org} ${type}`))]
    // Every fortieth provider and type: some thirty of them, of all three types.
    for (const pair of pairs.filter((_pair, index) => index % 40 === 0)) {
      const [org = '', type = ''] = pair.split(' ')
      const expected = all
        .filter((line) => line.org === org && line.type === type)
        .sort((one, other) => one.period.localeCompare(other.period))
      const attendances = await chart(org, 'ae-attendances', type)
      expect(attendances.map(({ period, value }) => [period, value])).toEqual(
        expected.map((line) => [line.period, line.attendances]),
      )
      const admissions = await chart(org, 'ae-admissions', type)
      expect(admissions.map(({ value }) => value)).toEqual(expected.map((line) => line.admissions))
      const breaches = await chart(org, 'ae-four-hour-breaches', type)
      expect(breaches.map(({ value }) => value)).toEqual(
        expected.map((line) => (line.breaches * 100) / line.attendances),
      )
    }

    const again = await capture(['import', file, '--mapping', mapping, '--actor', 'Test'], env)
    expect(again.status).toBe(0)
    expect(again.out).toMatch(/Readings unchanged +38,295\n/)
    expect(again.out).toMatch(/Events recorded +0\n/)
  }, 240_000)
})
