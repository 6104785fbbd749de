import { endFilling, fillUnderLoad } from './fill-disk.js'
import { patienceOf } from './rounds.js'

afterEach(endFilling, 60_000)

test(
  'a full disk under the embedded store is refused as retryable, and nothing is lost when there is room again',
  () => fillUnderLoad('embedded'),
  patienceOf(60_000),
)
