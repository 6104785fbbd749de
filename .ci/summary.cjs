'use strict'

// Adds up what the tests found and the stages that failed; the last line says it in one form for machines.

const { existsSync, readFileSync } = require('node:fs')

const [, , file = '', stages = '0'] = process.argv

const nothing = { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0 }
const found = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : nothing

// A failing stage of tests is counted by its tests; one that could not even run counts as one.
const inTests = found.numFailedTests + found.numRuntimeErrorTestSuites
const failed = Math.max(inTests, 0) + Math.max(Number(stages) - (inTests > 0 ? 1 : 0), 0)

process.stdout.write(`${found.numPassedTests} passed, ${failed} failed\n`)
process.exitCode = failed === 0 && found.numPassedTests > 0 ? 0 : 1
