'use strict'

const { mkdtempSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { join } = require('node:path')

/**
 * Before the first test: a folder through which the tests of this run agree on what they share. Who shares what, and
 * how, is told in postgres-shared-server.ts.
 */
module.exports = () => {
  process.env.WAYMARK_TEST_RUN_FOLDER = mkdtempSync(join(tmpdir(), 'waymark-test-run-'))
  process.env.WAYMARK_TEST_RUN_PROCESS = String(process.pid)
}
