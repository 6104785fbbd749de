import { spawn } from 'node:child_process'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'

/** A server in a process of its own, as it runs for people. */
export interface ServerProcess {
  readonly address: string
  readonly pid: number
  /** From the start of the process to its first answer, in milliseconds. */
  readonly startMs: number
  /** Resident memory in megabytes. */
  residentMb(): number
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>
}

/** The least that answers over HTTP with the same framework: the same bytes to whatever is asked. */
const bareServer = `
  const [port, answer] = process.argv.slice(1)
  const body = require('node:fs').readFileSync(answer)
  const app = require('fastify')()
  app.post('/graphql', (request, reply) => reply.type('application/json; charset=utf-8').send(body))
  app.listen({ host: '127.0.0.1', port: Number(port) })
  process.on('SIGTERM', () => process.exit(0))
`

/** A port that was free a moment ago: servers are told one, since their first answer is looked for before they speak. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const query = JSON.stringify({ query: '{ localities(first: 1) { totalCount } }' })

/** Whether a query is answered. */
const answers = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const sent = request(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    sent.on('error', () => resolve(false))
    sent.on('response', (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    sent.end(query)
  })

const residentMbOf = (pid: number): number => {
  const kilobytes =
    process.platform === 'linux'
      ? /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return Number(kilobytes) / 1024
}

const start = async (
  args: (port: number) => readonly string[],
  settings: (port: number) => Record<string, string>,
): Promise<ServerProcess> => {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const started = performance.now()
  const child = spawn(process.execPath, args(port), {
    cwd: join(__dirname, '..', '..'),
    env: { ...process.env, ...settings(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  // Nobody is left to stop it when the benchmark is broken off.
  const endToo = (): void => {
    child.kill('SIGKILL')
  }
  process.once('exit', endToo)
  child.once('exit', () => process.off('exit', endToo))
  while (!(await answers(address))) {
    if (child.exitCode !== null) throw new Error(`The server ended with status ${child.exitCode}`)
  }
  return {
    address,
    pid: child.pid ?? 0,
    startMs: performance.now() - started,
    residentMb: () => residentMbOf(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Waymark with settings, such as where its stores are. */
export const startWaymarkWith = (settings: Readonly<Record<string, string>>): Promise<ServerProcess> =>
  start(
    () => [join(__dirname, '..', 'src', 'main.js')],
    (port) => ({ HOST: '127.0.0.1', PORT: String(port), ...settings }),
  )

/** Waymark on a data folder. */
export const startWaymark = (dataFolder: string): Promise<ServerProcess> =>
  startWaymarkWith({ WAYMARK_DATA: dataFolder })

/** The bare server, which answers with the bytes of a file. */
export const startBare = (answerFile: string): Promise<ServerProcess> =>
  start(
    (port) => ['-e', bareServer, String(port), answerFile],
    () => ({}),
  )
