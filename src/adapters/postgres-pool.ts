import { Socket } from 'node:net'

import { Pool, type PoolConfig } from 'pg'

import { isSilence } from './postgres-unavailable.js'

/** Connections that lead to one place over one network. */
export interface Fate {
  /** For the driver: makes the socket of the next connection. */
  readonly stream: () => Socket
  /** Ends all of them at once, without a word to a server that may not hear. */
  readonly fall: () => void
}

export const commonFate = (): Fate => {
  const sockets = new Set<Socket>()
  return {
    stream: () => {
      const socket = new Socket()
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      return socket
    },
    fall: () => {
      for (const socket of sockets) socket.destroy()
    },
  }
}

/**
 * A pool whose connections fall together. When one gets no answer for longer than the server lets any statement take,
 * the network has swallowed it, and with it most likely all others: each would cost somebody the same wait.
 */
export const createPool = (config: PoolConfig, { stream, fall } = commonFate()): Pool => {
  const pool = new Pool({ ...config, stream })
  // A connection that breaks while nobody uses it is replaced by the next query; that one tells if it cannot be.
  pool.on('error', () => undefined)
  // While the pool looks whether a new one fits, it listens itself no more; whoever asked for it is told all the same.
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('release', (error: Error | undefined) => {
    if (isSilence(error)) fall()
  })
  return pool
}
