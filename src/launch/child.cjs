'use strict'

const { spawn } = require('node:child_process')
const os = require('node:os')

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** The exit status by which a shell knows that a process was ended by this signal. */
const statusOfSignal = (signal) => 128 + (os.constants.signals[signal] ?? 0)

/** @type {number | null} */
let running = null

/** The program that runs at this moment, by its process id. */
const runningChild = () => running

/**
 * Runs a program to its end. A signal to this process ends the program, then this process.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} [options] quiet: keep its output, for a failure
 * @returns {Promise<{ status: number, output: string }>}
 */
const runChild = (command, args, { cwd, env, quiet = false } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit' })
    running = child.pid ?? null
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    let ending = null
    const forward = (signal) => {
      ending = signal
      child.kill(signal)
    }
    for (const signal of FORWARDED) process.on(signal, forward)
    const stopForwarding = () => {
      for (const signal of FORWARDED) process.removeListener(signal, forward)
    }
    child.on('error', (error) => {
      stopForwarding()
      reject(error)
    })
    child.on('close', (code, signal) => {
      running = null
      stopForwarding()
      if (ending !== null) process.exit(statusOfSignal(ending))
      resolve({
        status: code ?? statusOfSignal(signal),
        output: Buffer.concat(chunks).toString('utf8'),
      })
    })
  })

module.exports = { runChild, runningChild }
