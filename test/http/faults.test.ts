import { answerOf, ask, closeSamples, startSample } from './sample.js'

afterEach(closeSamples)

describe('faults', () => {
  test('the message of a fault stays in the log, and the caller gets the request id that finds it', async () => {
    const { url, entries } = await startSample()
    for (const id of ['fault-1', 'fault-2', 'fault-3']) {
      const { data, errors } = await answerOf(
        await ask(url, { query: '{ team { name broken } }' }, { 'x-request-id': id }),
      )
      expect(data).toEqual({ team: { name: 'Team 1', broken: null } })
      expect(errors).toHaveLength(1)
      expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL', requestId: id })
      expect(JSON.stringify(errors)).not.toContain('ECONNREFUSED')
      const logged = entries().find((entry) => entry['requestId'] === id && entry['err'] !== undefined)
      expect(JSON.stringify(logged)).toContain('connect ECONNREFUSED db.internal:5432')
    }
  })

  test('a promise that the schema makes and a resolver breaks is a fault', async () => {
    const { url } = await startSample()
    for (let time = 0; time < 3; time += 1) {
      const { data, errors } = await answerOf(await ask(url, { query: '{ must }' }))
      expect(data).toBeNull()
      expect(errors?.[0]?.extensions['code']).toBe('INTERNAL')
    }
  })

  test('an error that was made for callers reaches them and is not logged as a fault', async () => {
    const { url, entries } = await startSample()
    for (let time = 0; time < 3; time += 1) {
      const { errors } = await answerOf(await ask(url, { query: '{ refused }' }, { 'x-request-id': 'r1' }))
      expect(errors?.[0]).toMatchObject({
        message: 'Give a name',
        extensions: { code: 'BAD_USER_INPUT', requestId: 'r1' },
      })
    }
    expect(entries().filter((entry) => entry['err'] !== undefined)).toEqual([])
  })

  test('no answer carries a stack', async () => {
    const { url } = await startSample()
    const response = await ask(url, { query: '{ team { broken } refused }' })
    expect(await response.text()).not.toMatch(/stack|\.ts:|node_modules/)
  })
})
