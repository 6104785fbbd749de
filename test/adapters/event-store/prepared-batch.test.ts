import { prepareBatch } from '../../../src/adapters/event-store/prepared-batch.js'
import { batch } from '../../support/event-store-batches.js'

test('one very long text is no nesting, and needs no stack', () => {
  const result = '['.repeat(30_000_000)
  expect(prepareBatch(batch('long', 'thing-1', { result })).result).toHaveLength(30_000_002)
})
