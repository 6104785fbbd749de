'use strict'

const { existsSync, readFileSync, rmSync } = require('node:fs')
const { join } = require('node:path')
const { setTimeout: pause } = require('node:timers/promises')

const RULE = '='.repeat(100)
const PATIENCE_MS = 5_000

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** After the last test: the shared server ends; where there could be none, the summary says so. */
module.exports = async () => {
  const folder = process.env.WAYMARK_TEST_RUN_FOLDER
  const file = join(folder, 'postgres.json')
  const note = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
  rmSync(folder, { recursive: true, force: true })
  if (note === null) return
  if (note.failure !== undefined) {
    process.stderr.write(`\n${RULE}\nPOSTGRESQL WAS NOT TESTED. ${note.failure}\n${RULE}\n`)
    return
  }
  if (isAlive(note.pid)) process.kill(note.pid, 'SIGQUIT')
  const until = Date.now() + PATIENCE_MS
  while (isAlive(note.pid) && Date.now() < until) await pause(20)
  rmSync(note.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}
