'use strict'

const { existsSync, readFileSync, readdirSync, rmSync } = require('node:fs')
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

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null)

/** Files beside the project that tests looked for and did not find. */
const absentFiles = (folder) =>
  existsSync(join(folder, 'absent')) ? readdirSync(join(folder, 'absent')).toSorted() : []

/** After the last test: the shared server ends; the summary says in capitals what was not tested, and why. */
module.exports = async () => {
  const folder = process.env.WAYMARK_TEST_RUN_FOLDER
  const missing = read(join(folder, 'no-postgres'))
  const server = JSON.parse(read(join(folder, 'postgres.json')) ?? '{}')
  if (existsSync(join(folder, 'kurrentdb-absent'))) {
    process.stderr.write(
      `\n${RULE}\nNO REAL KURRENTDB WAS TESTED, only its wire: set KURRENTDB_URL to test one (docs/kurrentdb.md).\n${RULE}\n`,
    )
  }
  const absent = absentFiles(folder)
  if (absent.length > 0) {
    process.stderr.write(
      `\n${RULE}\nNOT CHECKED AGAINST PUBLISHED DATA: ${absent.join(', ')} ${absent.length === 1 ? 'is' : 'are'} not beside this copy of the project (../shared).\n${RULE}\n`,
    )
  }
  rmSync(folder, { recursive: true, force: true })
  if (missing !== null) {
    process.stderr.write(`\n${RULE}\nPOSTGRESQL WAS NOT TESTED. ${missing}\n${RULE}\n`)
  }
  if (server.pid === undefined) return
  if (isAlive(server.pid)) process.kill(server.pid, 'SIGQUIT')
  const until = Date.now() + PATIENCE_MS
  while (isAlive(server.pid) && Date.now() < until) await pause(20)
  rmSync(server.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}
