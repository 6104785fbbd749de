/** A file that is not, or no longer, what an export wrote; the message names the line and what to do. */
export class LogFileFault extends Error {
  override readonly name = 'LogFileFault'
}

const REMEDY = 'Fetch the file again or export it again; nothing in it may be changed.'

/** A fault of one line, counted from 1. */
export const lineFault = (file: string, line: number, what: string): LogFileFault =>
  new LogFileFault(`${file}, line ${line}: ${what}. ${REMEDY}`)
