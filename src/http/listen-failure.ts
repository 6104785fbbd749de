import type { Config } from '../config.js'

/** The server cannot listen where it was told to; the message says what to do. */
export class ListenFailure extends Error {
  override readonly name = 'ListenFailure'
}

const remedies: Readonly<Record<string, (config: Pick<Config, 'host' | 'port'>) => string>> = {
  EADDRINUSE: ({ port }) =>
    `Port ${port} is in use, perhaps by another Waymark. Stop that one, or set PORT to another port (0 takes any free one).`,
  EACCES: ({ port }) =>
    `This user may not listen on port ${port}. Set PORT to a number above 1023, such as 4000.`,
  EADDRNOTAVAIL: ({ host }) =>
    `HOST is "${host}", which is no address of this computer. Set HOST to 127.0.0.1, or to 0.0.0.0 for every network.`,
  ENOTFOUND: ({ host }) =>
    `HOST is "${host}", a name that cannot be resolved. Set HOST to 127.0.0.1, or to 0.0.0.0 for every network.`,
}

/** Turns what the system said into what a person can do; other errors come back as they are. */
export const listenFailure = (error: unknown, config: Pick<Config, 'host' | 'port'>): unknown => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const remedy = remedies[code === 'EAI_AGAIN' ? 'ENOTFOUND' : code]
  return remedy === undefined ? error : new ListenFailure(remedy(config), { cause: error })
}
