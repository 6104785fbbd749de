import { startApp } from './app.js'
import { describeProblems, parseConfig, WRONG_SETTINGS_STATUS } from './config.js'
import { closeOnSignals } from './http/signals.js'
import { createLogger } from './log.js'

/** Faults whose message is meant for the person at the terminal; others are shown with their stack. */
const isForPeople = (error: unknown): error is Error =>
  error instanceof Error && error.name !== 'Error' && error.name !== 'TypeError' && error.message !== ''

const main = async (): Promise<void> => {
  const parsed = parseConfig(process.env)
  if (!parsed.ok) {
    process.stderr.write(`${describeProblems(parsed.problems)}\n`)
    process.exitCode = WRONG_SETTINGS_STATUS
    return
  }
  const logger = createLogger(parsed.config.logLevel)
  try {
    const app = await startApp({ config: parsed.config, logger })
    closeOnSignals(() => app.close(), logger)
    logger.info({ address: app.address, data: parsed.config.dataFolder }, `Waymark is open at ${app.address}`)
  } catch (error) {
    process.stderr.write(
      isForPeople(error) ? `${error.message}\n` : `${String(error instanceof Error ? error.stack : error)}\n`,
    )
    process.exitCode = 1
  }
}

void main()
