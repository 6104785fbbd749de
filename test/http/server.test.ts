import { createServer } from 'node:net'

import { ListenFailure, listenFailure } from '../../src/http/listen-failure.js'
import type { Readiness } from '../../src/http/health.js'
import { answerOf, ask, closeSamples, startSample } from './sample.js'

afterEach(closeSamples)

describe('health', () => {
  test('the process is alive even while the read side catches up', async () => {
    let readiness: Readiness = {
      ready: false,
      reason: 'The read side is at 10 of 20',
      details: { position: '10' },
    }
    const { url } = await startSample({ readiness: () => readiness })
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    const early = await fetch(`${url}/readyz`)
    expect(early.status).toBe(503)
    expect(await early.json()).toEqual({
      status: 'not ready',
      reason: 'The read side is at 10 of 20',
      position: '10',
    })
    readiness = { ready: true }
    const ready = await fetch(`${url}/readyz`)
    expect(ready.status).toBe(200)
    expect(await ready.json()).toEqual({ status: 'ready' })
  })
})

describe('request ids', () => {
  test('a sane id of the caller is used in the answer and in the log', async () => {
    const { url, entries } = await startSample()
    const response = await ask(url, { query: '{ hello }' }, { 'x-request-id': 'board-7.a' })
    expect(response.headers.get('x-request-id')).toBe('board-7.a')
    expect(entries()).toContainEqual(
      expect.objectContaining({ requestId: 'board-7.a', method: 'POST', path: '/graphql', status: 200 }),
    )
  })

  test.each(['', 'a'.repeat(129), 'a b', '{"a":1}'])('the id %j is replaced by one of ours', async (id) => {
    const { url } = await startSample()
    const response = await fetch(`${url}/healthz`, { headers: { 'x-request-id': id } })
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('neither bodies nor query strings nor headers are logged', async () => {
    const { url, entries } = await startSample()
    await ask(url, { query: '{ hello(name: "secret-1") }' }, { authorization: 'Bearer secret-2' })
    await fetch(`${url}/graphql?query=secret-3`, { headers: { cookie: 'session=secret-4' } })
    expect(JSON.stringify(entries())).not.toContain('secret')
  })
})

describe('addresses', () => {
  test('every answer carries security headers', async () => {
    const { url } = await startSample()
    for (const response of [
      await fetch(`${url}/healthz`),
      await fetch(`${url}/nothing`),
      await ask(url, {}),
    ]) {
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(response.headers.get('x-frame-options')).toBe('DENY')
    }
  })

  test('an address that is none says where the API is', async () => {
    const { url } = await startSample()
    const response = await fetch(`${url}/nothing`)
    expect(response.status).toBe(404)
    expect((await answerOf(response)).errors?.[0]).toMatchObject({
      message: expect.stringContaining('/graphql') as string,
      extensions: { code: 'NOT_FOUND' },
    })
  })

  test('further routes get the same headers and may set their own', async () => {
    const { url } = await startSample({
      routes: (app) => {
        app.get('/picture', (_request, reply) =>
          reply.header('content-security-policy', "style-src 'self'").send('x'),
        )
        app.get('/fault', () => {
          throw new Error('at /var/secret')
        })
      },
    })
    const picture = await fetch(`${url}/picture`)
    expect(picture.headers.get('content-security-policy')).toBe("style-src 'self'")
    const fault = await fetch(`${url}/fault`)
    expect(fault.status).toBe(500)
    expect(await fault.text()).not.toContain('secret')
  })
})

describe('listening', () => {
  test('a port in use is told with the setting and the remedy', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    const { server } = await startSample()
    await server.close()
    await expect(startSample({ port })).rejects.toThrow(ListenFailure)
    await expect(startSample({ port })).rejects.toThrow(/Port \d+ is in use.*PORT/)
    await new Promise((resolve) => other.close(resolve))
  })

  test('a host that is no address of this computer is told with the setting and the remedy', async () => {
    await expect(startSample({ host: '192.0.2.1' })).rejects.toThrow(/HOST is "192\.0\.2\.1".*127\.0\.0\.1/)
  })

  test('a port that only the administrator may use is told with the remedy', () => {
    const error = Object.assign(new Error('listen EACCES'), { code: 'EACCES' })
    expect(String(listenFailure(error, { host: '127.0.0.1', port: 80 }))).toMatch(/port 80.*PORT/)
  })

  test('another failure is passed on as it is', () => {
    const error = new Error('out of memory')
    expect(listenFailure(error, { host: '127.0.0.1', port: 80 })).toBe(error)
  })
})
