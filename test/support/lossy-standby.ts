import { spawnSync } from 'node:child_process'
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import type { PostgresServer } from '../../bench/postgres/server.js'

/** A server that was sent what another one held at a moment, and nothing after it. */
export interface LossyStandby {
  /** Ends the other server and takes its place, at the same address: what was committed since is lost. */
  readonly takeOver: () => Promise<void>
}

/** The standby is a copy of the files, made while the server is down for a moment. */
export const lossyStandbyOf = async (server: PostgresServer): Promise<LossyStandby> => {
  const data = join(server.folder, 'data')
  const copy = join(server.folder, 'standby')
  await server.kill()
  const { status, stderr } = spawnSync('cp', ['-a', data, copy], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`The data cannot be copied: ${stderr}`)
  rmSync(join(copy, 'postmaster.pid'), { force: true })
  await server.start()
  return {
    takeOver: async () => {
      await server.kill()
      rmSync(data, { recursive: true })
      renameSync(copy, data)
      await server.start()
    },
  }
}
