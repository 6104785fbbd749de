import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { startApp, type App } from './app.js'
import { createGraphqlClient } from './client/graphql-client.js'
import { parseConfig, type Config } from './config.js'
import { fillDemonstration } from './demonstration/fill.js'
import { closeOnSignals } from './http/signals.js'
import { createLogger } from './log.js'
import { projectRoot } from './project-root.js'
import { sayWhyNotStarted, sayWrongSettings } from './start-failure.js'

/** The demonstration has a store of its own, so that it never meets real records. */
const folder = path.join(projectRoot, 'data-demo')

const monthsOfReadings = 36

interface Mark {
  /** The latest month of the demonstration: the last one that was over when it was first recorded. */
  readonly latestMonth: string
  readonly complete: boolean
}

const markFile = path.join(folder, 'demonstration.json')

const readMark = (): Mark | null => {
  try {
    return JSON.parse(readFileSync(markFile, 'utf8')) as Mark
  } catch {
    return null
  }
}

const writeMark = (mark: Mark): void => {
  writeFileSync(markFile, `${JSON.stringify(mark)}\n`)
}

const monthsBefore = (month: string, count: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 - count, 1)).toISOString().slice(0, 10)
}

/** Progress on one line where there is a terminal, now and then a line elsewhere. */
const showProgress = (done: number, of: number, what: string): void => {
  const text = `Recording the demonstration programme: ${done} of ${of} (${what})`
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text.slice(0, 100)}${done === of ? '\n' : ''}`)
  else if (done === of || done % 25 === 0) process.stderr.write(`${text}\n`)
}

/** Records the demonstration unless it is there; what an interrupted start has left is completed. */
const fill = async (address: string): Promise<void> => {
  const today = new Date().toISOString().slice(0, 10)
  const mark = readMark() ?? { latestMonth: monthsBefore(today, 1), complete: false }
  if (mark.complete) return
  writeMark(mark)
  const months = Array.from({ length: monthsOfReadings }, (_, index) =>
    monthsBefore(mark.latestMonth, monthsOfReadings - 1 - index),
  )
  await fillDemonstration(createGraphqlClient(address, 'Demonstration'), months, showProgress)
  writeMark({ ...mark, complete: true })
}

const serve = async (config: Config): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  const logger = createLogger(config.logLevel)
  let app: App | undefined
  try {
    app = await startApp({ config, logger })
    closeOnSignals(() => app?.close() ?? Promise.resolve(), logger)
    await fill(app.address)
    process.stdout.write(
      `\nThe demonstration is open at ${app.address}\n` +
        `  ${app.address}/          localities with run charts, PDSA cycles and milestones (all synthetic)\n` +
        `  ${app.address}/graphql   the GraphQL explorer with example queries\n\n`,
    )
  } catch (error) {
    sayWhyNotStarted(error)
    await app?.close()
  }
}

const parsed = parseConfig({
  ...process.env,
  WAYMARK_DATA: folder,
  WAYMARK_EVENT_STORE: 'embedded',
  WAYMARK_READ_SIDE: 'files',
  LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
})
if (parsed.ok) void serve(parsed.config)
else sayWrongSettings(parsed.problems)
