import { cutUnderLoad } from './cut-connection.js'
import { patienceOf } from './rounds.js'

test(
  'a connection to PostgreSQL that swallows everything holds nobody for ever, and heals by itself',
  () => cutUnderLoad('swallow', 'connection to PostgreSQL cut: bytes swallowed, nothing closed'),
  patienceOf(90_000),
)
