import { appClock } from '../support/app.js'
import { kurrentForTests } from '../support/kurrent-server.js'
import { startKurrentPeer, type KurrentPeer } from '../support/kurrent-peer/peer.js'
import { journeysWith } from './journey-settings.js'

const real = kurrentForTests()
// Every command waits for a disk there, and perhaps for a network.
if (real !== null) jest.setTimeout(120_000)
let peer: KurrentPeer | undefined
let runs = 0

/** Each journey begins with an empty log: with a prefix that nobody has used. */
const nextPrefix = (): string =>
  `journey${Date.now().toString(36)}x${String(process.pid)}x${String((runs += 1))}`

describe(real === null ? 'on the wire of KurrentDB' : 'on a real KurrentDB', () => {
  beforeAll(async () => {
    if (real === null) peer = await startKurrentPeer({ clock: appClock })
    const address = real ?? `${peer?.url ?? ''}&discoveryInterval=10`
    const separator = address.includes('?') ? '&' : '?'
    const settings = () => ({ WAYMARK_EVENT_STORE: `${address}${separator}streamPrefix=${nextPrefix()}` })
    journeysWith(settings, real !== null)
  })
  afterAll(() => peer?.stop())

  for (const journey of ['team', 'director', 'developer']) {
    jest.requireActual<object>(`./${journey}.test`)
  }
})
