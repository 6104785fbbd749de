import { Agent, request } from 'node:http'
import type { EventEmitter } from 'node:events'
import { once } from 'node:events'

import pino from 'pino'

import { closeOnSignals } from '../../src/http/signals.js'
import { answerOf, ask, closeSamples, door, startSample } from './sample.js'

afterEach(closeSamples)

/** Starts a request that waits at a door, and resolves when it has arrived there. `done`: told when it has gone on. */
const inFlight = async (
  sample: Awaited<ReturnType<typeof startSample>>,
  done: () => void = () => undefined,
) => {
  const arrived = door()
  const leave = door()
  sample.doings.slow = async () => {
    arrived.open()
    await leave.opened
    done()
  }
  const answer = ask(sample.url, { query: '{ slow }' })
  await arrived.opened
  return { answer, leave }
}

describe('an orderly end', () => {
  test('a request in flight is carried out and answered, and what it needs is closed only then', async () => {
    const order: string[] = []
    const sample = await startSample({
      onClose: () => {
        order.push('closed')
        return Promise.resolve()
      },
    })
    const { answer, leave } = await inFlight(sample, () => {
      order.push('carried out')
    })
    const closed = sample.server.close()
    await expect(ask(sample.url, { query: '{ hello }' })).rejects.toThrow('fetch failed')
    leave.open()
    expect(await answerOf(await answer)).toEqual({ data: { slow: 'done' } })
    await closed
    expect(order).toEqual(['carried out', 'closed'])
  })

  test('a request that takes longer than the time allowed is cut off', async () => {
    const sample = await startSample({ shutdownMs: 1 })
    const { answer, leave } = await inFlight(sample)
    const failed = expect(answer).rejects.toThrow('fetch failed')
    await sample.server.close()
    await failed
    leave.open()
  })

  test('connections that are kept open without a request do not hold it up', async () => {
    const sample = await startSample({ shutdownMs: 600_000 })
    const agent = new Agent({ keepAlive: true })
    const sent = request(`${sample.url}/healthz`, { agent }).end()
    const [response] = (await once(sent, 'response')) as [EventEmitter & { resume: () => void }]
    response.resume()
    await once(response, 'end')
    await sample.server.close()
    agent.destroy()
  })

  test('asked twice, it ends once', async () => {
    let closed = 0
    const { server } = await startSample({
      onClose: () => {
        closed += 1
        return Promise.resolve()
      },
    })
    await Promise.all([server.close(), server.close()])
    expect(closed).toBe(1)
  })
})

describe('signals', () => {
  const logger = pino({ level: 'silent' })
  afterEach(() => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.removeAllListeners(signal)
  })

  test('the first closes and ends with status 0', async () => {
    const ended = door()
    const statuses: number[] = []
    closeOnSignals(
      () => Promise.resolve(),
      logger,
      (status) => {
        statuses.push(status)
        ended.open()
      },
    )
    process.emit('SIGTERM', 'SIGTERM')
    await ended.opened
    expect(statuses).toEqual([0])
  })

  test('the second ends at once, without waiting', () => {
    const statuses: number[] = []
    closeOnSignals(
      () => new Promise(() => undefined),
      logger,
      (status) => statuses.push(status),
    )
    process.emit('SIGINT', 'SIGINT')
    expect(statuses).toEqual([])
    process.emit('SIGINT', 'SIGINT')
    expect(statuses).toEqual([1])
  })

  test('a close that fails ends with status 1', async () => {
    const ended = door()
    const statuses: number[] = []
    closeOnSignals(
      () => Promise.reject(new Error('disk gone')),
      logger,
      (status) => {
        statuses.push(status)
        ended.open()
      },
    )
    process.emit('SIGTERM', 'SIGTERM')
    await ended.opened
    expect(statuses).toEqual([1])
  })
})
