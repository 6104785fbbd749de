import { type GraphqlClient, RequestFailed, Unreachable } from '../../../src/client/graphql-client.js'
import { patientClient } from '../../../src/cli/import/patient-client.js'

/** Fails so often, then answers; remembers what it was asked. */
const failing = (times: number, error: Error) => {
  const asked: unknown[] = []
  const client: GraphqlClient = {
    address: 'http://waymark.test',
    request: <Data>(_document: string, variables?: object): Promise<Data> => {
      asked.push(variables)
      return asked.length <= times ? Promise.reject(error) : Promise.resolve({} as Data)
    },
  }
  return { client, asked }
}

describe('a request without an answer', () => {
  test('is sent again just the same, and the silence is told once', async () => {
    const { client, asked } = failing(2, new Unreachable('gone'))
    const told: string[] = []
    const patient = patientClient(client, (reason) => void told.push(reason))
    await patient.request('mutation', { input: { idempotencyKey: 'one' } })
    expect(asked).toEqual(Array(3).fill({ input: { idempotencyKey: 'one' } }))
    expect(told).toEqual(['gone'])
  })

  test('that was refused is not sent again', async () => {
    const { client, asked } = failing(1, new RequestFailed('no', 'BAD_USER_INPUT'))
    await expect(patientClient(client, () => undefined).request('mutation')).rejects.toThrow('no')
    expect(asked).toHaveLength(1)
  })
})
