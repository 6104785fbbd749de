import path from 'node:path'

import { startApp } from '../app.js'
import { parseConfig, describeProblems, type Config } from '../config.js'
import { createLogger } from '../log.js'
import { findServer } from '../operations.js'
import { shownPlace } from '../places.js'
import { ImportFault } from './import/import-fault.js'

/** The Waymark that a command speaks to. */
export interface Destination {
  /** Such as http://127.0.0.1:4000. */
  readonly address: string
  /** Completes «Importing into …». */
  readonly description: string
  close(): Promise<void>
}

const staysOpen = (): Promise<void> => Promise.resolve()

const isAlive = async (address: string): Promise<boolean> => {
  try {
    const answer = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(1_000) })
    const body: unknown = await answer.json()
    return typeof body === 'object' && body !== null && 'status' in body && body.status === 'alive'
  } catch {
    return false
  }
}

const givenAddress = async (url: string): Promise<Destination> => {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new ImportFault(`--url is "${url}"; give an address such as http://127.0.0.1:4000`)
  }
  const address = url.replace(/\/+$/, '').replace(/\/graphql$/, '')
  if (!(await isAlive(address))) {
    throw new ImportFault(`No Waymark answers at ${address}; start it with "npm start", or correct --url`)
  }
  return { address, description: `${address} (given by --url)`, close: staysOpen }
}

const atHostAndPort = async ({ host, port }: Config): Promise<Destination | null> => {
  if (port === 0) return null
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  const address = `http://${name.includes(':') ? `[${name}]` : name}:${port}`
  if (!(await isAlive(address))) return null
  return { address, description: `${address} (the Waymark that answers there)`, close: staysOpen }
}

const startedHere = async (config: Config): Promise<Destination> => {
  const logger = createLogger('error', process.stderr)
  const app = await startApp({ config: { ...config, host: '127.0.0.1', port: 0 }, logger })
  try {
    await app.readSide.ready()
  } catch (cause) {
    await app.close()
    throw cause
  }
  return {
    address: app.address,
    description: `${storeOf(config)} (no server is running: this command opens it itself)`,
    close: () => app.close(),
  }
}

/** What is recorded in, for people; no password is in it. */
const storeOf = ({ dataFolder, eventStore }: Config): string => {
  if (eventStore.kind !== 'embedded') return shownPlace(eventStore)
  const folder = path.relative(process.cwd(), dataFolder) || '.'
  return `the data folder ${folder.startsWith('..') ? dataFolder : folder}`
}

/** The settings of the environment. @throws ImportFault when one is wrong */
export const settingsOf = (env: NodeJS.ProcessEnv): Config => {
  const parsed = parseConfig(env)
  if (!parsed.ok) throw new ImportFault(describeProblems(parsed.problems))
  return parsed.config
}

/**
 * The address of a Waymark that runs: the one at `url`, else the server of the data folder, else the one at HOST and
 * PORT.
 *
 * @throws ImportFault when none does
 */
export const findRunning = async (url: string | undefined, env: NodeJS.ProcessEnv): Promise<string> => {
  if (url !== undefined) return (await givenAddress(url)).address
  const config = settingsOf(env)
  const running = findServer(config.dataFolder) ?? (await atHostAndPort(config))
  if (running !== null) return running.address
  throw new ImportFault('No Waymark is running; start it, or name one with --url')
}

/**
 * The Waymark that a command is meant for: the one at `url`; else the server of the data folder; else, unless
 * WAYMARK_DATA names the folder, the one that answers at HOST and PORT; else the data folder itself, opened here. When
 * events are in a database, the folder says nothing about it: the one at HOST and PORT is asked, else it is opened here.
 */
export const findDestination = async (
  url: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Destination> => {
  if (url !== undefined) return givenAddress(url)
  const config = settingsOf(env)
  const isEmbedded = config.eventStore.kind === 'embedded'
  const server = isEmbedded ? findServer(config.dataFolder) : null
  if (server !== null) {
    const { address } = server
    return { address, description: `${address} (the server of ${config.dataFolder})`, close: staysOpen }
  }
  const folderIsNamed = isEmbedded && (env['WAYMARK_DATA'] ?? '').trim() !== ''
  return (folderIsNamed ? null : await atHostAndPort(config)) ?? startedHere(config)
}
