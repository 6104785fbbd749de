import { openKurrentConnection } from '../../../src/adapters/event-store/kurrent-connection.js'

const nobody = { connectionString: 'kurrentdb://127.0.0.1:2113?tls=false', user: null }
const never = (): Promise<never> => new Promise(() => undefined)

afterEach(() => jest.useRealTimers())

test('what takes a server long has more time than what does not, and ends when the connection is closed', async () => {
  jest.useFakeTimers()
  const connection = openKurrentConnection(nobody, { patience: 1_000 })
  const short = expect(connection.use(never)).rejects.toThrow('does not answer in time')
  const long = connection.use(never, 15)
  const ended = jest.fn()
  long.catch(ended)
  await jest.advanceTimersByTimeAsync(14_999)
  await short
  expect(ended).not.toHaveBeenCalled()
  const closed = expect(long).rejects.toThrow('closed')
  await connection.close()
  await closed
})

test('calls under way all end when the connection is closed', async () => {
  const connection = openKurrentConnection(nobody)
  const calls = Promise.allSettled(Array.from({ length: 50 }, () => connection.use(never)))
  await connection.close()
  expect(new Set((await calls).map(({ status }) => status))).toEqual(new Set(['rejected']))
})
