import { openKurrentEventStore } from '../../../src/adapters/event-store/kurrentdb.js'
import { batch, wholeLog } from '../../support/event-store-batches.js'
import { kurrentOnPeer } from '../../support/kurrent-peer/kurrent-on-peer.js'

const kurrent = kurrentOnPeer()
const { start, open, closeLater } = kurrent

describe('a start that cannot end well', () => {
  test.each(['21.10.0', '22.10.1', 'unknown'])(
    'version %s is refused with the setting and the remedy',
    async (version) => {
      await start({ version })
      await expect(open()).rejects.toThrow(/WAYMARK_EVENT_STORE.*23\.10 or later.*Upgrade/s)
    },
  )

  test('wrong credentials are told as such, without showing them', async () => {
    await start({ user: { name: 'ward', password: 'right' } })
    const wrong = kurrent.peer.url.replace('://', '://ward:wr0ng@')
    const refused = await openKurrentEventStore(wrong).catch((error: unknown) => String(error))
    expect(refused).toContain('Check user name and password in WAYMARK_EVENT_STORE')
    expect(refused).not.toContain('wr0ng')
    const store = await openKurrentEventStore(kurrent.peer.url.replace('://', '://ward:right@'))
    closeLater(store)
    expect(await wholeLog(store)).toEqual([])
  })

  test.each([
    ['kurrentdb://h:2113?nodePreference=follower', 'nodePreference must be leader'],
    ['kurrentdb://h:2113?throwOnAppendFailure=false', 'throwOnAppendFailure'],
    ['kurrentdb://u:s3cret@h:2113?tls=perhaps', 'is no address'],
    ['kurrentdb://u:s3cret@h:2113?tsl=true', 'knows no option tsl'],
    ['kurrentdb://u:s3cret@h:2113?tlsCaFile=/nowhere/ca.crt', 'tlsCaFile'],
    ['kurrentdb://u:s3cret@h:2113?streamPrefix=a-b', 'letters and digits'],
    ['kurrentdb://u:s3cret@', 'is no address'],
    ['kurrentdb://u:what?s3cret@h:2113', 'is no address'],
    ['kurrentdb://u:at@s3cret@h:2113', 'is no address'],
    ['kurrentdb://u:%s3cret@h:2113', 'escapes nothing'],
  ])('%s is refused', async (address, reason) => {
    await start()
    const warn = jest.spyOn(console, 'warn')
    const refused = await openKurrentEventStore(address).catch((error: unknown) => String(error))
    expect(refused).toContain('WAYMARK_EVENT_STORE')
    expect(refused).toContain(reason)
    expect(refused).not.toContain('s3cret')
    expect(warn).not.toHaveBeenCalled()
  })

  test('a cluster is found through any of its nodes', async () => {
    await start()
    const cluster = `kurrentdb://127.0.0.1:1,127.0.0.1:${String(kurrent.peer.port)}?tls=false&discoveryInterval=10`
    const store = await openKurrentEventStore(cluster)
    closeLater(store)
    expect((await store.append(batch('one', 'thing-1'))).kind).toBe('appended')
  })
})
