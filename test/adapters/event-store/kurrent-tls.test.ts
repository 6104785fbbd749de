import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { openKurrentEventStore } from '../../../src/adapters/event-store/kurrentdb.js'
import { StoreUnavailable } from '../../../src/eventsourcing/store-unavailable.js'
import { batch, wholeLog } from '../../support/event-store-batches.js'
import { makeCertificate } from '../../support/kurrent-peer/certificate.js'
import { startKurrentPeer, type KurrentPeer } from '../../support/kurrent-peer/peer.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const folder = temporaryFolder()
const certificate = makeCertificate()
const authority = join(folder.path, 'an authority.crt')
writeFileSync(authority, certificate.authority)

let peer: KurrentPeer
beforeAll(async () => {
  peer = await startKurrentPeer({ certificate, user: { name: 'ward', password: 'p@ss:w%rd' } })
})
afterAll(() => {
  peer.stop()
  folder.remove()
})

const address = (password: string, options: string): string =>
  `kurrentdb://ward:${encodeURIComponent(password)}@127.0.0.1:${String(peer.port)}?tls=true&discoveryInterval=10&maxDiscoverAttempts=3${options}`

test('reads and writes over TLS, with the certificate of a private authority and a password of any characters', async () => {
  const store = await openKurrentEventStore(
    address('p@ss:w%rd', `&tlsCaFile=${encodeURIComponent(authority)}`),
  )
  expect((await store.append(batch('one', 'thing-1', { expected: 'none' }))).kind).toBe('appended')
  expect(await wholeLog(store)).toHaveLength(1)
  await store.close()
})

test('a certificate that nobody vouches for is not trusted', async () => {
  await expect(openKurrentEventStore(address('p@ss:w%rd', ''))).rejects.toThrow(StoreUnavailable)
})

test('a wrong password is told as such', async () => {
  const wrong = address('s3cret', `&tlsCaFile=${encodeURIComponent(authority)}`)
  const refused = await openKurrentEventStore(wrong).catch((error: unknown) => String(error))
  expect(refused).toContain('Check user name and password in WAYMARK_EVENT_STORE')
  expect(refused).not.toContain('s3cret')
})
