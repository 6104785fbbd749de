'use strict'

const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')

/**
 * The files under some paths, sorted, relative to the root, with forward slashes.
 *
 * @param {string} root
 * @param {readonly string[]} paths files or folders; what does not exist is left out
 * @param {(file: string) => boolean} [wanted]
 * @returns {string[]}
 */
const listFiles = (root, paths, wanted = () => true) => {
  const found = []
  const visit = (relative) => {
    const stat = fs.statSync(path.join(root, relative), { throwIfNoEntry: false })
    if (stat === undefined) return
    if (!stat.isDirectory()) {
      if (wanted(relative)) found.push(relative)
      return
    }
    for (const name of fs.readdirSync(path.join(root, relative))) visit(`${relative}/${name}`)
  }
  for (const relative of paths) visit(relative)
  return found.sort()
}

/**
 * Tells at little cost whether files may have changed: their names, sizes and times.
 *
 * @param {string} root
 * @param {readonly string[]} files
 */
const statFingerprint = (root, files) => {
  const hash = createHash('sha256')
  for (const file of files) {
    const stat = fs.statSync(path.join(root, file), { throwIfNoEntry: false })
    hash.update(stat === undefined ? `${file} absent\n` : `${file} ${stat.size} ${stat.mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/**
 * Tells for certain whether files have changed: their names and contents.
 *
 * @param {string} root
 * @param {readonly string[]} files
 */
const contentFingerprint = (root, files) => {
  const hash = createHash('sha256')
  for (const file of files) {
    const full = path.join(root, file)
    hash.update(`${file}\n`)
    hash.update(
      fs.existsSync(full) ? createHash('sha256').update(fs.readFileSync(full)).digest('hex') : 'absent',
    )
  }
  return hash.digest('hex')
}

module.exports = { contentFingerprint, listFiles, statFingerprint }
