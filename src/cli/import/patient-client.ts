import { setTimeout as pause } from 'node:timers/promises'

import { type GraphqlClient, Unreachable } from '../../client/graphql-client.js'
import { ImportBroken } from './import-fault.js'

/** Pauses before a request that got no answer is sent again, in milliseconds: half a minute in all. */
const pauses = [100, 250, 500, 1_000, 2_000, 4_000, 8_000, 15_000]

/**
 * Sends a request again when it got no answer. Mutations carry an idempotency key, so that one whose answer alone
 * was lost is not carried out twice.
 *
 * @throws {ImportBroken} when there is no answer for half a minute
 */
export const patientClient = (client: GraphqlClient, onPause: (reason: string) => void): GraphqlClient => ({
  address: client.address,
  request: async <Data>(document: string, variables?: object): Promise<Data> => {
    for (const milliseconds of pauses) {
      try {
        return await client.request<Data>(document, variables)
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
        onPause(error.message)
        await pause(milliseconds)
      }
    }
    try {
      return await client.request<Data>(document, variables)
    } catch (cause) {
      if (!(cause instanceof Unreachable)) throw cause
      throw new ImportBroken(
        `${cause.message}. What was recorded so far stays; start the server and run the same command again: it goes on where it broke off`,
        { cause },
      )
    }
  },
})
