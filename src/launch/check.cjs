'use strict'

const path = require('node:path')

const { runChild } = require('./child.cjs')

const inModules = (file) => path.join('node_modules', file)

/** Those that need no store and no server, and those that compare what is emitted with what is committed. */
const unitTests = [
  'architecture/',
  'domain/',
  'charts/',
  'config/',
  'projections/',
  'api/schema.test.ts',
  'eventsourcing/event-schemas.test.ts',
  'prisma/',
]

/** What `npm run check` looks at: programs of the packages with their arguments. */
const checks = {
  types: [inModules('typescript/lib/tsc.js'), '--noEmit', '-p', '.'],
  'test-types': [inModules('typescript/lib/tsc.js'), '--noEmit', '-p', 'test'],
  lint: [inModules('eslint/bin/eslint.js'), '--config', '.eslint.config.mjs', '--max-warnings=0', '.'],
  format: [inModules('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'],
  tests: [inModules('jest/bin/jest.js'), '--silent', ...unitTests.map((tests) => `./test/${tests}`)],
}

const carryOut = async (root, name) => {
  const started = Date.now()
  const { status, output } = await runChild(process.execPath, checks[name], { cwd: root, quiet: true })
  const verdict = status === 0 ? 'ok' : 'FAILED'
  process.stdout.write(`${verdict.padEnd(6)} ${name} (${((Date.now() - started) / 1_000).toFixed(1)} s)\n`)
  if (status !== 0) process.stdout.write(`${output.trim()}\n\n`)
  return status === 0
}

/**
 * Runs checks, two at a time, and prints what each found.
 *
 * @param {string} root
 * @param {readonly string[]} names
 * @returns {Promise<boolean>} whether all passed
 */
const check = async (root, names) => {
  const waiting = [...names]
  const verdicts = []
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      verdicts.push(await carryOut(root, name))
  }
  await Promise.all([worker(), worker()])
  return verdicts.every(Boolean)
}

module.exports = { check, checks }
