import { Socket } from 'node:net'

import { Pool, type PoolConfig } from 'pg'

import { isSilence } from './postgres-unavailable.js'

/**
 * A pool whose connections fall together. When one gets no answer for longer than the server lets any statement take,
 * the network has swallowed it, and with it most likely all others: each would cost somebody the same wait.
 */
export const createPool = (config: PoolConfig): Pool => {
  const sockets = new Set<Socket>()
  const stream = (): Socket => {
    const socket = new Socket()
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    return socket
  }
  const pool = new Pool({ ...config, stream })
  // A connection that breaks while nobody uses it is replaced by the next query; that one tells if it cannot be.
  pool.on('error', () => undefined)
  pool.on('release', (error: Error | undefined) => {
    if (isSilence(error)) for (const socket of sockets) socket.destroy()
  })
  return pool
}
