import { Agent, request } from 'node:http'

import { middle } from './result.js'

/** Sends a request again and again over connections that stay open. */
export interface Load {
  /** What is answered. */
  answer(): Promise<Buffer>
  /** So many requests one after the other: the middle of their times, in milliseconds. */
  latency(requests: number): Promise<number>
  /** So many requests on several connections at once: requests a second. */
  throughput(requests: number, connections: number): Promise<number>
  close(): void
}

const options = {
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/json' },
}

export const httpLoad = (address: string, body: string): Load => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const ask = (): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const sent = request(`${address}/graphql`, { ...options, agent }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          if (response.statusCode === 200) resolve(Buffer.concat(chunks))
          else reject(new Error(`The server answered with status ${String(response.statusCode)}`))
        })
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return {
    answer: ask,
    latency: async (requests) => {
      const times: number[] = []
      for (let sent = 0; sent < requests; sent += 1) {
        const started = performance.now()
        await ask()
        times.push(performance.now() - started)
      }
      return middle(times)
    },
    throughput: async (requests, connections) => {
      let left = requests
      const started = performance.now()
      const connection = async (): Promise<void> => {
        while (left > 0) {
          left -= 1
          await ask()
        }
      }
      await Promise.all(Array.from({ length: connections }, connection))
      return requests / ((performance.now() - started) / 1_000)
    },
    close: () => {
      agent.destroy()
    },
  }
}
