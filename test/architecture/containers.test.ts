import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { settings } from '../../src/config.js'
import { projectFolder } from './source-files.js'

const read = (file: string): string => readFileSync(path.join(projectFolder, file), 'utf8')

const compose = read('docker-compose.yml')
const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found)

test('what the image is made of is there, and let through to the build', () => {
  const let_through = matches(read('.dockerignore'), /^!(.+)$/gm)
  for (const name of [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'src',
    'projections',
    'prisma',
    'schema',
    'bench',
  ]) {
    expect(let_through).toContain(name)
    expect(existsSync(path.join(projectFolder, name))).toBe(true)
  }
})

test('the image runs as a user without rights, and says whether it is well', () => {
  const dockerfile = read('Dockerfile')
  expect(dockerfile).toMatch(/^USER node$/m)
  expect(dockerfile).toMatch(/^HEALTHCHECK /m)
  expect(matches(dockerfile, /^(FROM) /gm)).toHaveLength(2)
})

test('settings of Waymark in the file for containers are known settings', () => {
  const known: readonly string[] = settings.map(({ name }) => name)
  const used = matches(compose, /^ +(WAYMARK_[A-Z_]+|HOST|PORT|LOG_LEVEL):/gm)
  expect(used).toContain('WAYMARK_EVENT_STORE')
  expect(used.filter((name) => !known.includes(name))).toEqual([])
})

test('every volume that is used is declared, and every image has a version', () => {
  const declared = matches(compose.slice(compose.lastIndexOf('\nvolumes:')), /^ {2}(\w+):$/gm)
  const used = matches(compose, /'(\w+):\/\w[^']*'/g)
  expect([...new Set(used)].toSorted()).toEqual(declared.toSorted())
  const images = matches(compose, /^ +image: (.+)$/gm).filter((image) => image !== 'waymark')
  expect(images.filter((image) => !/:\d/.test(image))).toEqual([])
})

test('settings that may be given from outside are described', () => {
  const docs = read('docs/containers.md')
  for (const name of matches(compose, /\$\{(\w+):-/g)) expect(docs).toContain(`\`${name}\``)
})
