import type { ReadSideStatus } from '../../src/eventsourcing/read-side.js'
import { readinessOf } from '../../src/telemetry/readiness.js'

const follows: ReadSideStatus = {
  ...{ name: 'read-side', generation: 'read-1', serving: 'read-1', projections: ['readings'] },
  ...{ position: 7n, head: 9n, lagEvents: 2, lagSeconds: 61, state: 'following', ready: true },
}

const readiness = (status: Partial<ReadSideStatus>, maxLagSeconds: number) =>
  readinessOf({ status: () => Promise.resolve({ ...follows, ...status }) }, maxLagSeconds)()

test('a read side that is further behind than the settings bear is not ready', async () => {
  expect(await readiness({}, 60)).toEqual({
    ready: false,
    reason: 'The read side is 61 s behind the log of events',
    details: { position: '7', head: '9' },
  })
})

test.each([
  ['as far behind as it may be', { lagSeconds: 60 }, 60],
  ['behind where any lag is borne', {}, 0],
])('one that is %s is ready', async (_, status, maxLagSeconds) => {
  expect(await readiness(status, maxLagSeconds)).toEqual({ ready: true })
})

test('one that a fault stopped says why', async () => {
  const error = { kind: 'handler', message: 'cannot show', cause: null } as const
  expect(await readiness({ state: 'stopped', ready: false, error }, 60)).toMatchObject({
    ready: false,
    reason: 'The read side has stopped: cannot show',
  })
})

test('one that has not caught up since the start says so', async () => {
  expect(await readiness({ state: 'building', ready: false }, 60)).toMatchObject({
    reason: expect.stringContaining('not caught up') as string,
  })
})
