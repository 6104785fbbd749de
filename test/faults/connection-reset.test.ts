import { cutUnderLoad } from './cut-connection.js'
import { patienceOf } from './rounds.js'

test(
  'a connection to PostgreSQL that is reset costs no acknowledged reading, and heals by itself',
  () => cutUnderLoad('reset', 'connection to PostgreSQL cut: every connection reset'),
  patienceOf(60_000),
)
