import { setTimeout as pause } from 'node:timers/promises'

import type { Client, ClientConfig } from 'pg'

import { connect } from './postgres-connections.js'
import { quoted } from './postgres-schema.js'

/** However an announcement may be lost, nobody waits longer than this for what was appended. */
const POLL_MS = 1_000
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000

/** Resolves when the connection ends or waiting is over. */
const lostOrAborted = (client: Client, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      signal.removeEventListener('abort', done)
      resolve()
    }
    client.once('end', done)
    client.once('error', done)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })

/**
 * Listens on a channel until told to stop, on a connection of its own that is made anew whenever it is lost; and
 * polls besides. `heard` is called after every announcement, after every new connection and once a second.
 */
export const listenForAppends = (options: {
  readonly settings: ClientConfig
  readonly channel: string
  readonly heard: () => void
  readonly signal: AbortSignal
}): Promise<void> => {
  const { settings, channel, heard, signal } = options

  const listenOnce = async (): Promise<void> => {
    const client = await connect(settings)
    try {
      client.on('notification', heard)
      await client.query(`LISTEN ${quoted(channel)}`)
      // Between two connections nothing was announced to us.
      heard()
      await lostOrAborted(client, signal)
    } finally {
      await client.end().catch(() => undefined)
    }
  }

  const listen = async (): Promise<void> => {
    let delay = FIRST_PAUSE_MS
    while (!signal.aborted) {
      const connected = await listenOnce().then(
        () => true,
        () => false,
      )
      delay = connected ? FIRST_PAUSE_MS : Math.min(delay * 2, LONGEST_PAUSE_MS)
      await pause(delay, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }

  const poll = setInterval(heard, POLL_MS)
  signal.addEventListener('abort', () => {
    clearInterval(poll)
  })
  return listen()
}
