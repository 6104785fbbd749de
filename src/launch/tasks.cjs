'use strict'

const os = require('node:os')
const path = require('node:path')

const { check, checks } = require('./check.cjs')
const { ensure } = require('./ensure.cjs')
const { LaunchFailure } = require('./failure.cjs')
const { generateClient } = require('./generate.cjs')
const { endWithParent } = require('./parent.cjs')

const root = path.join(__dirname, '..', '..')

/** Goes on in this very process, so that signals and the terminal reach the program itself. */
const become = (file, args) => {
  const target = path.join(root, file)
  process.argv = [process.argv[0], target, ...args]
  require(target)
}

/** A program of the build. */
const built = (file) => async (args) => {
  await ensure(root, 'build')
  become(file, args)
}

/** A program of the build that runs until it is told to stop. */
const server = (file) => async (args) => {
  endWithParent()
  await built(file)(args)
}

const namesWorkers = (args) =>
  args.some((arg) => /^(-i|--runInBand|-w|--maxWorkers|--workers)(=|$|\d)/.test(arg))

/** Jest leaves one core idle by itself, which on two cores is half of the machine. */
const jestArgs = (args) =>
  namesWorkers(args) || os.availableParallelism() > 2
    ? args
    : [`--maxWorkers=${os.availableParallelism()}`, ...args]

const test = async (args) => {
  await ensure(root, 'generate')
  process.chdir(root)
  become('node_modules/jest/bin/jest.js', jestArgs(args))
}

/** Every fault 20 times, or as often as WAYMARK_FAULT_ROUNDS says, and a table of what was counted. */
const testFaults = async (args) => {
  process.env.WAYMARK_FAULT_ROUNDS ??= '20'
  const reporters = ['default', '<rootDir>/test/faults/table-reporter.cjs']
  const paths = args.some((arg) => !arg.startsWith('-')) ? args : ['test/faults/', ...args]
  // Much of it is waiting: for a network that is cut, for a lease to end.
  const workers = namesWorkers(args) ? [] : ['--maxWorkers=3']
  // Whatever follows a list of reporters would be taken for one.
  await test([...paths, ...workers, ...reporters.map((reporter) => `--reporters=${reporter}`)])
}

/** All checks, or those whose names are given. */
const runCheck = async (names) => {
  const unknown = names.filter((name) => !Object.hasOwn(checks, name))
  if (unknown.length > 0)
    throw new LaunchFailure(`There is no check "${unknown[0]}": ${Object.keys(checks).join(', ')}`)
  await ensure(root, 'generate')
  process.exitCode = (await check(root, names.length === 0 ? Object.keys(checks) : names)) ? 0 : 1
}

/** Makes anew what is emitted from a source and committed; git then shows what has changed. */
const generate = async () => {
  await ensure(root, 'install')
  await generateClient(root)
  await ensure(root, 'build')
  become('dist/src/generate.js', [])
}

const tasks = {
  start: server('dist/src/main.js'),
  demo: server('dist/src/demo.js'),
  waymark: built('dist/src/cli/waymark.js'),
  bench: built('dist/bench/main.js'),
  /** Everything that is missing or stale, and nothing more. */
  build: () => ensure(root, 'build'),
  generate,
  test,
  'test:faults': testFaults,
  check: runCheck,
}

/**
 * Prepares what a task needs and runs it.
 *
 * @param {string} name
 * @param {string[]} args
 */
const runTask = async (name, args) => {
  try {
    if (!Object.hasOwn(tasks, name))
      throw new LaunchFailure(`There is no task "${name}": ${Object.keys(tasks).join(', ')}`)
    await tasks[name](args)
  } catch (error) {
    if (!(error instanceof LaunchFailure)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

module.exports = { runTask }
