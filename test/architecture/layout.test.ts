import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { projectFolder, sourceFiles } from './source-files.js'

const read = (file: string): string => readFileSync(path.join(projectFolder, file), 'utf8')

const written = ['src', 'projections', 'bench', 'test', 'docs', '.ci']
const visibleFiles = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'Dockerfile',
  'docker-compose.yml',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
]
const visibleFolders = ['bench', 'docs', 'prisma', 'projections', 'schema', 'src', 'test']
/** Made when Waymark is built or runs, and not part of it. */
const made = /^(dist|node_modules|data.*|coverage|.*\.log)$/

const textFiles = () =>
  written
    .filter((folder) => existsSync(path.join(projectFolder, folder)))
    .flatMap((folder) => sourceFiles(folder))
    .filter((file) => /\.(ts|cjs|mjs|js|md|css|json|graphql|prisma)$/.test(file) || file === '.ci/run')

test('the top of the project holds what the plan of the house names, and nothing else', () => {
  const visible = readdirSync(projectFolder, { withFileTypes: true }).filter(
    ({ name }) => !name.startsWith('.') && !made.test(name),
  )
  const files = visible.filter((entry) => entry.isFile()).map(({ name }) => name)
  const folders = visible.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  expect(files.filter((name) => !visibleFiles.includes(name))).toEqual([])
  expect(folders.filter((name) => !visibleFolders.includes(name))).toEqual([])
})

test('no source is longer than 250 lines', () => {
  const long = sourceFiles('src', 'projections', 'bench')
    .filter((file) => /\.(ts|cjs|js)$/.test(file))
    .map((file) => ({ file, lines: read(file).split('\n').length - 1 }))
    .filter(({ lines }) => lines > 250)
  expect(long).toEqual([])
})

test('files are named in lower case with hyphens, and none is a drawer for odds and ends', () => {
  const names = sourceFiles('src', 'projections', 'bench')
    .map((file) => path.basename(file).replace(/\.(ts|cjs|js|css|md)$/, ''))
    .filter((name) => name !== 'README')
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([])
  const drawers = /^(utils?|helpers?|common|misc|manager|service)$/
  expect(names.filter((name) => name.split('-').some((word) => drawers.test(word)))).toEqual([])
})

test('commands never append to a stream about which they believe nothing', () => {
  const sayingAny = sourceFiles('src')
    .filter((file) => /^src\/(application|api|cli|domain)\/.*\.ts$/.test(file))
    .filter((file) => /expected\w*:\s*['"]any['"]/.test(read(file)))
  expect(sayingAny).toEqual([])
})

test('nothing names a folder of one machine, or a host that packages come from', () => {
  const paths = /(?<![\w.:])\/(home|root|Users|work)\/\w|[A-Z]:\\Users\\/
  const hosts = /registry\.[a-z0-9.-]+\.[a-z]+|\bnpmjs\.|yarnpkg\.com/
  const naming = textFiles()
    .filter((file) => file !== 'test/architecture/layout.test.ts')
    .filter((file) => paths.test(read(file)) || hosts.test(read(file)))
  expect(naming).toEqual([])
})

test('the lock file records what, not from where', () => {
  expect(read('package-lock.json')).not.toMatch(/"resolved"/)
  expect(read('.npmrc')).toMatch(/^omit-lockfile-registry-resolved=true$/m)
})

test('dependencies are pinned to exact versions', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    string,
    Record<string, string>
  >
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d/.test(version),
  )
  expect(loose).toEqual([])
})
