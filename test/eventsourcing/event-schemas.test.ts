import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { catalogue } from '../../src/domain/catalogue.js'
import { chartEvents } from '../../src/domain/chart/events.js'
import { cycleEvents } from '../../src/domain/cycle/events.js'
import { printEventSchemas } from '../../src/domain/event-schemas.js'
import { idClaimEvents } from '../../src/domain/id-claim/events.js'
import { localityCodeEvents, localityEvents } from '../../src/domain/locality/events.js'
import { metricCodeEvents, metricEvents } from '../../src/domain/metric/events.js'
import { milestoneEvents } from '../../src/domain/milestone/events.js'
import { projectEvents } from '../../src/domain/project/events.js'
import { quarantineEvents } from '../../src/domain/quarantine/events.js'
import { seriesEvents } from '../../src/domain/series/events.js'
import { createCodec } from '../../src/eventsourcing/codec.js'
import type { Recorded } from '../../src/eventsourcing/event-store.js'

const schemas = join(__dirname, '../../schema/events')
const samples = join(__dirname, 'samples')

const sampleNames = readdirSync(samples).map((name) => name.replace(/\.json$/, ''))
const readSample = (name: string): Recorded => {
  const [type = '', version = ''] = name.split('.v')
  return {
    ...(JSON.parse(readFileSync(join(samples, `${name}.json`), 'utf8')) as Pick<Recorded, 'data' | 'meta'>),
    id: '018f2b6e-7c1a-7d3e-9b4a-2f6c8e1d5a70',
    type,
    schema: Number(version),
    position: 1n,
    stream: 'sample-1',
    revision: 0n,
    recordedAt: new Date('2026-03-01T09:00:00.000Z'),
  }
}

describe('schema/events', () => {
  test.each([...printEventSchemas()])(
    '%s is what the catalogue says; run the generate task if it is not',
    (name, text) => {
      expect(readFileSync(join(schemas, name), 'utf8')).toBe(text)
    },
  )

  test('has one file for every version of every type, older ones included', () => {
    const expected = Object.entries(catalogue).flatMap(([type, { schema }]) =>
      Array.from({ length: schema }, (_, index) => `${type}.v${index + 1}.json`),
    )
    expect(readdirSync(schemas).toSorted()).toEqual(expected.toSorted())
  })
})

describe('the samples that are kept for ever', () => {
  const codec = createCodec(catalogue)

  test('there is one for every version of every type', () => {
    const expected = Object.entries(catalogue).flatMap(([type, { schema }]) =>
      Array.from({ length: schema }, (_, index) => `${type}.v${index + 1}`),
    )
    expect(sampleNames.toSorted()).toEqual(expected.toSorted())
  })

  test.each(sampleNames)('%s can still be read, with nothing lost', (name) => {
    const sample = readSample(name)
    const { data, type } = codec.decode(sample)
    const isNewest = catalogue[type]?.schema === sample.schema
    if (isNewest) expect(data).toEqual(sample.data)
    expect(codec.encode({ type, data }).data).toEqual(data)
  })
})

test('no two categories have an event type of the same name', () => {
  const types = [
    chartEvents,
    cycleEvents,
    idClaimEvents,
    localityCodeEvents,
    localityEvents,
    metricCodeEvents,
    metricEvents,
    milestoneEvents,
    projectEvents,
    seriesEvents,
    quarantineEvents,
  ].flatMap((events) => Object.keys(events))
  expect(Object.keys(catalogue).toSorted()).toEqual(types.toSorted())
})
