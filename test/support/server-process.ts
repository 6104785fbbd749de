import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

import { exited } from './typescript-process.js'

const root = join(__dirname, '../..')

/** A server in a process of its own, run from the sources. */
export interface ServerProcess {
  readonly pid: number
  /** Where it listens, once it says so; rejects when it ends before. */
  readonly opened: Promise<string>
  /** Its exit status, once it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>
  readonly kill: (signal: NodeJS.Signals) => void
  /** What it has written to standard error so far. */
  readonly complaint: () => string
}

const addressIn = (line: string): string | null => {
  const entry = JSON.parse(line) as { readonly address?: string; readonly msg?: string }
  return entry.msg?.startsWith('Waymark is open') === true ? (entry.address ?? null) : null
}

/** Calls back with each whole line. */
const eachLine = (child: ChildProcess, told: (line: string) => void): void => {
  let rest = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    lines.forEach(told)
  })
}

/** Starts `src/main.ts` with these settings; by default on any free port. */
export const startServer = (settings: Readonly<Record<string, string>>): ServerProcess => {
  const child = spawn(
    process.execPath,
    ['--require', join(__dirname, 'typescript.cjs'), join(root, 'src/main.ts')],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'info', ...settings },
    },
  )
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const ended = exited(child)
  const opened = new Promise<string>((resolve, reject) => {
    eachLine(child, (line) => {
      const address = addressIn(line)
      if (address !== null) resolve(address)
    })
    void ended.then((status) => {
      reject(new Error(`The server ended with ${String(status)}: ${complaint}`))
    })
  })
  // Who waits for it hears of it; who does not need not.
  opened.catch(() => undefined)
  return {
    pid: child.pid ?? 0,
    opened,
    ended,
    kill: (signal) => {
      child.kill(signal)
    },
    complaint: () => complaint,
  }
}
