import { writeSync } from 'node:fs'

import { openSqliteEventStore } from '../../src/adapters/event-store/sqlite.js'
import { batch } from './event-store-batches.js'

// Writes to a log with several writers at once, until it is killed, and says of each command when it is recorded.
const [, , file = '', run = ''] = process.argv
const store = openSqliteEventStore(file)

const writer = async (w: number): Promise<never> => {
  for (let n = 0; ; n += 1) {
    const commandId = `run${run}/w${w}/${n}`
    const text = 'x'.repeat(50 + ((n * 37) % 900))
    const outcome = await store.append(
      batch(commandId, `thing-${w}`, { events: 1 + (n % 3), data: { text } }),
    )
    if (outcome.kind !== 'appended') throw new Error(`${commandId}: ${outcome.kind}`)
    writeSync(1, `${commandId} ${outcome.position.toString()}\n`)
  }
}

void Promise.all(Array.from({ length: 12 }, (_, w) => writer(w)))
