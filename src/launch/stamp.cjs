'use strict'

const fs = require('node:fs')
const path = require('node:path')

const { contentFingerprint, statFingerprint } = require('./fingerprint.cjs')

// Stamps live in node_modules: whoever removes that folder, or reinstalls it, has everything made anew.
const stampFile = (root, name) => path.join(root, 'node_modules', '.waymark', `${name}.json`)

const readStamp = (root, name) => {
  try {
    return JSON.parse(fs.readFileSync(stampFile(root, name), 'utf8'))
  } catch {
    return null
  }
}

/** Forgets that a step was done; a step does so before it begins, so that half a step never counts as done. */
const clearStamp = (root, name) => fs.rmSync(stampFile(root, name), { force: true })

const pictureOf = (root, files) => ({
  files,
  times: statFingerprint(root, files),
  contents: contentFingerprint(root, files),
})

/** Times are looked at first because it is quick; contents decide when they differ (another checkout). */
const unchanged = (root, picture) =>
  picture.times === statFingerprint(root, picture.files) ||
  picture.contents === contentFingerprint(root, picture.files)

/**
 * Remembers that a step was done on these inputs and made these outputs.
 *
 * @param {string} root
 * @param {string} name
 * @param {{ inputs: readonly string[], outputs: readonly string[] }} files
 */
const writeStamp = (root, name, { inputs, outputs }) => {
  const file = stampFile(root, name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const stamp = { inputs: pictureOf(root, inputs), outputs: pictureOf(root, outputs) }
  fs.writeFileSync(`${file}.new`, JSON.stringify(stamp))
  fs.renameSync(`${file}.new`, file)
}

/** Whether what a step made is still as it left it. */
const outputsUntouched = (root, name) => {
  const stamp = readStamp(root, name)
  return stamp !== null && unchanged(root, stamp.outputs)
}

/**
 * Whether a step was done on inputs as they are now and what it made is still as it left it.
 *
 * @param {string} root
 * @param {string} name
 * @param {readonly string[]} inputs the inputs as they are now
 * @returns {boolean}
 */
const isCurrent = (root, name, inputs) => {
  const stamp = readStamp(root, name)
  return (
    stamp !== null &&
    stamp.inputs.files.length === inputs.length &&
    stamp.inputs.files.every((file, index) => file === inputs[index]) &&
    unchanged(root, stamp.inputs) &&
    unchanged(root, stamp.outputs)
  )
}

module.exports = { clearStamp, isCurrent, outputsUntouched, writeStamp }
