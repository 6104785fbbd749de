import { statSync } from 'node:fs'
import { join } from 'node:path'

import { openSqliteEventStore } from '../../../src/adapters/event-store/sqlite.js'
import { createFold } from '../../../src/adapters/event-store/sqlite-fold.js'
import { batch } from '../../support/event-store-batches.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const MEBIBYTE = 1024 * 1024

test('the write-ahead log begins anew while commands come without a pause, and does not outgrow its reserve', async () => {
  const folder = temporaryFolder()
  const file = join(folder.path, 'events.db')
  const store = openSqliteEventStore(file)
  const length = () => statSync(`${file}-wal`).size / MEBIBYTE
  const reserve = length()
  for (let n = 0; n < 6_500; n += 1) await store.append(batch(`c${n}`, 'thing-1'))
  expect(reserve).toBeGreaterThan(23)
  expect(length()).toBeLessThan(reserve + 2)
  await store.close()
  folder.remove()
})

/** A log of which each copy on the other thread, and each of the rest, ends as told. */
const copied = (elsewhere: readonly boolean[], here: readonly { log: number; checkpointed: number }[]) => {
  const done = { elsewhere: 0, here: 0 }
  const pragma = () => [here[done.here++]]
  const run = () =>
    elsewhere[done.elsewhere++] === true ? Promise.resolve() : Promise.reject(new Error('The disk is full'))
  const fold = createFold({ pragma }, { run }, 4_000)
  const wrote = async (pages: number): Promise<void> => {
    fold.wrote(pages)
    await new Promise((settled) => setImmediate(settled))
  }
  return { done, wrote }
}

const WHOLE = { log: 4_010, checkpointed: 4_010 }

test('what could not be copied is tried again some pages later, long before the log is full again', async () => {
  const { done, wrote } = copied([false, true], [WHOLE])
  await wrote(4_000)
  await wrote(40)
  expect(done).toEqual({ elsewhere: 1, here: 0 })
  await wrote(40)
  expect(done).toEqual({ elsewhere: 2, here: 0 })
  await wrote(10)
  expect(done).toEqual({ elsewhere: 2, here: 1 })
})

test('pages that somebody was still reading are copied some pages later; else a whole lot of new ones is waited for', async () => {
  const { done, wrote } = copied([true, true], [{ log: 4_010, checkpointed: 3_500 }, WHOLE])
  await wrote(4_000)
  await wrote(10)
  await wrote(60)
  expect(done).toEqual({ elsewhere: 2, here: 1 })
  await wrote(10)
  await wrote(3_900)
  expect(done).toEqual({ elsewhere: 2, here: 2 })
})
