import { setTimeout as pause } from 'node:timers/promises'

import { type GraphqlClient, Unreachable } from '../../client/graphql-client.js'
import { ImportBroken } from './import-fault.js'

/** Pauses before a request that got no answer is sent again, in milliseconds: half a minute in all. */
const pauses = [100, 250, 500, 1_000, 2_000, 4_000, 8_000, 15_000]

/**
 * Sends a request again when it got no answer. Mutations carry an idempotency key, so that one whose answer alone
 * was lost is not carried out twice.
 *
 * @param onSilence told once when answers cease, not for each request under way
 * @throws {ImportBroken} when there is no answer for half a minute
 */
export const patientClient = (client: GraphqlClient, onSilence: (reason: string) => void): GraphqlClient => {
  let silent = false
  const tell = (reason: string): void => {
    if (!silent) onSilence(reason)
    silent = true
  }
  const attempt = async <Data>(document: string, variables?: object): Promise<Data> => {
    const data = await client.request<Data>(document, variables)
    silent = false
    return data
  }
  return {
    address: client.address,
    request: async <Data>(document: string, variables?: object): Promise<Data> => {
      for (const milliseconds of pauses) {
        try {
          return await attempt<Data>(document, variables)
        } catch (error) {
          if (!(error instanceof Unreachable)) throw error
          tell(error.message)
          await pause(milliseconds)
        }
      }
      try {
        return await attempt<Data>(document, variables)
      } catch (cause) {
        if (!(cause instanceof Unreachable)) throw cause
        throw new ImportBroken(
          `${cause.message}. What was recorded so far stays; start the server and run the same command again: it goes on where it broke off`,
          { cause },
        )
      }
    },
  }
}
