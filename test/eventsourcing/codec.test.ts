import { z } from 'zod'

import { catalogue } from '../../src/domain/catalogue.js'
import { CodecFault, createCodec, type EventCatalogue } from '../../src/eventsourcing/codec.js'
import type { Recorded } from '../../src/eventsourcing/event-store.js'
import type { Json } from '../../src/eventsourcing/json.js'

const recorded = (type: string, schema: number, data: Json): Recorded => ({
  id: '018f2b6e-7c1a-7d3e-9b4a-2f6c8e1d5a70',
  type,
  schema,
  data,
  meta: { actor: 'a tester', commandId: 'c', correlationId: 'c' },
  position: 42n,
  stream: 'walk-7',
  revision: 3n,
  recordedAt: new Date('2026-03-01T09:00:00.000Z'),
})

const object = (data: Json): Readonly<Record<string, Json>> => data as Readonly<Record<string, Json>>

/** A type whose shape changed twice: metres became a number of metres, then kilometres. */
const walks: EventCatalogue = {
  Walked: {
    category: 'walk',
    schema: 3,
    shape: z.object({ kilometres: z.number(), note: z.string().optional() }),
    upcasters: [
      (data) => ({ ...object(data), metres: Number(object(data)['metres']) }),
      (data) => ({ kilometres: Number(object(data)['metres']) / 1000 }),
    ],
  },
}

describe('decoding', () => {
  const codec = createCodec(walks)

  test.each<[number, Json]>([
    [1, { metres: '1500' }],
    [2, { metres: 1500 }],
    [3, { kilometres: 1.5 }],
  ])('brings version %d up to the newest, one version after the other', (schema, data) => {
    expect(codec.decode(recorded('Walked', schema, data))).toMatchObject({
      type: 'Walked',
      data: { kilometres: 1.5 },
      position: 42n,
      stream: 'walk-7',
      revision: 3n,
      meta: { actor: 'a tester' },
    })
  })

  test('leaves out fields that a newer release added, so that a rollback can read on', () => {
    const { data } = codec.decode(recorded('Walked', 3, { kilometres: 1, mood: 'good' }))
    expect(data).toEqual({ kilometres: 1 })
  })

  test.each<[string, Recorded]>([
    ['an unknown type', recorded('Flown', 1, {})],
    ['a version from the future', recorded('Walked', 4, { kilometres: 1 })],
    ['a version that is none', recorded('Walked', 0, { kilometres: 1 })],
    ['data of another shape', recorded('Walked', 3, { kilometres: 'far' })],
  ])('%s is a fault that names stream, position and type', (_, event) => {
    expect(() => codec.decode(event)).toThrow(CodecFault)
    expect(() => codec.decode(event)).toThrow(new RegExp(`${event.type}.*position 42.*walk-7`))
  })
})

describe('encoding', () => {
  const codec = createCodec(walks)

  test('gives the newest version and the event as a later read will give it', () => {
    const data = { kilometres: 2, note: undefined, mood: 'good' }
    expect(codec.encode({ type: 'Walked', data })).toStrictEqual({
      event: { type: 'Walked', data: { kilometres: 2 } },
      schema: 3,
      data: { kilometres: 2 },
    })
  })

  test('a shape that does not fit and a type that is unknown are faults', () => {
    expect(() => codec.encode({ type: 'Walked', data: { kilometres: 'far' } })).toThrow(CodecFault)
    expect(() => codec.encode({ type: 'Flown', data: {} })).toThrow(/Flown/)
  })

  test('absent fields deep inside are left out', () => {
    const project = {
      projectId: '018f2b6e-7c1a-7d3e-9b4a-2f6c8e1d5a70',
      localityId: '018f2b6e-7c1a-7d3e-9b4a-2f6c8e1d5a71',
      title: 'Fewer falls',
      aim: 'Halve falls by May',
      metricIds: [],
      team: [{ name: 'Ann', role: undefined }],
      startOn: '2026-01-01',
      endOn: undefined,
    }
    const { data } = createCodec(catalogue).encode({ type: 'ProjectChartered', data: project })
    expect(data).toStrictEqual({
      projectId: project.projectId,
      localityId: project.localityId,
      title: 'Fewer falls',
      aim: 'Halve falls by May',
      metricIds: [],
      team: [{ name: 'Ann' }],
      startOn: '2026-01-01',
    })
  })
})

test('a catalogue with a step missing between two versions is refused', () => {
  const walked = walks['Walked']
  if (walked === undefined) throw new Error('The catalogue has no walks')
  expect(() => createCodec({ Walked: { ...walked, schema: 4 } })).toThrow(/Walked.*schema 4.*2 upcasters/)
})
