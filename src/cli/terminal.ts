import type { ExitStatus } from './exit-status.js'

/** Where a command speaks. */
export interface Terminal {
  /** A line of the result, on standard output. */
  say(text: string): void
  /** A line about the way there, on standard error. */
  note(text: string): void
  /** How far it is: one line that changes on a terminal, a line now and then elsewhere. */
  progress(text: string): void
  /** Ends the line of `progress`. */
  endProgress(): void
  /** What the command's exit status will be. */
  finish(status: ExitStatus): void
}

const betweenLinesMs = 2_000

export const processTerminal = (): Terminal => {
  const { stdout, stderr } = process
  let open = false
  let last = 0
  const endProgress = (): void => {
    if (open) stderr.write('\r\u001b[2K')
    open = false
  }
  return {
    say: (text) => {
      endProgress()
      stdout.write(`${text}\n`)
    },
    note: (text) => {
      endProgress()
      stderr.write(`${text}\n`)
    },
    progress: (text) => {
      const now = performance.now()
      if (stderr.isTTY) {
        if (now - last < 50) return
        stderr.write(`\r\u001b[2K${text.slice(0, (stderr.columns || 80) - 1)}`)
        open = true
      } else if (now - last < betweenLinesMs) return
      else stderr.write(`${text}\n`)
      last = now
    },
    endProgress,
    finish: (status) => {
      process.exitCode = status
    },
  }
}
