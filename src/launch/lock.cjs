'use strict'

const { randomUUID } = require('node:crypto')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')

const { runningChild } = require('./child.cjs')

const HEARTBEAT_MS = 250
const SILENT_MS = 300_000

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

const readHolder = (file) => {
  try {
    return { ...JSON.parse(fs.readFileSync(file, 'utf8')), seen: fs.statSync(file).mtimeMs }
  } catch (error) {
    // Being written this very moment, or released between the two calls: look again.
    if (error instanceof SyntaxError || error.code === 'ENOENT') return null
    throw error
  }
}

const alive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** A process that was killed may leave its child, such as npm, at work: that one has to end as well. */
const isGone = ({ pid, child, host, seen }) =>
  (host === os.hostname() && !alive(pid) && (child === null || !alive(child))) ||
  Date.now() - seen > SILENT_MS

const contentOf = (nonce) =>
  JSON.stringify({ pid: process.pid, child: runningChild(), host: os.hostname(), nonce })

/**
 * Removes the lock of a process that is gone. Of several that notice, only the one that makes the claim file for
 * this very holder removes the lock, so that nobody removes the lock of the next holder.
 */
const removeAbandoned = (file, holder) => {
  const claim = `${file}.${holder.nonce}`
  try {
    fs.writeFileSync(claim, '', { flag: 'wx' })
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    const claimed = fs.statSync(claim, { throwIfNoEntry: false })
    if (claimed !== undefined && Date.now() - claimed.mtimeMs > SILENT_MS) fs.rmSync(claim, { force: true })
    return
  }
  if (readHolder(file)?.nonce === holder.nonce) fs.rmSync(file, { force: true })
  fs.rmSync(claim, { force: true })
}

/** Takes the lock: true, or false when someone else has it. The link makes the whole content appear at once. */
const tryTake = (file, nonce) => {
  const draft = `${file}.${nonce}`
  fs.writeFileSync(draft, contentOf(nonce))
  try {
    fs.linkSync(draft, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

/**
 * Runs the work while no other process runs its own under the same lock file; waits for the other first.
 *
 * @template Result
 * @param {string} file
 * @param {{ work: () => Promise<Result>, onWait: (pid: number) => void }} options
 * @returns {Promise<Result>}
 */
const withLock = async (file, { work, onWait }) => {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const nonce = randomUUID()
  let told = false
  while (!tryTake(file, nonce)) {
    const holder = readHolder(file)
    if (holder === null) continue
    if (isGone(holder)) {
      removeAbandoned(file, holder)
      continue
    }
    if (!told) onWait(holder.pid)
    told = true
    await sleep(200)
  }
  const release = () => {
    if (readHolder(file)?.nonce === nonce) fs.rmSync(file, { force: true })
  }
  const heartbeat = setInterval(() => {
    if (readHolder(file)?.nonce !== nonce) return
    fs.writeFileSync(`${file}.${nonce}`, contentOf(nonce))
    fs.renameSync(`${file}.${nonce}`, file)
  }, HEARTBEAT_MS)
  process.on('exit', release)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    process.removeListener('exit', release)
    release()
  }
}

module.exports = { withLock }
