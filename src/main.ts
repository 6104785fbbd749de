import { startApp } from './app.js'
import { parseConfig, type Config } from './config.js'
import { closeOnSignals } from './http/signals.js'
import { createLogger } from './log.js'
import { sayWhyNotStarted, sayWrongSettings } from './start-failure.js'

const serve = async (config: Config): Promise<void> => {
  const logger = createLogger(config.logLevel)
  try {
    const app = await startApp({ config, logger })
    closeOnSignals(() => app.close(), logger)
    logger.info({ address: app.address, data: config.dataFolder }, `Waymark is open at ${app.address}`)
  } catch (error) {
    sayWhyNotStarted(error)
  }
}

const parsed = parseConfig(process.env)
if (parsed.ok) void serve(parsed.config)
else sayWrongSettings(parsed.problems)
