'use strict'

const path = require('node:path')

const { build, outputs, sources } = require('./build.cjs')
const { listFiles } = require('./fingerprint.cjs')
const { generateClient } = require('./generate.cjs')
const { install, isInstalled } = require('./install.cjs')
const { withLock } = require('./lock.cjs')
const { clearStamp, isCurrent, outputsUntouched, writeStamp } = require('./stamp.cjs')

/**
 * A step: what it reads, what it makes, and how. In this order; each builds on those before it.
 *
 * @typedef {{ name: string, saying: string, inputs: (root: string) => string[],
 *   outputs: (root: string) => string[], alreadyDone?: (root: string) => boolean,
 *   run: (root: string, last: { trusted: boolean }) => Promise<void> }} Step
 */

/** @type {readonly Step[]} */
const steps = [
  {
    name: 'install',
    saying: 'Installing packages (about half a minute the first time)',
    inputs: () => ['package-lock.json'],
    outputs: () => ['node_modules/.package-lock.json'],
    alreadyDone: isInstalled,
    run: install,
  },
  {
    name: 'generate',
    saying: 'Generating the database client',
    inputs: () => [
      'package-lock.json',
      'prisma/ddl-generator.cjs',
      'prisma/schema.prisma',
      'src/launch/generate.cjs',
    ],
    outputs: (root) => listFiles(root, ['prisma/client', 'prisma/sql']),
    run: generateClient,
  },
  {
    name: 'build',
    saying: 'Building',
    inputs: (root) => ['package-lock.json', 'tsconfig.json', ...sources(root)],
    outputs,
    run: build,
  },
]

const say = (line) => process.stderr.write(`${line}\n`)

const seconds = (since) => `${((Date.now() - since) / 1_000).toFixed(1)} s`

const carryOut = async (root, step) => {
  if (isCurrent(root, step.name, step.inputs(root))) return
  const trusted = outputsUntouched(root, step.name)
  clearStamp(root, step.name)
  if (step.alreadyDone?.(root) !== true) {
    const started = Date.now()
    say(`${step.saying} …`)
    await step.run(root, { trusted })
    say(`  done in ${seconds(started)}`)
  }
  writeStamp(root, step.name, { inputs: step.inputs(root), outputs: step.outputs(root) })
}

/**
 * Makes what is missing or stale, up to and including the last step named, and nothing when all is current.
 *
 * Several processes may ask at once: one does the work while the others wait.
 *
 * @param {string} root
 * @param {'install' | 'generate' | 'build'} last
 * @throws {LaunchFailure} with what is wrong and what to do
 */
const ensure = async (root, last) => {
  const needed = steps.slice(0, steps.findIndex((step) => step.name === last) + 1)
  if (needed.every((step) => isCurrent(root, step.name, step.inputs(root)))) return
  await withLock(path.join(root, '.waymark-launch.lock'), {
    work: async () => {
      for (const step of needed) await carryOut(root, step)
    },
    onWait: (pid) => say(`Waiting for process ${pid}, which is preparing this copy of Waymark …`),
  })
}

module.exports = { ensure }
