import { spawnSync } from 'node:child_process'

/** As whom the server runs: PostgreSQL refuses to run as root. Empty: as whoever runs this. */
export interface Owner {
  readonly uid?: number
  readonly gid?: number
}

const idOf = (flag: '-u' | '-g', user: string): number | null => {
  const { status, stdout } = spawnSync('id', [flag, user], { encoding: 'utf8' })
  return status === 0 ? Number(stdout) : null
}

/** A user without rights, when root runs this. */
export const serverOwner = (): Owner => {
  if (process.getuid?.() !== 0) return {}
  for (const user of ['postgres', 'nobody']) {
    const uid = idOf('-u', user)
    const gid = idOf('-g', user)
    if (uid !== null && gid !== null && uid !== 0) return { uid, gid }
  }
  return { uid: 65_534, gid: 65_534 }
}
