import { join } from 'node:path'

import { startServer, type ServerProcess } from '../support/server-process.js'

const running = new Set<ServerProcess>()

/** Starts a server that `endServers` ends when the test leaves it behind. */
export const startFaultServer = (settings: Readonly<Record<string, string>>): ServerProcess => {
  const server = startServer(settings)
  running.add(server)
  void server.ended.then(() => running.delete(server))
  return server
}

/** Kills every server that is left, and waits until they are gone. */
export const endServers = async (): Promise<void> => {
  const left = [...running]
  for (const server of left) {
    server.kill('SIGCONT')
    server.kill('SIGKILL')
  }
  await Promise.all(left.map(({ ended }) => ended))
}

/** Moments of a projection's transaction, as `stop-at-checkpoint.cjs` knows them. */
export const moments = ['rows', 'moved', 'stands'] as const

/** Settings of a server that kills itself at a moment of the nth batch of rows after its start. */
export const stopAt = (
  moment: (typeof moments)[number],
  batch: number,
): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--require ${join(__dirname, 'stop-at-checkpoint.cjs')}`,
  WAYMARK_FAULT_STOP: `${moment} ${batch}`,
})
