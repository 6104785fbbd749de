import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const EVERY_MS = 250

/** Most resident memory so far, in megabytes. */
export interface Resident {
  readonly server: number
  /** Of the process that builds; 0 when none was seen. */
  readonly builder: number
}

/** Looks at the memory of a process and of those that it started, again and again. */
export const watchResident = (pid: number): { so: () => Resident; stop: () => void } => {
  let server = 0
  let builder = 0
  const look = async (): Promise<void> => {
    const { stdout } = await run('ps', ['-axo', 'pid=,ppid=,rss='])
    for (const line of stdout.split('\n')) {
      const [own, parent, kilobytes] = line.trim().split(/\s+/).map(Number)
      const megabytes = (kilobytes ?? 0) / 1_024
      if (own === pid) server = Math.max(server, megabytes)
      if (parent === pid) builder = Math.max(builder, megabytes)
    }
  }
  const timer = setInterval(() => void look().catch(() => undefined), EVERY_MS)
  return { so: () => ({ server, builder }), stop: () => clearInterval(timer) }
}
