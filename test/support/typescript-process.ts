import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

/** Starts a TypeScript file as a process of its own; its output is piped. */
export const startTypescript = (file: string, ...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['--require', join(__dirname, 'typescript.cjs'), file, ...args], {
    cwd: join(__dirname, '../..'),
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** Resolves with the exit code, or with null when a signal ended the process. */
export const exited = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    child.once('close', (code) => resolve(code))
  })
