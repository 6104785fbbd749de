import { createHash } from 'node:crypto'

import { v5 as uuidv5 } from 'uuid'

import { EVENT_ID_NAMESPACE, eventIdOf } from '../../src/eventsourcing/event-id.js'
import {
  chainHash,
  commandHash,
  eventHashes,
  type EventHeader,
  GENESIS,
  payloadHash,
  streamHash,
} from '../../src/eventsourcing/hash-chain.js'

// Written out again, byte by byte, as the README tells an auditor to: a change of layout fails here.
const sha256 = (...lines: readonly string[]): string =>
  createHash('sha256')
    .update(Buffer.from(lines.join('\n'), 'utf8'))
    .digest('hex')

const header: EventHeader = {
  position: 7,
  stream: 'series-ä',
  revision: 2,
  id: '018f2b6e-7c1a-5d3e-9b4a-2f6c8e1d5a70',
  type: 'ReadingRecorded',
  schema: 1,
  recordedAt: 1772355600000,
}

describe('the hash layout', () => {
  const payload = payloadHash('{"value":1}', '{"actor":"Ann"}')

  test('a payload is data, line feed, metadata', () => {
    expect(payload).toBe(sha256('{"value":1}', '{"actor":"Ann"}'))
  })

  test('an event in its stream is the one before, the payload and its header', () => {
    expect(streamHash(GENESIS, payload, header)).toBe(
      sha256(
        '0'.repeat(64),
        payload,
        '["series-ä",2,"018f2b6e-7c1a-5d3e-9b4a-2f6c8e1d5a70","ReadingRecorded",1]',
      ),
    )
  })

  test('an event in the log is the one before, the payload and its header with position and time', () => {
    expect(chainHash(GENESIS, payload, header)).toBe(
      sha256(
        '0'.repeat(64),
        payload,
        '[7,"series-ä",2,"018f2b6e-7c1a-5d3e-9b4a-2f6c8e1d5a70","ReadingRecorded",1,1772355600000]',
      ),
    )
  })

  test('both hashes at once are the same', () => {
    const previous = { chain: 'a'.repeat(64), stream: 'b'.repeat(64) }
    for (const stream of ['series-1', 'series-ä', 'series-"\\']) {
      const named = { ...header, stream }
      expect(eventHashes(previous, payload, named)).toEqual({
        chain: chainHash(previous.chain, payload, named),
        stream: streamHash(previous.stream, payload, named),
      })
    }
  })

  test('a command record is the one before, its header and its result', () => {
    const command = { sequence: 3, id: 'key "7"', requestHash: 'ab', position: 9 }
    expect(commandHash(GENESIS, command, '{"a":1}')).toBe(
      sha256('0'.repeat(64), '[3,"key \\"7\\"","ab",9]', '{"a":1}'),
    )
  })
})

describe('the id of an event', () => {
  test.each(['c', 'import/ä/🏥', '018f2b6e-7c1a-7d3e-9b4a-2f6c8e1d5a70'])(
    'of command %s is its UUIDv5',
    (commandId) => {
      for (const index of [0, 1, 999]) {
        expect(eventIdOf(commandId, index)).toBe(uuidv5(`${commandId}|${index}`, EVENT_ID_NAMESPACE))
      }
    },
  )
})
