'use strict'

const fs = require('node:fs')
const path = require('node:path')

const { runChild } = require('./child.cjs')
const { LaunchFailure } = require('./failure.cjs')

const OFFLINE =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED)\b/
const FORBIDDEN = /\b(E401|E403|E407|UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN)\b/

/** npm itself: the one that started us, else the one beside this Node, else the one on the path. */
const npmCommand = () => {
  const beside = path.dirname(process.execPath)
  const candidates = [
    process.env.npm_execpath,
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ]
  const script = candidates.find((file) => file?.endsWith('npm-cli.js') && fs.existsSync(file))
  return script === undefined ? ['npm'] : [process.execPath, script]
}

const remedyFor = (output) => {
  if (OFFLINE.test(output))
    return 'The package registry could not be reached. Connect to the network (behind a proxy set HTTPS_PROXY; for a registry of your organisation use "npm config set registry ADDRESS"), then run the command again.'
  if (FORBIDDEN.test(output))
    return 'The package registry refused the connection. Ask who runs your network for the registry, certificate or token to use with npm, then run the command again.'
  if (/\bENOSPC\b/.test(output)) return 'The disk is full. Make room, then run the command again.'
  if (/\b(EACCES|EPERM|EROFS)\b/.test(output))
    return 'This folder cannot be written. Run the command as its owner, or clone Waymark into a folder of your own.'
  if (/can only install packages when|out of sync/i.test(output))
    return 'package.json and package-lock.json disagree. Run "npm install" and commit both.'
  return 'Read the lines above, put right what they name, then run the command again.'
}

const npmCi = async (root, extra) => {
  const [command, ...first] = npmCommand()
  const args = [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error', ...extra]
  try {
    return await runChild(command, args, { cwd: root, quiet: true })
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
    throw new LaunchFailure(
      'npm was not found. Install Node.js together with npm, then run the command again.',
    )
  }
}

/**
 * Installs exactly what package-lock.json names, from the cache of npm where it can.
 *
 * @param {string} root
 * @throws {LaunchFailure} with the output of npm and a remedy
 */
const install = async (root) => {
  const cached = await npmCi(root, ['--prefer-offline'])
  if (cached.status === 0) return
  // A cache that is behind the lock file fails as well: ask the registry before giving up.
  const fresh = await npmCi(root, ['--prefer-online'])
  if (fresh.status === 0) return
  throw new LaunchFailure(
    `The packages could not be installed.\n\n${fresh.output.trim()}\n\n${remedyFor(fresh.output)}`,
  )
}

const readLock = (file) => {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages ?? {}
  } catch {
    return null
  }
}

/**
 * Whether node_modules holds what package-lock.json names, whoever put it there. npm writes down what it
 * installed as the last thing it does, so that an interrupted installation shows as none.
 *
 * @param {string} root
 * @returns {boolean}
 */
const isInstalled = (root) => {
  const wanted = readLock(path.join(root, 'package-lock.json'))
  const present = readLock(path.join(root, 'node_modules', '.package-lock.json'))
  if (wanted === null || present === null) return false
  return Object.entries(wanted).every(([folder, entry]) => {
    if (folder === '') return true
    const found = present[folder]
    if (found === undefined) return entry.optional === true
    return found.version === entry.version && fs.existsSync(path.join(root, folder, 'package.json'))
  })
}

module.exports = { install, isInstalled, remedyFor }
