import { statSync } from 'node:fs'
import { join } from 'node:path'

import { openSqliteEventStore } from '../../../src/adapters/event-store/sqlite.js'
import { batch } from '../../support/event-store-batches.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const MEBIBYTE = 1024 * 1024

test('the write-ahead log begins anew while commands come without a pause, and does not outgrow its reserve', async () => {
  const folder = temporaryFolder()
  const file = join(folder.path, 'events.db')
  const store = openSqliteEventStore(file)
  const length = () => statSync(`${file}-wal`).size / MEBIBYTE
  const reserve = length()
  for (let n = 0; n < 2_500; n += 1) await store.append(batch(`c${n}`, 'thing-1'))
  expect(reserve).toBeGreaterThan(15)
  expect(length()).toBeLessThan(reserve + 2)
  await store.close()
  folder.remove()
})
