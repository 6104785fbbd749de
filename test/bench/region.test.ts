import path from 'node:path'

import { fillWithRegion } from '../../bench/load/fill.js'
import { regionEntries } from '../../bench/load/region.js'
import { planRegion } from '../../bench/load/region-plan.js'
import { openSqliteEventStore } from '../../src/adapters/event-store/sqlite.js'
import { verifySqliteLog } from '../../src/adapters/event-store/verify-sqlite.js'
import type { LogEntry } from '../../src/eventsourcing/log-transfer.js'
import { canonicalJson } from '../../src/eventsourcing/canonical-json.js'
import type { Json } from '../../src/eventsourcing/json.js'
import { clientOf, startAppOn } from '../support/app.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const options = { seed: 4, events: 2_000 }

/** What any region lives through in ten years, however small it is. */
const happening = [
  'LocalityMoved',
  'LocalitySucceeded',
  'PopulationEstimated',
  'MetricRedefined',
  'TargetSet',
  'TargetWithdrawn',
  'ReadingCorrected',
  'ReadingWithdrawn',
  'PeriodDeclaredMissing',
  'ChartDefaultsSet',
  'PhaseAccepted',
  'PointExcluded',
  'ProjectCharterRevised',
  'ProjectClosed',
  'RampAdded',
  'CyclePlanRevised',
  'ObservationRecorded',
  'CycleStudied',
  'CycleDecided',
  'CycleCancelled',
  'MilestoneReforecast',
  'MilestoneMissed',
  'MilestoneReopened',
  'MilestoneAchieved',
  'MilestoneCancelled',
]

const entriesOf = async (seed: number): Promise<readonly LogEntry[]> => {
  const entries: LogEntry[] = []
  for await (const entry of regionEntries({ ...options, seed })) entries.push(entry)
  return entries
}

const sizeOf = ({ batch }: LogEntry): number =>
  batch.writes.reduce((size, { events }) => size + events.length, 0)

/** The log as text, without what JSON cannot carry. */
const written = (entries: readonly LogEntry[]): string =>
  canonicalJson(
    JSON.parse(
      JSON.stringify(entries, (_name, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
    ) as Json,
  )

describe('the log of a generated region', () => {
  test('is the same for the same seed, and another for another', async () => {
    const log = written(await entriesOf(4))
    expect(written(await entriesOf(4)) === log).toBe(true)
    expect(written(await entriesOf(5)) === log).toBe(false)
  })

  test('has the shape of a region: every kind of event, small commands, ten years', async () => {
    const entries = await entriesOf(4)
    const types = new Map<string, number>()
    for (const { batch } of entries) {
      for (const { type } of batch.writes.flatMap(({ events }) => events)) {
        types.set(type, (types.get(type) ?? 0) + 1)
      }
    }
    const events = entries.reduce((sum, entry) => sum + sizeOf(entry), 0)
    expect(events).toBeGreaterThanOrEqual(2_000)
    expect(events).toBeLessThan(2_050)
    expect(entries.at(-1)?.position).toBe(BigInt(events))
    expect(types.get('LocalityRegistered')).toBe(40)
    expect(types.get('MetricDefined')).toBe(20)
    expect(happening.filter((type) => !types.has(type))).toEqual([])
    const small = entries.filter((entry) => sizeOf(entry) <= 3).length
    expect(small / entries.length).toBeGreaterThan(0.9)
    const times = entries.map(({ recordedAt }) => recordedAt?.getTime() ?? 0)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    const years = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / (365.25 * 86_400_000)
    expect(years).toBeGreaterThan(8.5)
    expect(years).toBeLessThan(10.5)
  })

  test('is recorded whole by a store, verified, and read over the API', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder.path, 'events.db')
    const open = (clock: () => Date) => Promise.resolve(openSqliteEventStore(file, { clock }))
    const filled = await fillWithRegion(options, open, () => undefined)
    expect(verifySqliteLog(file)).toMatchObject({ findings: [], events: filled.events })
    const app = await startAppOn(folder.path)
    try {
      expect(await app.readSide.status()).toMatchObject({ ready: true, position: BigInt(filled.events) })
      const { series, measuring } = planRegion(options)
      expect(series.length).toBeGreaterThan(0)
      for (const { metric, place } of series) {
        const { runChart } = await clientOf(app).request<{ runChart: { points: unknown[]; median: number } }>(
          'query ($m: ID!, $l: ID!) { runChart(metricId: $m, localityId: $l) { points { value } median } }',
          { m: metric.id, l: place.id },
        )
        expect(runChart.points.length).toBeGreaterThan(100)
        expect(runChart.median).toBeGreaterThan(0)
      }
      const lists = await clientOf(app).request<Record<string, { totalCount: number }>>(
        `query ($l: ID!) { cycles(filter: { localityId: $l }, first: 1) { totalCount }
          milestones(filter: { localityId: $l }, first: 1) { totalCount }
          localities(first: 1) { totalCount } metrics(first: 1) { totalCount } }`,
        { l: measuring[0]?.id },
      )
      expect(lists['localities']?.totalCount).toBe(40)
      expect(lists['metrics']?.totalCount).toBe(20)
      expect(lists['cycles']?.totalCount).toBeGreaterThan(10)
      expect(lists['milestones']?.totalCount).toBeGreaterThan(8)
    } finally {
      await app.close()
      folder.remove()
    }
  })
})
