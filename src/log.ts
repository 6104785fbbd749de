import { Writable } from 'node:stream'
import pino, { type Logger } from 'pino'

import type { LogLevel } from './config.js'

export type { Logger } from 'pino'

const LEVEL_NAMES = new Map([
  [10, 'trace'],
  [20, 'debug'],
  [30, 'info'],
  [40, 'warn'],
  [50, 'error'],
  [60, 'fatal'],
])

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const stackOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'stack' in error ? `\n${String(error.stack)}` : ''

/** One entry of the log as a line for a person at a terminal. */
export const forPeople = (line: string): string => {
  const { level, time, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>
  const clock = new Date(Number(time)).toISOString().slice(11, 19)
  const facts = Object.entries(rest).map(([name, value]) => `${name}=${shown(value)}`)
  const words = [clock, (LEVEL_NAMES.get(Number(level)) ?? '').padEnd(5), shown(msg ?? ''), ...facts]
  return `${words.join(' ')}${stackOf(err)}\n`
}

const terminal = () =>
  new Writable({
    decodeStrings: false,
    write(line: string, _encoding, done) {
      process.stdout.write(forPeople(line), () => {
        done()
      })
    },
  })

/**
 * The structured log: one JSON object a line on standard output, or lines for people when that is a terminal.
 * Values that a request carries are never logged: no bodies, variables, cookies or authorisation.
 */
export const createLogger = (
  level: LogLevel,
  destination: pino.DestinationStream | undefined = process.stdout.isTTY ? terminal() : undefined,
): Logger => {
  const options = { level, base: null, redact: ['headers', 'req.headers', 'request.headers'] }
  return destination === undefined ? pino(options) : pino(options, destination)
}
