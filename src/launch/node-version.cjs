'use strict'

// Written in the oldest syntax on purpose: an old Node must be able to read this file to say what is wrong.

var oldest = [20, 19]

/**
 * What is wrong with this version of Node and what to do, or null when it will do.
 *
 * @param {string} version such as 20.19.0
 * @returns {string | null}
 */
function nodeProblem(version) {
  var parts = version.split('.').map(Number)
  if (parts[0] > oldest[0] || (parts[0] === oldest[0] && parts[1] >= oldest[1])) return null
  return (
    'Waymark needs Node.js ' +
    oldest.join('.') +
    ' or newer, and this is ' +
    version +
    '.\nInstall a current version from https://nodejs.org (or with nvm: nvm install 22), then run the command again.'
  )
}

/** Ends the process with a message when this Node is too old. */
function requireNode() {
  var problem = nodeProblem(process.versions.node)
  if (problem === null) return
  console.error(problem)
  process.exit(1)
}

module.exports = { nodeProblem: nodeProblem, requireNode: requireNode }
