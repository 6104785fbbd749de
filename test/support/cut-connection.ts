import { createServer, connect, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** A way to a server on loopback that can be cut without either side being told, as a broken cable is. */
export interface Cuttable {
  readonly port: number
  /** From here on nothing comes through, and nothing is refused. */
  readonly cut: () => void
  /** From here on everything comes through again, what was held back included. */
  readonly mend: () => void
  /** Ends every connection at once. */
  readonly drop: () => void
  readonly close: () => Promise<void>
}

export const cuttable = async (target: number): Promise<Cuttable> => {
  const sockets = new Set<Socket>()
  let isCut = false
  const hold = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    if (isCut) socket.pause()
  }
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const [from, to] of [[near, far] as const, [far, near] as const]) {
      hold(from)
      from.on('data', (chunk) => to.write(chunk))
      from.on('end', () => to.end())
      from.on('close', () => to.destroy())
    }
    if (isCut) for (const socket of [near, far]) socket.pause()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const drop = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      isCut = true
      for (const socket of sockets) socket.pause()
    },
    mend: () => {
      isCut = false
      for (const socket of sockets) socket.resume()
    },
    drop,
    close: async () => {
      drop()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
