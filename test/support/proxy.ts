import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/**
 * What stands between a server and its database.
 * - `forward`: everything passes
 * - `hold`: nothing comes through and nothing is refused, as with a cable that is pulled out; what was sent meanwhile
 *   arrives once everything passes again
 * - `swallow`: connections seem to live, but nothing that is sent arrives any more, ever, as behind a dead router;
 *   new connections open and then nothing comes
 * - `reset`: connections are broken off, and new ones too
 */
export type Passage = 'forward' | 'hold' | 'swallow' | 'reset'

export interface Proxy {
  readonly port: number
  /** Changes what happens from now on. Connections whose bytes were swallowed stay dead. */
  readonly set: (passage: Passage) => void
  /** Breaks everything off and stops listening. */
  readonly close: () => Promise<void>
}

interface Pair {
  readonly near: Socket
  readonly far: Socket
  /** Bytes were lost: it is of no use any more. */
  dead: boolean
}

/** Listens on any free port and passes everything on to another port of this machine. */
export const startProxy = async (target: number): Promise<Proxy> => {
  let passage: Passage = 'forward'
  const pairs = new Set<Pair>()

  const breakOff = ({ near, far }: Pair): void => {
    near.resetAndDestroy()
    far.destroy()
  }

  const flow = ({ near, far }: Pair): void => {
    for (const socket of [near, far]) {
      if (passage === 'hold') socket.pause()
      else socket.resume()
    }
  }

  const join = (near: Socket): void => {
    const far = connect({ host: '127.0.0.1', port: target })
    const pair: Pair = { near, far, dead: passage === 'swallow' }
    pairs.add(pair)
    const pass = (from: Socket, to: Socket): void => {
      from.on('data', (chunk: Buffer) => {
        if (passage === 'swallow') pair.dead = true
        if (!pair.dead) to.write(chunk)
      })
      // What is cut off does not hear that the other side has gone.
      from.on('close', () => {
        if (!pair.dead && passage !== 'swallow') to.destroy()
      })
      from.on('error', () => undefined)
    }
    pass(near, far)
    pass(far, near)
    flow(pair)
    near.on('close', () => {
      pairs.delete(pair)
      far.destroy()
    })
  }

  const server: Server = createServer((near) => {
    if (passage === 'reset') near.resetAndDestroy()
    else join(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    set: (next) => {
      passage = next
      for (const pair of pairs) flow(pair)
      if (next === 'swallow') for (const pair of pairs) pair.dead = true
      if (next === 'reset') for (const pair of [...pairs]) breakOff(pair)
    },
    close: async () => {
      for (const pair of [...pairs]) breakOff(pair)
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
