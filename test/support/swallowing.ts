import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** A way to a server on loopback that can forget its connections, as a gateway does that was replaced. */
export interface Swallowing {
  readonly port: number
  /** Nothing comes through the connections there are, ever again, and nobody is told. New ones are not affected. */
  readonly swallow: () => void
  readonly close: () => Promise<void>
}

export const swallowing = async (target: number): Promise<Swallowing> => {
  const sockets = new Set<Socket>()
  const forgotten = new WeakSet<Socket>()
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const [from, to] of [[near, far] as const, [far, near] as const]) {
      sockets.add(from)
      const told =
        <Args extends unknown[]>(tell: (...args: Args) => unknown) =>
        (...args: Args): void => {
          if (!forgotten.has(from)) tell(...args)
        }
      from.on('error', () => from.destroy())
      from.on(
        'data',
        told((chunk: Buffer) => to.write(chunk)),
      )
      from.on(
        'end',
        told(() => to.end()),
      )
      from.on('close', () => {
        sockets.delete(from)
        if (!forgotten.has(from)) to.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    swallow: () => {
      for (const socket of sockets) forgotten.add(socket)
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
