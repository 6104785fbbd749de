import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

/** Something that is sent at fixed times, whether what was sent before is answered or not. */
export interface Stream {
  readonly name: string
  /** A second. */
  readonly rate: number
  /** The n-th request, from 0. */
  readonly body: (n: number) => string
}

export interface Sample {
  readonly stream: string
  /** When it was to be sent, in milliseconds since 1970. */
  readonly due: number
  /** From when it was to be sent until the whole answer was there, in milliseconds: a queue is no excuse. */
  readonly took: number
  /** What was wrong with the answer; null when nothing was. */
  readonly failure: string | null
}

export interface OpenLoop {
  readonly samples: readonly Sample[]
  /** Sends no more, and waits for what is on its way. */
  stop(): Promise<void>
}

const headers = { 'content-type': 'application/json', accept: 'application/json' }
const TIMEOUT_MS = 30_000

const failureIn = (status: number, answer: string): string | null => {
  if (status !== 200) return `status ${String(status)}: ${answer.slice(0, 300)}`
  if (answer.includes('"errors":')) return answer.slice(0, 300)
  if (answer.includes('"stale":true')) return 'a stale answer'
  return answer.includes('"userErrors":') && !answer.includes('"userErrors":[]') ? answer.slice(0, 300) : null
}

const send = (agent: Agent, address: string, body: string): Promise<string | null> =>
  new Promise((resolve) => {
    const fail = (error: Error): void => resolve(error.message)
    const options = { method: 'POST', headers, agent, timeout: TIMEOUT_MS }
    const sent = request(`${address}/graphql`, options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', fail)
      response.on('end', () => resolve(failureIn(response.statusCode ?? 0, Buffer.concat(chunks).toString())))
    })
    sent.on('timeout', () => sent.destroy(new Error(`no answer in ${String(TIMEOUT_MS)} ms`)))
    sent.on('error', fail)
    sent.end(body)
  })

/**
 * Sends so many requests of a stream, a few at once and each when one before it is answered: as fast as the server
 * goes, and no faster.
 *
 * @returns what was wrong with them, as samples of no duration; none when nothing was
 */
export const closedLoop = async (
  address: string,
  { name, body }: Stream,
  { count, together }: { readonly count: number; readonly together: number },
): Promise<readonly Sample[]> => {
  const agent = new Agent({ keepAlive: true, maxSockets: together })
  const failed: Sample[] = []
  let next = 0
  const goOn = async (): Promise<void> => {
    while (next < count) {
      const failure = await send(agent, address, body(next++))
      if (failure !== null) failed.push({ stream: name, due: 0, took: 0, failure })
    }
  }
  await Promise.all(Array.from({ length: together }, goOn))
  agent.destroy()
  return failed
}

/**
 * Sends requests at times that were fixed before: a server that stands still for a second is felt by all that were to
 * be sent in it, not by one (no coordinated omission).
 */
export const openLoop = (address: string, streams: readonly Stream[]): OpenLoop => {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const samples: Sample[] = []
  const underWay = new Set<Promise<void>>()
  let stopped = false

  const ask = async (stream: Stream, n: number, due: number): Promise<void> => {
    const failure = await send(agent, address, stream.body(n))
    samples.push({
      stream: stream.name,
      due,
      took: performance.timeOrigin + performance.now() - due,
      failure,
    })
  }

  const run = async (stream: Stream): Promise<void> => {
    const start = performance.timeOrigin + performance.now()
    for (let n = 0; !stopped; n += 1) {
      const due = start + (n * 1_000) / stream.rate
      const early = due - (performance.timeOrigin + performance.now())
      if (early > 0) await pause(early)
      const asked: Promise<void> = ask(stream, n, due).finally(() => underWay.delete(asked))
      underWay.add(asked)
    }
  }
  const running = streams.map(run)

  return {
    samples,
    stop: async () => {
      stopped = true
      await Promise.all(running)
      await Promise.all(underWay)
      agent.destroy()
    },
  }
}
