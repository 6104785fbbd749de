import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'

import { BuildReport, STOP, type BuildOrderMessage } from './build-order.js'
import type { BuildElsewhere, BuildOrder } from './eventsourcing/build-elsewhere.js'

/** How long the process may take to finish the batch in hand, or an index, in milliseconds. */
const PATIENCE_MS = 3_000

const entry = path.join(__dirname, `read-side-builder${path.extname(__filename)}`)

/** A debugger is for one process. */
const execArgv = (): string[] => process.execArgv.filter((argument) => !argument.startsWith('--inspect'))

/** Ends the process once it is not wanted any more; killed, it leaves whole batches behind. */
const stopWith = (child: ChildProcess, signal: AbortSignal): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  const stop = (): void => {
    if (child.connected) child.send(STOP, () => undefined)
    timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  }
  signal.addEventListener('abort', stop)
  return () => {
    signal.removeEventListener('abort', stop)
    clearTimeout(timer)
  }
}

const follow = (child: ChildProcess, { signal, onProgress }: BuildOrder): Promise<void> =>
  new Promise((resolve, reject) => {
    const forget = stopWith(child, signal)
    let said: string | undefined
    let ended = false
    child.on('message', (message) => {
      const report = BuildReport.parse(message)
      if (report.kind === 'progress') onProgress(report)
      else if (report.kind === 'failed') said = report.message
      else ended = true
    })
    child.on('error', (error) => (said ??= error.message))
    // Only once it is gone are its files surely nobody's.
    child.on('close', (status, killed) => {
      forget()
      if (ended || signal.aborted) resolve()
      else
        reject(new Error(said ?? `The process that builds the read side ended: ${String(status ?? killed)}`))
    })
  })

/** Builds generations in a process of its own, one for each, at a lower priority. */
export const createBuildElsewhere =
  (places: BuildOrderMessage['places']): BuildElsewhere =>
  async (order) => {
    const child = fork(entry, [], {
      execArgv: execArgv(),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    // Not as an argument: those can be seen by everybody on the machine, and addresses may hold passwords.
    const message: BuildOrderMessage = { places, generation: order.generation }
    // A process that ends before it has read this is told by its end.
    if (child.connected) child.send(message, () => undefined)
    await follow(child, order)
  }
