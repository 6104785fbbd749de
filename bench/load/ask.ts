import { Agent, request } from 'node:http'

/** Sends requests one after the other over one connection that stays open. */
export interface Asking {
  /**
   * Sends one request and waits for the whole answer.
   *
   * @returns how long it took, in milliseconds
   * @throws Error when the answer is an error, or a mutation was refused
   */
  time(body: string): Promise<number>
  close(): void
}

const headers = { 'content-type': 'application/json', accept: 'application/json' }

/** Cheap enough to be done after every answer; no text of the region holds these words. */
const isFaulty = (answer: string): boolean =>
  answer.includes('"errors":') || (answer.includes('"userErrors":') && !answer.includes('"userErrors":[]'))

export const askingAt = (address: string): Asking => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const send = (body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const sent = request(`${address}/graphql`, { method: 'POST', headers, agent }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => resolve(Buffer.concat(chunks).toString()))
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return {
    time: async (body) => {
      const started = performance.now()
      const answer = await send(body)
      const took = performance.now() - started
      if (isFaulty(answer)) throw new Error(`${body}\nwas answered with\n${answer.slice(0, 2_000)}`)
      return took
    },
    close: () => {
      agent.destroy()
    },
  }
}
