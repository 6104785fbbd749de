'use strict'

const OFTEN_MS = 500

/**
 * Ends this process as a signal to stop would once the one that started it is gone. A signal to npm ends npm and the
 * shell between, which hands nothing on, and would leave a server behind that nobody sees.
 */
const endWithParent = () => {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, OFTEN_MS)
  watch.unref()
}

module.exports = { endWithParent }
