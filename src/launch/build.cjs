'use strict'

const fs = require('node:fs')
const path = require('node:path')

const { runChild } = require('./child.cjs')
const { LaunchFailure } = require('./failure.cjs')
const { listFiles } = require('./fingerprint.cjs')

const BUILD_INFO = 'dist/.build.tsbuildinfo'

const isSource = (file) => file.endsWith('.ts') && !file.endsWith('.d.ts')

/** What the compiler reads. */
const sources = (root) => listFiles(root, ['src', 'projections', 'bench', 'prisma/client'], isSource)

/** What the compiler makes of it. */
const outputs = (root) => sources(root).map((file) => `dist/${file.replace(/\.ts$/, '.js')}`)

/** A source that was deleted or renamed leaves its output behind, and something might still find it. */
const removeStale = (root) => {
  const current = new Set(outputs(root).flatMap((file) => [file, `${file}.map`]))
  const isOutput = (file) => /\.js(\.map)?$/.test(file)
  for (const file of listFiles(root, ['dist'], isOutput))
    if (!current.has(file)) fs.rmSync(path.join(root, file))
}

/**
 * Compiles the sources, without the tests, to dist/. Only what changed, when the last build ended well.
 *
 * @param {string} root
 * @param {{ trusted: boolean }} last whether dist/ is known to be as the last build left it
 * @throws {LaunchFailure} with the compiler's complaints
 */
const build = async (root, { trusted }) => {
  if (!trusted) fs.rmSync(path.join(root, BUILD_INFO), { force: true })
  const compiler = path.join(root, 'node_modules', 'typescript', 'lib', 'tsc.js')
  const args = [compiler, '-p', 'tsconfig.json', '--noEmitOnError', '--tsBuildInfoFile', BUILD_INFO]
  const { status, output } = await runChild(process.execPath, args, { cwd: root, quiet: true })
  if (status !== 0)
    throw new LaunchFailure(
      `The sources do not compile.\n\n${output.trim()}\n\nPut them right, then run the command again.`,
    )
  removeStale(root)
}

module.exports = { build, outputs, sources }
